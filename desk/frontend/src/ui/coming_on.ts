/** Whoever comes on duty hears what waits; the key N takes the first of it. */

import type { Desk } from "../state/desk.ts";
import { isCallLive, listsOf } from "../state/lists.ts";
import { hrefOf } from "../state/routes.ts";
import { words } from "../words.ts";
import { untakenTickets } from "./next_work.ts";

export async function tellWhatWaits(desk: Desk, namesKey: boolean): Promise<void> {
  const { queue } = listsOf(desk.state.rows.values(), desk.ports.myId());
  const tickets = await untakenTickets(() => desk.ports.api.ticketCounts(), queue.length);
  const first = queue[0];
  if (!first && !tickets?.total) return;
  const parts = [
    first && words.comingOn.queue(queue.length, queue.filter(isCallLive).length),
    tickets?.total && words.comingOn.tickets(tickets.total, tickets.overdue),
    namesKey && (first ? (isCallLive(first) ? words.comingOn.claimCall : words.comingOn.claimFirst) : words.comingOn.openFirst),
  ];
  desk.tellWaiting(parts.filter(Boolean).join(" "), first ? hrefOf("conversations", first.id) : hrefOf("tickets", null, null, { view: "unassigned" }));
}
