/** Under the queue: tickets that nobody has, for they wait as well. */

import { useEffect, useState } from "preact/hooks";
import { hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useObserved } from "../ui/context.ts";
import { untakenTickets } from "../ui/next_work.ts";
import { words } from "../words.ts";

/** Tickets change many times a second on a busy day. */
const ASKED_AGAIN_MS = 3000;

export function UntakenTickets({ queued }: { queued: number }) {
  const { api, desk } = useContextOfDesk();
  const { ticketChanges, board } = useObserved(desk);
  const [count, setCount] = useState({ total: 0, overdue: 0 });
  useEffect(() => {
    let isGone = false;
    const ask = async (): Promise<void> => {
      const found = await untakenTickets(() => api.ticketCounts(), queued);
      if (found && !isGone) setCount(found);
    };
    const timer = setTimeout(() => void ask(), ticketChanges ? ASKED_AGAIN_MS : 0);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [ticketChanges, board, queued]);
  if (!count.total) return null;
  return (
    <p class="list-empty">
      <a href={hrefOf("tickets", null, null, { view: "unassigned" })}>{words.comingOn.ticketsLink(count.total, count.overdue)}</a>
    </p>
  );
}
