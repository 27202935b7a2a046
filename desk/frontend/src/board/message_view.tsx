/** One message: the citizen's, the bot's as the citizen saw it, an operator's, the system's. Text nodes only. */

import { readBlocks } from "@webchat/chat/types.ts";
import { Blocks } from "@webchat/ui/blocks.tsx";
import { timeOf } from "@webchat/ui/dates.ts";
import { LinkedText } from "@webchat/ui/linked_text.tsx";
import type { DeskMessage } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { AlertIcon, EyeIcon } from "../ui/icons.tsx";
import { named, words } from "../words.ts";
import { Attachments } from "./attachments.tsx";
import { DeliveryLine } from "./delivery_line.tsx";
import { Understood } from "./understood.tsx";

interface Props {
  message: DeskMessage;
  showsVoice: boolean;
  open: OpenConversation;
}

export function MessageView({ message, showsVoice, open }: Props) {
  const { session } = useContextOfDesk();
  const channel = named(words.channel, open.view?.row.channel);
  if (message.sender === "system") return <SystemLine message={message} channel={channel} />;
  const isMe = message.sender === "operator" && message.author_name === session.state.me!.display_name;
  const elsewhere = message.details?.said_elsewhere ? words.thread.elsewhere(channel) : "";
  const voice = elsewhere || (isMe ? words.thread.you : message.author_name || words.thread[message.sender]);
  const blocks = message.blocks ? readBlocks(message.blocks) : [];
  return (
    <article class={`message from-${message.sender}${showsVoice ? "" : " is-same-voice"}`} data-seq={message.seq}>
      <p class={showsVoice ? "voice" : "sr-only"}>
        {voice} <time dateTime={message.created_at}>{timeOf(message.created_at)}</time>
      </p>
      <div class="bubble">
        {blocks.length > 0 ? (
          <Blocks blocks={blocks} />
        ) : (
          message.text && (
            <p class="plain">
              <LinkedText text={message.text} />
            </p>
          )
        )}
        <Attachments attachments={message.attachments} />
      </div>
      {message.delivery && <DeliveryLine delivery={message.delivery} channel={channel} />}
      {message.is_masked && <Reveal message={message} open={open} />}
      {message.options && message.options.length > 0 && <Options options={message.options} />}
      {message.sender === "bot" && message.details && <Understood details={message.details} />}
      {message.sender === "bot" && message.details?.behaviour && <Mark message={message} open={open} />}
    </article>
  );
}

/** What the program told the citizen, or staff alone: that something did not reach them. */
function SystemLine({ message, channel }: { message: DeskMessage; channel: string }) {
  const isTrouble = message.details?.topic === "not_delivered";
  const isLate = message.delivery && message.delivery.state !== "sent";
  return (
    <>
      <p class={`system-line${isTrouble ? " is-trouble" : ""}`} data-seq={message.seq}>
        {isTrouble && <AlertIcon />}
        <LinkedText text={message.text} />
        <time dateTime={message.created_at}> · {timeOf(message.created_at)}</time>
      </p>
      {isLate && (
        <div class="system-delivery">
          <DeliveryLine delivery={message.delivery!} channel={channel} />
        </div>
      )}
    </>
  );
}

function Options({ options }: { options: NonNullable<DeskMessage["options"]> }) {
  return (
    <ul class="given-options" aria-label={words.thread.options}>
      {options.map((option, index) => (
        <li key={index}>{option.label}</li>
      ))}
    </ul>
  );
}

/** Quiet, and taken back by pressing it again: the editors find the question in their list. */
function Mark({ message, open }: { message: DeskMessage; open: OpenConversation }) {
  const { api, announce } = useContextOfDesk();
  const work = useWork();
  const toggle = async (): Promise<void> => {
    await api.mark(message.id, !message.is_marked);
    open.mark(message.id, !message.is_marked);
    announce(message.is_marked ? words.thread.unmarked : words.thread.marked);
  };
  return (
    <p class="marked">
      <button type="button" class="button is-quiet is-small" aria-pressed={message.is_marked} title={words.thread.markHint} onClick={() => void work.run(toggle)}>
        <AlertIcon />
        {words.thread.mark}
      </button>
      <span class="field-failure" role="alert">
        {work.failure}
      </span>
    </p>
  );
}

function Reveal({ message, open }: { message: DeskMessage; open: OpenConversation }) {
  const { api, session, announce } = useContextOfDesk();
  const work = useWork();
  const reveal = async (): Promise<void> => {
    const { text } = await api.reveal(message.id);
    open.reveal(message.id, text);
    announce(words.thread.revealed);
  };
  return (
    <p class="masked">
      {words.thread.masked}
      {session.may("reveal_personal_data") && (
        <button type="button" class="button is-small" title={words.thread.revealHint} onClick={() => void work.run(reveal)}>
          <EyeIcon />
          {words.thread.reveal}
          <span class="sr-only"> – {words.thread.revealHint}</span>
        </button>
      )}
      <span class="field-failure" role="alert">
        {work.failure}
      </span>
    </p>
  );
}
