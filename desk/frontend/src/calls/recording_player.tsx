/** The recording beside its transcript. It is asked for when somebody wants to hear it, since who listens is written down. */

import { useState } from "preact/hooks";
import { ROOT } from "../api/http.ts";
import { useContextOfDesk } from "../ui/context.ts";
import { callWords as words } from "./words.ts";

export function RecordingPlayer({ callId }: { callId: string }) {
  const { session } = useContextOfDesk();
  const [isOpen, setOpen] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  if (!session.may("reveal_personal_data")) return null;
  if (!isOpen) {
    return (
      <button type="button" class="button" title={words.listenHint} onClick={() => setOpen(true)}>
        {words.listen}
      </button>
    );
  }
  return (
    <>
      <audio class="recording" controls autoplay aria-label={words.recording} src={`${ROOT}/calls/${callId}/recording`} onError={() => setFailed(true)} />
      {hasFailed && (
        <p class="notice is-failure" role="alert">
          {words.notPlayed}
        </p>
      )}
    </>
  );
}
