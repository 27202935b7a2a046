/** Whoever comes on duty hears what waits, and takes the first with one key. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { listsOf } from "../state/lists.ts";
import { words } from "../words.ts";
import { useContextOfDesk } from "./context.ts";
import { Dialog } from "./dialog.tsx";
import { untakenTickets, useNextWork } from "./next_work.ts";

interface Waiting {
  queue: number;
  tickets: number;
  overdue: number;
}

export interface ComingOn {
  look(): Promise<void>;
  dialog: ComponentChildren;
}

export function useComingOn(): ComingOn {
  const { api, desk, session } = useContextOfDesk();
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const next = useNextWork();
  const look = async (): Promise<void> => {
    const tickets = await untakenTickets(() => api.ticketCounts());
    const queue = listsOf(desk.state.rows.values(), session.state.me?.id ?? "").queue.length;
    if (queue || tickets?.total) setWaiting({ queue, tickets: tickets?.total ?? 0, overdue: tickets?.overdue ?? 0 });
  };
  const close = (): void => setWaiting(null);
  const dialog = waiting && (
    <Dialog title={words.comingOn.title} onClose={close}>
      <div class="stack">
        {waiting.queue > 0 && <p>{words.comingOn.queue(waiting.queue)}</p>}
        {waiting.tickets > 0 && <p>{words.comingOn.tickets(waiting.tickets, waiting.overdue)}</p>}
      </div>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={close}>
          {words.comingOn.later}
        </button>
        <button
          type="button"
          class="button is-primary"
          autofocus
          onClick={() => {
            close();
            next.take();
          }}
        >
          {waiting.queue ? words.comingOn.claimFirst : words.comingOn.openFirst}
        </button>
      </div>
    </Dialog>
  );
  return { look, dialog };
}
