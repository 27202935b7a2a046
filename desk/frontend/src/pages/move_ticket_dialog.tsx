/** The next state of a ticket, with what has to be said for it. */

import { useState } from "preact/hooks";
import type { Ticket } from "../api/types.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { AreaField } from "../ui/fields.tsx";
import { named, words } from "../words.ts";

const NEED_REASON: readonly string[] = ["rejected", "reopened"];
const WITH_REPLY: readonly string[] = ["resolved", "awaiting_citizen", "rejected"];
const NEED_REPLY: readonly string[] = ["awaiting_citizen"];

export function MoveTicketDialog({ ticket, to, onMoved, onClose }: { ticket: Ticket; to: string; onMoved(): void; onClose(): void }) {
  const { api, desk } = useContextOfDesk();
  const [reason, setReason] = useState("");
  const [reply, setReply] = useState("");
  const work = useWork();
  const needsReason = NEED_REASON.includes(to);
  const needsReply = NEED_REPLY.includes(to);
  const submit = async (): Promise<void> => {
    if (needsReason && !reason.trim()) return work.setFailure(words.tickets.reasonNeeded);
    if (needsReply && !reply.trim()) return work.setFailure(words.tickets.publicReplyNeeded);
    const body = { to, ...(reason.trim() ? { reason: reason.trim() } : {}), ...(reply.trim() ? { public_reply: reply.trim() } : {}) };
    const isDone = await work.run(() => api.moveTicket(ticket.id, body));
    if (!isDone) return;
    desk.toast(words.tickets.moved(named(words.tickets.states, to)));
    onMoved();
    onClose();
  };
  const label = named(words.tickets.moveTo, to);
  return (
    <Dialog title={words.tickets.moveTitle(label)} onClose={onClose}>
      <DialogForm
        confirm={label}
        isBusy={work.isBusy}
        failure={work.failure}
        isDanger={to === "rejected"}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        {WITH_REPLY.includes(to) && (
          <AreaField
            label={needsReply ? words.tickets.publicReply : words.optionalLabel(words.tickets.publicReply)}
            hint={words.tickets.publicReplyHint}
            rows={4}
            value={reply}
            onValue={setReply}
          />
        )}
        <AreaField
          label={needsReason ? words.tickets.reason : words.optionalLabel(words.tickets.reason)}
          rows={2}
          value={reason}
          onValue={setReason}
        />
      </DialogForm>
    </Dialog>
  );
}
