/** The number a call comes from, masked until somebody asks for it. */

import { useState } from "preact/hooks";
import type { RowCall } from "../api/types.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { words as deskWords } from "../words.ts";
import { callWords as words } from "./words.ts";

export function CallerNumber({ call }: { call: Pick<RowCall, "id" | "caller_masked"> }) {
  const { api, session } = useContextOfDesk();
  const [shown, setShown] = useState("");
  const work = useWork();
  return (
    <span class="call-number">
      {words.from(shown || call.caller_masked)}
      {call.caller_masked && !shown && session.may("reveal_personal_data") && (
        <button
          type="button"
          class="button is-small"
          title={deskWords.thread.revealHint}
          onClick={() => void work.run(async () => setShown((await api.revealCaller(call.id)).caller))}
        >
          {words.reveal}
        </button>
      )}
    </span>
  );
}
