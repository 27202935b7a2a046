/** One message of each kind: the citizen's bubble, an answer's sheet, a line from the system. */

import { useState } from "preact/hooks";
import type { Outgoing } from "../chat/outbox.ts";
import type { OptionsView } from "../chat/transcript.ts";
import type { Attachment, Block, Message, Option } from "../chat/types.ts";
import { words } from "../words.ts";
import { AttachmentList, type OpenFile } from "./attachments.tsx";
import { Blocks } from "./blocks.tsx";
import { copyText } from "./clipboard.ts";
import { timeOf } from "./dates.ts";
import { AlertIcon, CheckIcon, CopyIcon, MarkIcon, OperatorIcon, PrintIcon, ThumbDownIcon, ThumbUpIcon } from "./icons.tsx";
import { LinkedText } from "./linked_text.tsx";
import { Options } from "./options.tsx";

const LONG_TEXT = 200;
/** A question back to the citizen is not worth paper; facts, papers and sources are. */
const KEPT_KINDS: readonly Block["kind"][] = ["facts", "list", "source"];

export interface AnswerActions {
  pick(option: Option): void;
  pickSpent(option: Option): void;
  print(message: Message): void;
  rate(message: Message, isHelpful: boolean): void;
  announce(text: string): void;
  openFile: OpenFile;
}

interface AnswerProps {
  message: Message;
  options: OptionsView;
  showsSender: boolean;
  actions: AnswerActions;
}

export function Answer({ message, options, showsSender, actions }: AnswerProps) {
  const isOperator = message.sender === "operator";
  const name = message.sender === "bot" ? words.log.bot : isOperator ? words.log.operatorNamed(message.authorName) : words.header.name;
  return (
    <div class={`message answer${isOperator ? " from-operator" : ""}`} data-seq={message.seq}>
      <p class={showsSender ? "sender" : "sr-only"}>
        {showsSender && (isOperator ? <OperatorIcon /> : <MarkIcon />)}
        {name}
      </p>
      {(message.blocks || message.text) && (
        <div class="sheet">
          {message.blocks ? (
            <Blocks blocks={message.blocks} />
          ) : (
            <p class="plain">
              <LinkedText text={message.text} />
            </p>
          )}
        </div>
      )}
      <AttachmentList attachments={message.attachments} openFile={actions.openFile} />
      {message.options.length > 0 && (
        <Options options={message.options} view={options} onPick={actions.pick} onPickSpent={actions.pickSpent} />
      )}
      <AnswerFoot message={message} actions={actions} />
    </div>
  );
}

function AnswerFoot({ message, actions }: { message: Message; actions: AnswerActions }) {
  const [isCopied, setCopied] = useState(false);
  const isWorthKeeping = message.blocks ? message.blocks.some((block) => KEPT_KINDS.includes(block.kind)) : message.text.length > LONG_TEXT;
  const copy = async (): Promise<void> => {
    const done = await copyText(message.text);
    actions.announce(done ? words.answer.copied : words.answer.copyFailed);
    setCopied(done);
    if (done) setTimeout(() => setCopied(false), 2500);
  };
  return (
    <div class="message-foot" aria-live="off">
      <time dateTime={message.createdAt}>{timeOf(message.createdAt)}</time>
      {isWorthKeeping && (
        <>
          <button type="button" class="foot-button" onClick={() => void copy()}>
            {isCopied ? <CheckIcon /> : <CopyIcon />}
            {isCopied ? words.answer.copyDone : words.answer.copy}
          </button>
          <button type="button" class="foot-button" onClick={() => actions.print(message)}>
            <PrintIcon />
            {words.answer.print}
          </button>
        </>
      )}
      {message.mayRate && <Thumbs message={message} onRate={actions.rate} />}
    </div>
  );
}

function Thumbs({ message, onRate }: { message: Message; onRate: AnswerActions["rate"] }) {
  const thumb = (isHelpful: boolean, label: string, Icon: typeof ThumbUpIcon) => (
    <button
      type="button"
      class="foot-button is-quiet"
      aria-pressed={message.isHelpful === isHelpful}
      onClick={() => message.isHelpful !== isHelpful && onRate(message, isHelpful)}
    >
      <Icon />
      {label}
    </button>
  );
  return (
    <span class="thumbs" role="group" aria-label={words.answer.rate}>
      {thumb(true, words.answer.helpful, ThumbUpIcon)}
      {thumb(false, words.answer.unhelpful, ThumbDownIcon)}
    </span>
  );
}

export function SystemLine({ message }: { message: Message }) {
  return (
    <div class="message system-line" data-seq={message.seq}>
      <p>
        <span class="sr-only">{words.log.says(words.log.system)}</span>
        <LinkedText text={message.text} />
      </p>
    </div>
  );
}

interface CitizenProps {
  text: string;
  attachments: readonly Attachment[];
  openFile: OpenFile;
  sentAt: string | null;
  outgoing: Outgoing | null;
  onResend(): void;
  onEdit(item: Outgoing): void;
  onDiscard(item: Outgoing): void;
}

export function CitizenMessage({ text, attachments, openFile, sentAt, outgoing, onResend, onEdit, onDiscard }: CitizenProps) {
  return (
    <div class={`message citizen${outgoing ? ` is-${outgoing.state}` : ""}`}>
      <p class="bubble">
        <span class="sr-only">{words.log.says(words.log.citizen)}</span>
        {text}
      </p>
      <AttachmentList attachments={attachments} openFile={openFile} />
      <div class="message-foot" aria-live="off">
        {!outgoing && (
          <>
            <span class="delivery">
              <CheckIcon />
              {words.delivery.sent}
            </span>
            {sentAt && <time dateTime={sentAt}>{timeOf(sentAt)}</time>}
          </>
        )}
        {outgoing && outgoing.state === "sending" && <span class="delivery">{words.delivery.sending}</span>}
        {outgoing && outgoing.state === "waiting" && <span class="delivery">{words.delivery.waiting}</span>}
        {outgoing && outgoing.state === "failed" && (
          <Trouble reason={outgoing.reason} actions={[{ label: words.delivery.resend, run: onResend }]} />
        )}
        {outgoing && outgoing.state === "refused" && (
          <Trouble
            reason={outgoing.reason}
            actions={[
              { label: words.delivery.edit, run: () => onEdit(outgoing) },
              { label: words.delivery.discard, run: () => onDiscard(outgoing) },
            ]}
          />
        )}
      </div>
    </div>
  );
}

function Trouble({ reason, actions }: { reason: string; actions: { label: string; run(): void }[] }) {
  return (
    <div class="trouble">
      <p>
        <AlertIcon />
        <span>
          <strong>{words.delivery.failed}.</strong> {reason}
        </span>
      </p>
      <div class="trouble-actions">
        {actions.map((action) => (
          <button key={action.label} type="button" class="text-button" onClick={action.run}>
            {action.label}
          </button>
        ))}
      </div>
    </div>
  );
}
