/** One conversation in a list: who, how long waiting, what was last said, why a person is needed. */

import type { Row, Sender } from "../api/types.ts";
import { isCallOver, waitsSince } from "../state/lists.ts";
import { hrefOf } from "../state/routes.ts";
import { PriorityChip } from "../ui/bits.tsx";
import { useContextOfDesk, useObserved, useSeconds } from "../ui/context.ts";
import { callWords } from "../calls/words.ts";
import { PhoneIcon } from "../ui/icons.tsx";
import { named, words } from "../words.ts";
import { ReplyWindow } from "./reply_window.tsx";

const LONG_WAIT_SECONDS = 300;
const VERY_LONG_WAIT_SECONDS = 900;

export function RowLink({ row, isOpen }: { row: Row; isOpen: boolean }) {
  const { desk, session } = useContextOfDesk();
  const { presence, outgoing } = useObserved(desk);
  const myId = session.state.me!.id;
  const viewers = (presence.get(row.id)?.viewers ?? []).filter((each) => each.id !== myId);
  const hasUnsent = outgoing.some((each) => each.conversationId === row.id);
  const showsWhy = row.owner === "queue" && row.ticket?.handover_reason;
  return (
    <a
      class={`row is-${row.owner}${waitsSince(row) && row.owner_id === myId ? " is-due" : ""}`}
      href={hrefOf("conversations", row.id)}
      data-nav-item
      {...(isOpen ? { "aria-current": "true" as const } : {})}
    >
      <span class="row-top">
        <span class="row-name">{row.citizen_name || row.call?.caller_masked || words.board.anonymous}</span>
        {row.call?.is_live ? (
          <span class="channel is-live-call">
            <PhoneIcon /> {row.owner === "queue" ? callWords.rings : callWords.live}
          </span>
        ) : (
          <span class={`channel is-${row.channel}`}>{named(words.channel, row.channel)}</span>
        )}
        <Waiting row={row} />
      </span>
      <span class="row-preview">
        {speaker(row.last_sender, row.owner_id === myId)}
        {row.preview}
      </span>
      <span class="chips">
        <PriorityChip priority={row.ticket?.priority} />
        {showsWhy && <span class="chip">{named(words.reason, row.ticket!.handover_reason)}</span>}
        {row.times_queued > 1 && row.owner === "queue" && <span class="chip is-high">{words.board.requeued(row.times_queued)}</span>}
        {row.queue_group && row.owner === "queue" && <span class="chip">{words.board.group(row.queue_group)}</span>}
        {row.owner === "operator" && row.owner_id !== myId && <span class="chip">{row.owner_name}</span>}
        <ReplyWindow row={row} isBrief />
        {hasUnsent && <span class="chip is-urgent">{words.board.unsent}</span>}
        {viewers.length > 0 && <span class="chip is-quiet">{words.thread.viewing(viewers.map((each) => each.display_name))}</span>}
      </span>
    </a>
  );
}

function speaker(sender: Sender | null, isMine: boolean): string {
  if (sender === "operator") return isMine ? words.board.you : words.board.operator;
  return sender === "bot" ? words.board.bot : "";
}

function Waiting({ row }: { row: Row }) {
  const { desk } = useContextOfDesk();
  useSeconds();
  const since = waitsSince(row);
  if (!since) return <span class="waiting is-none">{isCallOver(row) ? callWords.over : words.board.answered}</span>;
  const seconds = desk.clock.secondsSince(since);
  const level = seconds >= VERY_LONG_WAIT_SECONDS ? " is-very-long" : seconds >= LONG_WAIT_SECONDS ? " is-long" : "";
  return <span class={`waiting${level}`}>{words.board.waits(seconds)}</span>;
}
