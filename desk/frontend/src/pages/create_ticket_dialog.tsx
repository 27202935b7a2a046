/** A ticket for a call taken by hand. */

import { useState } from "preact/hooks";
import { go, hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { AreaField, choicesOf, SelectField, TextField } from "../ui/fields.tsx";
import { ProcedureField, SectorField } from "../ui/subject_fields.tsx";
import { words } from "../words.ts";

const EMPTY = {
  kind: "enquiry",
  subject: "",
  citizen_name: "",
  citizen_phone: "",
  citizen_address: "",
  sector: "",
  procedure_code: "",
  priority: "normal",
};

export function CreateTicketDialog({ onClose }: { onClose(): void }) {
  const { api, desk } = useContextOfDesk();
  const [body, setBody] = useState(EMPTY);
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
        <TextField
          label={words.optionalLabel(words.tickets.citizenAddress)}
          value={body.citizen_address}
          onValue={set("citizen_address")}
          maxLength={200}
          autocomplete="off"
        />
        <div class="pair">
          <SelectField label={words.tickets.kind} value={body.kind} choices={choicesOf(words.tickets.kinds)} onValue={set("kind")} />
          <SelectField label={words.tickets.priority} value={body.priority} choices={choicesOf(words.priority)} onValue={set("priority")} />
        </div>
        <ProcedureField
          label={words.optionalLabel(words.tickets.procedure)}
          code={body.procedure_code}
          onChoose={(chosen) => setBody((now) => ({ ...now, procedure_code: chosen?.code ?? "", sector: chosen?.sector || now.sector }))}
        />
        <SectorField value={body.sector} onValue={set("sector")} />
      </DialogForm>
    </Dialog>
  );
}
