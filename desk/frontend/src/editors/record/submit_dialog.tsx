/** To the second person: why it changes (kept with the version), and a word to the one who looks. */

import { useState } from "preact/hooks";
import { useObserved, useWork } from "../../ui/context.ts";
import { Dialog, DialogForm } from "../../ui/dialog.tsx";
import { AreaField } from "../../ui/fields.tsx";
import { DoubtList } from "./draft_notices.tsx";
import type { DraftSession } from "./draft_session.ts";
import { SendsWithCtrlEnter } from "./reason_dialog.tsx";
import type { TakeStep } from "./steps.tsx";
import { pageWords } from "./words.ts";

export function SubmitDialog({ session, take, onClose }: { session: DraftSession; take: TakeStep; onClose(): void }) {
  const { draft, reason } = useObserved(session);
  const [note, setNote] = useState("");
  const work = useWork();
  const submit = async (): Promise<void> => {
    if (!reason.trim()) return work.setFailure(pageWords.reasonNeeded);
    if (await work.run(() => take("submit", { text: note.trim() }))) onClose();
  };
  return (
    <Dialog title={pageWords.submit} onClose={onClose}>
      <SendsWithCtrlEnter onSend={() => void submit()}>
        <DialogForm confirm={pageWords.submit} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void submit()} onClose={onClose}>
          <DoubtList kind={draft.kind} doubts={draft.doubts} isAsked />
          <AreaField label={pageWords.reason} hint={pageWords.reasonHint} value={reason} onValue={(text) => session.giveReason(text)} rows={2} />
          <AreaField label={pageWords.submitNote} value={note} onValue={setNote} rows={2} />
        </DialogForm>
      </SendsWithCtrlEnter>
    </Dialog>
  );
}
