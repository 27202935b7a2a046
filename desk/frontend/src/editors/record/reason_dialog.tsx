/** A question that needs a reason before it is done; Ctrl+Enter sends it, as everywhere in the workbench. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useWork } from "../../ui/context.ts";
import { Dialog, DialogForm } from "../../ui/dialog.tsx";
import { AreaField } from "../../ui/fields.tsx";
import { pageWords } from "./words.ts";

interface Props {
  title: string;
  text: string;
  label: string;
  confirm: string;
  isDanger?: boolean;
  /** The reason may be left out. */
  isFree?: boolean;
  size?: "wide";
  children?: ComponentChildren;
  onReason(reason: string): Promise<unknown>;
  onClose(): void;
}

export function ReasonDialog({ title, text, label, confirm, isDanger = false, isFree = false, size, children, onReason, onClose }: Props) {
  const [reason, setReason] = useState("");
  const work = useWork();
  const submit = async (): Promise<void> => {
    if (!isFree && !reason.trim()) return work.setFailure(pageWords.reasonNeeded);
    if (await work.run(() => onReason(reason.trim()))) onClose();
  };
  return (
    <Dialog title={title} {...(size ? { size } : {})} onClose={onClose}>
      <SendsWithCtrlEnter onSend={() => void submit()}>
        <DialogForm confirm={confirm} isBusy={work.isBusy} failure={work.failure} isDanger={isDanger} onSubmit={() => void submit()} onClose={onClose}>
          <p>{text}</p>
          {children}
          <AreaField label={label} value={reason} onValue={setReason} autofocus />
        </DialogForm>
      </SendsWithCtrlEnter>
    </Dialog>
  );
}

export function SendsWithCtrlEnter({ onSend, children }: { onSend(): void; children: ComponentChildren }) {
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !event.ctrlKey || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onSend();
      }}
    >
      {children}
    </div>
  );
}
