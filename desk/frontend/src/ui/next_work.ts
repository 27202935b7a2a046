/** What waits for somebody: citizens in the queue first, then tickets that nobody has. */

import { useEffect } from "preact/hooks";
import { DeskFailure } from "../api/http.ts";
import { listsOf } from "../state/lists.ts";
import { go, hrefOf } from "../state/routes.ts";
import { words } from "../words.ts";
import { useContextOfDesk, useObserved, useWork } from "./context.ts";

const UNTAKEN = { view: "unassigned" };

export interface NextWork {
  /** Takes whoever has waited longest, else opens the ticket that is most urgent; says so when there is neither. */
  take(): void;
}

export function useNextWork(): NextWork {
  const { api, calls, desk, session } = useContextOfDesk();
  useObserved(desk);
  const work = useWork();
  const { queue } = listsOf(desk.state.rows.values(), session.state.me?.id ?? "");
  useEffect(() => {
    if (work.failure) desk.toast(work.failure, true);
  }, [work.failure]);
  const openTicket = async (): Promise<void> => {
    const first = (await api.tickets(UNTAKEN)).tickets[0];
    if (first) go(hrefOf("tickets", first.id));
    else desk.toast(words.board.nothingToClaim);
  };
  const take = (): void =>
    void work.run(async () => {
      desk.nothingWaits();
      // Nobody talks with two.
      const oldest = queue.find((row) => !(row.call?.is_live && calls.isTalking));
      if (!oldest) return openTicket();
      go(hrefOf("conversations", oldest.id));
      await desk.move(oldest.id, { move: "claim" });
      if (oldest.call?.is_live) void calls.talk(oldest.call.id, oldest.id);
    });
  return { take };
}

interface Count {
  total: number;
  overdue: number;
}

/** How many tickets nobody has, beside those of `queued` citizens; null where the server does not say. */
export async function untakenTickets(load: () => Promise<Record<string, Count>>, queued: number): Promise<Count | null> {
  try {
    const { unassigned } = await load();
    if (!unassigned) return null;
    const total = Math.max(0, unassigned.total - queued);
    return { total, overdue: Math.min(unassigned.overdue, total) };
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    return null;
  }
}
