/** The conversation: greeting, messages in order, what is still being sent, and the sign that an answer is coming. */

import { Fragment, type ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { ChatState } from "../chat/chat.ts";
import type { Outgoing } from "../chat/outbox.ts";
import { lastAnswer, optionsView, shownText } from "../chat/transcript.ts";
import type { Message } from "../chat/types.ts";
import { words } from "../words.ts";
import { dayOf } from "./dates.ts";
import { DownIcon } from "./icons.tsx";
import { Intro } from "./intro.tsx";
import { Answer, CitizenMessage, SystemLine, type AnswerActions } from "./messages.tsx";
import { useScrolling } from "./scrolling.ts";
import { Typing } from "./typing.tsx";

interface Props {
  state: ChatState;
  actions: AnswerActions;
  onSuggestion(text: string): void;
  onResend(): void;
  onEdit(item: Outgoing): void;
  onDiscard(item: Outgoing): void;
  notices: ComponentChildren;
}

export function Log(props: Props) {
  const { state } = props;
  const scroller = useRef<HTMLElement>(null);
  const received = state.messages.filter((message) => message.sender !== "citizen").length;
  const { unread, isAway, toEnd } = useScrolling(scroller, {
    received,
    sent: state.messages.length - received + state.outgoing.length,
    isLoaded: state.isHistoryLoaded,
    rest: `${state.isTyping} ${state.awaiting} ${state.outgoing.map((item) => item.state).join()}`,
  });
  const isEmpty = state.messages.length === 0 && state.outgoing.length === 0;
  return (
    <div class="log-frame">
      <main class="scroller" ref={scroller} tabIndex={0} aria-label={words.log.region} id="log">
        <div class="column">
          {props.notices}
          <Intro session={state.session} isEmpty={isEmpty} isLoaded={state.isHistoryLoaded} onSuggestion={props.onSuggestion} />
          <div role="log" aria-label={words.log.messages} aria-live={state.isHistoryLoaded ? "polite" : "off"} aria-relevant="additions">
            {messageRows(props)}
          </div>
          <Typing state={state} answer={lastAnswer(state.messages)} />
        </div>
      </main>
      {(unread > 0 || isAway) && (
        <button type="button" class={`to-end${unread > 0 ? " has-new" : ""}`} onClick={toEnd}>
          <DownIcon />
          {unread > 0 ? words.log.newMessages(unread) : <span class="sr-only">{words.log.toEnd}</span>}
        </button>
      )}
    </div>
  );
}

function messageRows({ state, actions, onResend, onEdit, onDiscard }: Props) {
  const now = new Date();
  const unsent = state.outgoing.map((item) => item.text);
  const deliver = { onResend, onEdit, onDiscard };
  const rows = state.messages.map((message, index) => {
    const previous = state.messages[index - 1];
    const day = dayOf(message.createdAt, now);
    const isNewDay = previous ? dayOf(previous.createdAt, now) !== day : day !== words.log.today;
    return (
      <Fragment key={message.clientId || message.id}>
        {isNewDay && <p class="day">{day}</p>}
        {message.sender === "citizen" ? (
          <CitizenMessage
            text={shownText(state.messages, index)}
            attachments={message.attachments}
            openFile={actions.openFile}
            sentAt={message.createdAt}
            outgoing={null}
            {...deliver}
          />
        ) : message.sender === "system" && !message.blocks && !message.options.length ? (
          <SystemLine message={message} />
        ) : (
          <Answer
            message={message}
            options={optionsView(state.messages, index, unsent)}
            showsSender={isNewVoice(message, previous)}
            actions={actions}
          />
        )}
      </Fragment>
    );
  });
  const waiting = state.outgoing.map((item) => (
    <Fragment key={item.clientId}>
      {false}
      <CitizenMessage
        text={item.label || item.text}
        attachments={item.attachments}
        openFile={actions.openFile}
        sentAt={null}
        outgoing={item}
        {...deliver}
      />
    </Fragment>
  ));
  return [...rows, ...waiting];
}

function isNewVoice(message: Message, previous: Message | undefined): boolean {
  return !previous || previous.sender !== message.sender || previous.authorName !== message.authorName;
}
