/** Who the ticket is for: name, phone and address. What is kept stays masked: a new value takes its place, or it is taken away. */

import { useState } from "preact/hooks";
import type { Ticket } from "../api/types.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";

type Private = "citizen_phone" | "citizen_address";

export function CitizenEditor({ ticket, onSaved }: { ticket: Ticket; onSaved(): void }) {
  const { api, desk } = useContextOfDesk();
  const [name, setName] = useState(ticket.citizen_name);
  const [given, setGiven] = useState<Record<Private, string>>({ citizen_phone: "", citizen_address: "" });
  const work = useWork();
  const send = async (body: Record<string, string>): Promise<void> => {
    if (!Object.keys(body).length) return work.setFailure(words.tickets.unchanged);
    if (!(await work.run(() => api.editTicket(ticket.id, body)))) return;
    setGiven({ citizen_phone: "", citizen_address: "" });
    desk.toast(words.tickets.edited);
    onSaved();
  };
  const save = (): Promise<void> => {
    const filled = Object.entries(given).filter(([, value]) => value.trim());
    return send({ ...(name.trim() === ticket.citizen_name ? {} : { citizen_name: name.trim() }), ...Object.fromEntries(filled) });
  };
  const kept = (field: Private, masked: string, label: string) => (
    <div class="kept-field">
      <TextField
        label={label}
        type={field === "citizen_phone" ? "tel" : "text"}
        value={given[field]}
        hint={masked ? words.tickets.keptHint(masked) : undefined}
        onValue={(value) => setGiven((before) => ({ ...before, [field]: value }))}
        maxLength={200}
        autocomplete="off"
      />
      {masked && (
        <button type="button" class="button is-small" onClick={() => void send({ [field]: "" })}>
          {words.remove}
          <span class="sr-only">: {label}</span>
        </button>
      )}
    </div>
  );
  return (
    <form
      class="card stack"
      aria-label={words.tickets.citizen}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{words.tickets.citizen}</h2>
      <TextField label={words.tickets.citizenName} value={name} onValue={setName} maxLength={200} autocomplete="off" />
      {kept("citizen_phone", ticket.citizen_phone_masked, words.tickets.citizenPhone)}
      {kept("citizen_address", ticket.citizen_address_masked, words.tickets.citizenAddress)}
      <Failure text={work.failure} />
      <button type="submit" class="button is-strong" aria-disabled={work.isBusy}>
        {words.tickets.saveCitizen}
      </button>
    </form>
  );
}
