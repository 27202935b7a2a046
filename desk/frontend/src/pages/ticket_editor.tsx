/** Who works on a ticket, how urgent it is, until when. */

import { useState } from "preact/hooks";
import type { Ticket } from "../api/types.ts";
import { useContextOfDesk, useLoaded, useObserved, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { choicesOf, SelectField, TextField } from "../ui/fields.tsx";
import { ProcedureField, SectorField } from "../ui/subject_fields.tsx";
import { words } from "../words.ts";

/** The province's clock is seven hours ahead, all year. */
const OFFSET_MS = 7 * 3_600_000;
const toLocal = (iso: string | null): string => (iso ? new Date(Date.parse(iso) + OFFSET_MS).toISOString().slice(0, 16) : "");
const fromLocal = (local: string): string => new Date(Date.parse(`${local}:00Z`) - OFFSET_MS).toISOString();

export function TicketEditor({ ticket, onSaved }: { ticket: Ticket; onSaved(): void }) {
  const { api, desk } = useContextOfDesk();
  const { staff } = useObserved(desk);
  const units = useLoaded(() => api.units(), []);
  const before = {
    unit_id: ticket.unit?.id ?? "",
    assignee_id: ticket.assignee?.id ?? "",
    priority: ticket.priority,
    sector: ticket.sector,
    procedure_code: ticket.procedure_code,
    due_at: toLocal(ticket.due_at),
  };
  const [draft, setDraft] = useState(before);
  const [reason, setReason] = useState("");
  const work = useWork();
  const set = (name: keyof typeof draft) => (value: string) => setDraft((now) => ({ ...now, [name]: value }));
  const save = async (): Promise<void> => {
    const changed = (Object.keys(draft) as (keyof typeof draft)[]).filter((name) => draft[name] !== before[name]);
    if (!changed.length) return work.setFailure(words.tickets.unchanged);
    const body: Record<string, string | null> = Object.fromEntries(
      changed.map((name) => [name, name === "due_at" ? fromLocal(draft.due_at) : draft[name] || (name.endsWith("_id") ? null : "")]),
    );
    if (reason.trim()) body.reason = reason.trim();
    if (!(await work.run(() => api.editTicket(ticket.id, body)))) return;
    desk.toast(words.tickets.edited);
    onSaved();
  };
  const nobody = { value: "", label: words.tickets.unassigned };
  const withCurrent = (choices: { value: string; label: string }[], value: string, label: string) =>
    !value || choices.some((each) => each.value === value) ? choices : [...choices, { value, label }];
  return (
    <form
      class="card stack"
      aria-label={words.tickets.assign}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{words.tickets.assign}</h2>
      <SelectField
        label={words.tickets.unit}
        value={draft.unit_id}
        choices={[nobody, ...withCurrent((units.data ?? []).map((each) => ({ value: each.id, label: each.name })), before.unit_id, ticket.unit?.name ?? "")]}
        onValue={set("unit_id")}
      />
      <SelectField
        label={words.tickets.assignee}
        value={draft.assignee_id}
        choices={[
          nobody,
          ...withCurrent(staff.map((each) => ({ value: each.id, label: each.display_name })), before.assignee_id, ticket.assignee?.display_name ?? ""),
        ]}
        onValue={set("assignee_id")}
      />
      <ProcedureField
        label={words.tickets.procedure}
        code={draft.procedure_code}
        onChoose={(chosen) => setDraft((now) => ({ ...now, procedure_code: chosen?.code ?? "", sector: chosen?.sector || now.sector }))}
      />
      <SectorField value={draft.sector} onValue={set("sector")} />
      <div class="pair">
        <SelectField label={words.tickets.priority} value={draft.priority} choices={choicesOf(words.priority)} onValue={set("priority")} />
        <TextField label={words.tickets.dueAt} type="datetime-local" value={draft.due_at} onValue={set("due_at")} />
      </div>
      <TextField label={words.optionalLabel(words.tickets.reason)} value={reason} onValue={setReason} maxLength={500} />
      <Failure text={work.failure} />
      <button type="submit" class="button is-strong" aria-disabled={work.isBusy}>
        {words.save}
      </button>
    </form>
  );
}
