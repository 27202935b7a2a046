/** Everything said and done in a conversation, the bot's summary first, the newest at the end. */

import { useScrolling } from "@webchat/ui/scrolling.ts";
import { useRef } from "preact/hooks";
import type { ConversationView, OwnershipChange } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { entriesOf, type Entry } from "../state/thread.ts";
import { useContextOfDesk, useObserved } from "../ui/context.ts";
import { DownIcon, SwapIcon } from "../ui/icons.tsx";
import { timeOf } from "@webchat/ui/dates.ts";
import { named, words } from "../words.ts";
import { MessageView } from "./message_view.tsx";
import { NoteView } from "./note_view.tsx";
import { OutgoingView } from "./outgoing_view.tsx";
import { SummaryCard } from "./summary_card.tsx";

export function Log({ open, view }: { open: OpenConversation; view: ConversationView }) {
  const { desk, session } = useContextOfDesk();
  const { presence, outgoing } = useObserved(desk);
  const scroller = useRef<HTMLDivElement>(null);
  const mine = outgoing.filter((each) => each.conversationId === open.id);
  const isTyping = presence.get(open.id)?.citizen_typing ?? false;
  const entries = entriesOf(open.messages, view.notes, view.ownership, desk.clock.date());
  const sent = open.messages.filter((each) => each.sender === "operator" && each.author_name === session.state.me!.display_name).length;
  const fares = open.messages[open.messages.length - 1]?.delivery;
  const { unread, isAway, toEnd } = useScrolling(scroller, {
    received: entries.length - sent,
    sent: sent + mine.length,
    isLoaded: open.isLoaded,
    rest: `${isTyping} ${mine.map((each) => each.state).join()} ${fares?.state} ${fares?.failure}`,
  });
  const ticket = view.tickets.find((each) => each.id === view.row.ticket?.id) ?? view.tickets[0];
  return (
    <div class="log-frame">
      {ticket && (
        <details class="summary-fold" open={hasRoom()}>
          <summary>{words.thread.summaryOf(named(words.reason, ticket.handover_reason))}</summary>
          <SummaryCard ticket={ticket} matter={view.matter} />
        </details>
      )}
      <div class="log" ref={scroller} tabIndex={0} role="region" aria-label={words.thread.messages}>
        <div role="log" aria-label={words.thread.messages} aria-live="polite" aria-relevant="additions">
          {entries.length === 0 && mine.length === 0 && <p class="list-empty">{words.thread.empty}</p>}
          {entries.map((entry) => (
            <EntryView key={entry.key} entry={entry} open={open} />
          ))}
          {mine.map((item) => (
            <OutgoingView key={item.clientId} item={item} />
          ))}
        </div>
        <p class="citizen-typing" role="status">
          {isTyping && words.thread.citizenTyping}
        </p>
      </div>
      {(unread > 0 || isAway) && (
        <button type="button" class="to-end" onClick={toEnd}>
          <DownIcon />
          {words.thread.newMessages}
        </button>
      )}
    </div>
  );
}

/** On a phone the bot's summary is one line until it is pressed. */
const hasRoom = (): boolean => window.matchMedia("(min-width: 760px) and (min-height: 600px)").matches;

function EntryView({ entry, open }: { entry: Entry; open: OpenConversation }) {
  switch (entry.kind) {
    case "day":
      return (
        <p class="day" data-seq="">
          <span>{entry.day}</span>
        </p>
      );
    case "message":
      return <MessageView message={entry.message} showsVoice={!entry.isSameVoice} open={open} />;
    case "note":
      return <NoteView note={entry.note} />;
    case "move":
      return <MoveLine move={entry.move} />;
  }
}

function MoveLine({ move }: { move: OwnershipChange }) {
  const fallback = move.move === "hand_over" ? words.moves.botActor : words.moves.systemActor;
  const by = (move.move === "lose" ? move.from_name : move.by_name) || fallback;
  const what = words.moves[move.move as keyof typeof words.moves];
  const to = move.move === "transfer" ? (move.to_name ?? "") : "";
  const reason = named({ ...words.reason, ...words.wrapUp.outcomes }, move.reason);
  return (
    <p class="move-line" data-seq="">
      <SwapIcon />
      <span>
        {words.moves.line(by, typeof what === "string" ? what : move.move, to, reason)}
        <time dateTime={move.at}> · {timeOf(move.at)}</time>
      </span>
    </p>
  );
}
