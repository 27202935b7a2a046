/** Before the last one on duty rests or signs out while citizens wait: how many wait, and the choice to stay. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { DeskFailure } from "../api/http.ts";
import type { Leaving } from "../api/types.ts";
import { words } from "../words.ts";
import { useContextOfDesk } from "./context.ts";
import { Dialog } from "./dialog.tsx";

interface Asking {
  leaving: Leaving;
  confirm: string;
  leave(): void;
}

export interface AskBeforeLeaving {
  /** Runs `leave` at once when nobody is left alone, otherwise when `confirm` is pressed; says what it means for those who wait. */
  ask(confirm: string, leave: () => void): Promise<void>;
  dialog: ComponentChildren;
}

export function useLeaving(): AskBeforeLeaving {
  const { api, desk, session } = useContextOfDesk();
  const [asking, setAsking] = useState<Asking | null>(null);
  const ask = async (confirm: string, leave: () => void): Promise<void> => {
    const leaving = session.state.me?.duty === "on_duty" ? await leavingOf(() => api.leaving()) : null;
    if (leaving?.is_last && leaving.queue + leaving.mine > 0) return setAsking({ leaving, confirm, leave });
    leave();
    if (leaving?.is_last) desk.toast(words.leaving.nobodyLeft);
    else if (leaving?.mine) desk.toast(words.leaving.passedOn(leaving.mine));
  };
  const close = (): void => setAsking(null);
  const dialog = asking && (
    <Dialog title={words.leaving.title} onClose={close}>
      <div class="stack">
        <p>{words.leaving.waiting(asking.leaving.queue, asking.leaving.mine)}</p>
        <p>{words.leaving.last}</p>
      </div>
      <div class="dialog-actions">
        <button
          type="button"
          class="button"
          onClick={() => {
            close();
            asking.leave();
          }}
        >
          {asking.confirm}
        </button>
        <button type="button" class="button is-primary" autofocus onClick={close}>
          {words.leaving.stay}
        </button>
      </div>
    </Dialog>
  );
  return { ask, dialog };
}

/** Nobody is kept from leaving because the server does not answer. */
async function leavingOf(load: () => Promise<Leaving>): Promise<Leaving | null> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    return null;
  }
}
