/** How long the citizen can still be answered here, and the way out when it is too late: a call. */

import { useEffect, useState } from "preact/hooks";
import type { ConversationView, Row, Ticket } from "../api/types.ts";
import { countsTo, isShut, phaseOf, type ReplyPhase } from "../state/reply_window.ts";
import { hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useSeconds } from "../ui/context.ts";
import { AlertIcon, ClockIcon, PhoneIcon } from "../ui/icons.tsx";
import { named, words } from "../words.ts";

const LEVELS: Record<ReplyPhase, string> = {
  always: "",
  free: " is-quiet",
  costs_soon: " is-high",
  costs: " is-high",
  ends_soon: " is-urgent",
  closed: " is-urgent",
  unreachable: " is-urgent",
};
/** Who had everything about them deleted is called no more either. */
const ERASED = "erased";
const ENDED = ["resolved", "closed", "rejected"];

/** Drawn anew only when the phase changes. */
export function useReplyPhase(row: Row | undefined): ReplyPhase {
  const { desk } = useContextOfDesk();
  const phase = row ? phaseOf(row, desk.clock.now()) : "always";
  const [, setPhase] = useState(phase);
  useEffect(() => {
    if (!row?.reply_until) return undefined;
    const timer = setInterval(() => setPhase(phaseOf(row, desk.clock.now())), 1000);
    return () => clearInterval(timer);
  }, [row]);
  return phase;
}

/** `isBrief`: in a list, where a reply that is free for long yet is no news. */
export function ReplyWindow({ row, isBrief = false }: { row: Row; isBrief?: boolean }) {
  const { desk } = useContextOfDesk();
  useSeconds();
  const phase = phaseOf(row, desk.clock.now());
  if (phase === "always" || (isBrief && phase === "free")) return null;
  const until = countsTo(row, phase);
  return <span class={`chip${LEVELS[phase]}`}>{words.replyWindow.chips[phase](until ? words.seconds(desk.clock.secondsUntil(until)) : "")}</span>;
}

interface Props {
  view: ConversationView;
  phase: ReplyPhase;
  onCallBack(): void;
}

/** Over the place to write: what a reply costs by now, or that none goes out any more. */
export function ReplyWindowNote({ view, phase, onCallBack }: Props) {
  const channel = named(words.channel, view.row.channel);
  if (phase === "costs" || phase === "ends_soon") {
    return (
      <div class="window-note" role="status">
        <ClockIcon />
        <p>{phase === "costs" ? words.replyWindow.costs(channel) : words.replyWindow.ends(channel)}</p>
      </div>
    );
  }
  if (!isShut(phase)) return null;
  if (view.row.unreachable === ERASED) {
    return (
      <p class="window-note is-shut" role="status">
        {words.replyWindow.erased}
      </p>
    );
  }
  const call = view.tickets.find(isCall);
  return (
    <div class="window-note is-shut" role="status">
      <AlertIcon />
      <p>{phase === "closed" ? words.replyWindow.closed(channel) : words.replyWindow.unreachable(channel, named(words.delivery.codes, view.row.unreachable))}</p>
      {call && <a href={hrefOf("tickets", call.id)}>{words.replyWindow.calledBy(call.tracking_code)}</a>}
      {!call && view.can.call_back && (
        <button type="button" class="button is-primary" onClick={onCallBack}>
          <PhoneIcon />
          {words.actions.callBack} <kbd aria-hidden="true">C</kbd>
        </button>
      )}
    </div>
  );
}

const isCall = (ticket: Ticket): boolean => ticket.kind === "callback" && ticket.citizen_phone_masked !== "" && !ENDED.includes(ticket.state);
