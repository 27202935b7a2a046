/** What staff have to say before they settle a citizen's request about their own data, or ask for one themselves. */

import { useState } from "preact/hooks";
import type { DataRequest } from "../api/types.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { AreaField, CheckField } from "../ui/fields.tsx";
import { words } from "../words.ts";

export type Step = "carry-out" | "refuse";

interface SettleProps {
  request: DataRequest;
  step: Step;
  onDone(): void;
  onClose(): void;
}

export function SettleDialog({ request, step, onDone, onClose }: SettleProps) {
  const { api } = useContextOfDesk();
  const isRefusal = step === "refuse";
  return (
    <ReasonDialog
      title={`${isRefusal ? words.dataRequests.refuseTitle : words.dataRequests.deleteTitle} ${request.code}`}
      text={isRefusal ? words.dataRequests.refuseText : words.dataRequests.deleteText}
      confirm={isRefusal ? words.dataRequests.refuse : words.dataRequests.deleteNow}
      done={isRefusal ? words.dataRequests.refused : words.dataRequests.deleting}
      isDeletion={!isRefusal}
      submit={(reason) => api.settleDataRequest(request.id, step, reason)}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

/** On a conversation: a copy goes to the citizen, a deletion begins at once. */
export function AskDataDialog({ kind, conversationId, onClose }: { kind: "export" | "delete"; conversationId: string; onClose(): void }) {
  const { api } = useContextOfDesk();
  const isDeletion = kind === "delete";
  return (
    <ReasonDialog
      title={isDeletion ? words.dataRequests.deleteTitle : words.dataRequests.exportTitle}
      text={isDeletion ? words.dataRequests.deleteText : words.dataRequests.exportText}
      confirm={isDeletion ? words.dataRequests.deleteNow : words.dataRequests.exportNow}
      done={isDeletion ? words.dataRequests.deleting : words.dataRequests.exported}
      isDeletion={isDeletion}
      submit={(reason) => api.askForData(conversationId, kind, reason)}
      onDone={() => undefined}
      onClose={onClose}
    />
  );
}

interface Props {
  title: string;
  text: string;
  confirm: string;
  done: string;
  isDeletion: boolean;
  submit(reason: string): Promise<unknown>;
  onDone(): void;
  onClose(): void;
}

function ReasonDialog({ title, text, confirm, done, isDeletion, submit, onDone, onClose }: Props) {
  const { desk } = useContextOfDesk();
  const [reason, setReason] = useState("");
  const [isSure, setIsSure] = useState(false);
  const work = useWork();
  const send = async (): Promise<void> => {
    if (!reason.trim()) return work.setFailure(words.dataRequests.reasonNeeded);
    if (isDeletion && !isSure) return work.setFailure(words.dataRequests.sureNeeded);
    if (!(await work.run(() => submit(reason.trim())))) return;
    desk.toast(done);
    onDone();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogForm confirm={confirm} isBusy={work.isBusy} failure={work.failure} isDanger={isDeletion} onSubmit={() => void send()} onClose={onClose}>
        <p>{text}</p>
        <AreaField label={words.dataRequests.reason} hint={words.dataRequests.reasonHint} rows={2} value={reason} onValue={setReason} />
        {isDeletion && <CheckField label={words.dataRequests.sure} isOn={isSure} onChange={setIsSure} />}
      </DialogForm>
    </Dialog>
  );
}
