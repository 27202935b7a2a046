/** A call instead of a message: the number, and Enter. */

import { useState } from "preact/hooks";
import type { ConversationView } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";

export function CallBackDialog({ open, view, onClose }: { open: OpenConversation; view: ConversationView; onClose(): void }) {
  const { api, desk } = useContextOfDesk();
  const [phone, setPhone] = useState("");
  const work = useWork();
  const known = view.tickets.find((each) => each.citizen_phone_masked)?.citizen_phone_masked;
  const submit = async (): Promise<void> => {
    if (!phone.trim() && !known) return work.setFailure(words.callBack.phoneNeeded);
    await work.run(async () => {
      const ticket = await api.callBack(open.id, phone.trim());
      onClose();
      desk.toast(words.callBack.done(ticket.tracking_code), false, hrefOf("tickets", ticket.id));
      await open.refresh();
    });
  };
  return (
    <Dialog title={words.callBack.title} onClose={onClose}>
      <DialogForm confirm={words.callBack.confirm} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void submit()} onClose={onClose}>
        <TextField
          label={words.callBack.phone}
          hint={known ? words.callBack.known(known) : words.callBack.phoneHint}
          value={phone}
          onValue={setPhone}
          type="tel"
          autocomplete="off"
        />
        <p class="hint">{words.callBack.hint}</p>
      </DialogForm>
    </Dialog>
  );
}
