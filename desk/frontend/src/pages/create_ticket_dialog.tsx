/** A ticket for a call taken by hand. */

import { useState } from "preact/hooks";
import { go, hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { AreaField, choicesOf, SelectField, TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";

export function CreateTicketDialog({ onClose }: { onClose(): void }) {
  const { api, desk, session } = useContextOfDesk();
  const [body, setBody] = useState({ kind: "enquiry", subject: "", citizen_name: "", citizen_phone: "", sector: "", priority: "normal" });
  const work = useWork();
  const set = (name: keyof typeof body) => (value: string) => setBody((before) => ({ ...before, [name]: value }));
  const create = async (): Promise<void> => {
    if (!body.subject.trim()) return work.setFailure(words.tickets.subjectNeeded);
    await work.run(async () => {
      const ticket = await api.createTicket(body);
      desk.toast(words.tickets.created2(ticket.tracking_code));
      onClose();
      go(hrefOf("tickets", ticket.id));
    });
  };
  return (
    <Dialog title={words.tickets.createTitle} onClose={onClose}>
      <DialogForm confirm={words.tickets.create} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void create()} onClose={onClose}>
        <p class="hint">{words.tickets.createHint}</p>
        <AreaField label={words.tickets.subject} value={body.subject} onValue={set("subject")} />
        <div class="pair">
          <TextField label={words.optionalLabel(words.tickets.citizenName)} value={body.citizen_name} onValue={set("citizen_name")} autocomplete="off" />
          <TextField
            label={words.optionalLabel(words.tickets.citizenPhone)}
            value={body.citizen_phone}
            onValue={set("citizen_phone")}
            type="tel"
            autocomplete="off"
          />
        </div>
        <div class="pair">
          <SelectField label={words.tickets.kind} value={body.kind} choices={choicesOf(words.tickets.kinds)} onValue={set("kind")} />
          <SelectField label={words.tickets.priority} value={body.priority} choices={choicesOf(words.priority)} onValue={set("priority")} />
        </div>
        <SelectField
          label={words.tickets.sector}
          value={body.sector}
          choices={[{ value: "", label: words.wrapUp.noSector }, ...session.state.me!.sectors.map((each) => ({ value: each, label: each }))]}
          onValue={set("sector")}
        />
      </DialogForm>
    </Dialog>
  );
}
