/** To the public: now or at a time; when something else was published meanwhile, only by saying that it is known. */

import { useState } from "preact/hooks";
import { useObserved, useWork } from "../../ui/context.ts";
import { Dialog, DialogForm } from "../../ui/dialog.tsx";
import { AreaField, CheckField } from "../../ui/fields.tsx";
import { MomentView } from "../fields/date_fields.tsx";
import { moment } from "../fields/field.ts";
import { DoubtList } from "./draft_notices.tsx";
import type { DraftSession } from "./draft_session.ts";
import { movedOn, replacing } from "./moved_on.ts";
import { SendsWithCtrlEnter } from "./reason_dialog.tsx";
import type { TakeStep } from "./steps.tsx";
import { pageWords } from "./words.ts";

const LATER = moment("publish_at", pageWords.laterAt);

interface Props {
  step: "publish" | "approve";
  /** The draft's revision when it was asked for. */
  looked: number;
  session: DraftSession;
  take: TakeStep;
  onClose(): void;
}

export function PublishDialog({ step, looked, session, take, onClose }: Props) {
  const { draft, reason } = useObserved(session);
  const [isLater, setLater] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [confirmed, setConfirmed] = useState<{ version: number | null } | null>(null);
  const work = useWork();
  const warning = movedOn(draft);
  const replaces = draft.published_version;
  // Of just the version that is named: another one has to be confirmed anew.
  const isConfirmed = confirmed !== null && confirmed.version === replaces;
  const submit = async (): Promise<void> => {
    const publishAt = isLater && at && !Number.isNaN(Date.parse(at)) ? at : null;
    if (isLater && !publishAt) return work.setFailure(pageWords.laterNeeded);
    if (warning && !isConfirmed) return work.setFailure(pageWords.confirmNeeded);
    if (step === "publish" && !reason.trim()) return work.setFailure(pageWords.reasonNeeded);
    const body = { text: note.trim(), is_confirmed: isConfirmed, replaces, ...(publishAt ? { publish_at: publishAt } : {}), ...(step === "approve" ? { revision: looked } : {}) };
    if (await work.run(() => take(step, body))) onClose();
  };
  const title = step === "approve" ? pageWords.approveTitle : pageWords.publish;
  return (
    <Dialog title={title} onClose={onClose}>
      <SendsWithCtrlEnter onSend={() => void submit()}>
        <DialogForm
          confirm={step === "approve" ? pageWords.approve : pageWords.publish}
          isBusy={work.isBusy}
          failure={work.failure}
          onSubmit={() => void submit()}
          onClose={onClose}
        >
          {warning && (
            <div class="notice">
              <p>{warning}</p>
              <CheckField label={replacing(draft)} isOn={isConfirmed} onChange={(isOn) => setConfirmed(isOn ? { version: replaces } : null)} />
            </div>
          )}
          <DoubtList kind={draft.kind} doubts={draft.doubts} isAsked />
          <fieldset class="choices">
            <legend>{pageWords.when}</legend>
            <label class="choice">
              <input type="radio" name="when" checked={!isLater} onChange={() => setLater(false)} />
              {pageWords.now}
            </label>
            <label class="choice">
              <input type="radio" name="when" checked={isLater} onChange={() => setLater(true)} />
              {pageWords.later}
            </label>
          </fieldset>
          {isLater && <MomentView field={LATER} path="publish_at" value={at} onValue={(value) => setAt(value as string | null)} />}
          {step === "publish" ? (
            <AreaField label={pageWords.reason} hint={pageWords.reasonHint} value={reason} onValue={(text) => session.giveReason(text)} rows={2} />
          ) : (
            <AreaField label={pageWords.comment} value={note} onValue={setNote} rows={2} />
          )}
        </DialogForm>
      </SendsWithCtrlEnter>
    </Dialog>
  );
}
