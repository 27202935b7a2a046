/** What narrows the view; with view and order, a set of conditions can be kept under a name. */

import { useState } from "preact/hooks";
import { wholeOf, type Criteria, type TicketList } from "../state/ticket_list.ts";
import { useContextOfDesk, useLoaded, useObserved, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { CheckField, choicesOf, SelectField, TextField } from "../ui/fields.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { SectorField } from "../ui/subject_fields.tsx";
import { words } from "../words.ts";

interface Props {
  list: TicketList;
  onNarrow(criteria: Criteria): void;
  /** A filter that was kept, with its own view. */
  onSaved(criteria: Criteria): void;
}

export function TicketFilters({ list, onNarrow, onSaved }: Props) {
  const { criteria } = list;
  const { api, desk } = useContextOfDesk();
  const { staff } = useObserved(desk);
  const [draft, setDraft] = useState<Criteria>(criteria);
  const units = useLoaded(() => api.units(), []);
  const saved = useLoaded(() => api.filters(), []);
  const [isSaving, setSaving] = useState(false);
  const work = useWork();
  const set = (name: string) => (value: string) => setDraft((before) => ({ ...before, [name]: value }));
  const clean = (): Criteria => Object.fromEntries(Object.entries(draft).filter(([name, value]) => value && name !== "page"));
  const select = (name: string, label: string, choices: { value: string; label: string }[]) => (
    <SelectField label={label} value={draft[name] ?? ""} choices={[{ value: "", label: words.all }, ...choices]} onValue={set(name)} />
  );
  const hasMore = ["unit_id", "assignee_id", "sector", "channel", "from", "to"].some((name) => criteria[name]);
  return (
    <>
      {saved.data && saved.data.length > 0 && (
        <div class="saved" role="group" aria-label={words.tickets.saved}>
          {saved.data.map((each) => (
            <span key={each.id} class="saved-filter">
              <button type="button" class="button is-small" onClick={() => onSaved(each.criteria)}>
                {each.name}
              </button>
              <button
                type="button"
                class="icon-button"
                onClick={() => void work.run(async () => api.deleteFilter(each.id)).then(() => saved.reload())}
              >
                <CloseIcon />
                <span class="sr-only">{words.tickets.deleteFilter(each.name)}</span>
              </button>
            </span>
          ))}
        </div>
      )}
      <form
        class="filters"
        aria-label={words.tickets.filters}
        onSubmit={(event) => {
          event.preventDefault();
          onNarrow(clean());
        }}
      >
        <TextField label={words.tickets.q} hint={words.tickets.qPlaceholder} type="search" value={draft.q ?? ""} onValue={set("q")} autocomplete="off" />
        {select("state", words.tickets.state, choicesOf(words.tickets.states))}
        {select("kind", words.tickets.kind, choicesOf(words.tickets.kinds))}
        {select("priority", words.tickets.priority, choicesOf(words.priority))}
        <CheckField label={words.tickets.overdue} isOn={draft.overdue === "true"} onChange={(isOn) => set("overdue")(isOn ? "true" : "")} />
        <div class="filter-actions">
          <button type="submit" class="button is-strong">
            {words.tickets.apply}
          </button>
          {Object.keys(criteria).some((name) => name !== "page") && (
            <>
              <button type="button" class="button" onClick={() => onNarrow({})}>
                {words.tickets.clear}
              </button>
              <button type="button" class="button" onClick={() => setSaving(true)}>
                {words.tickets.saveAs}
              </button>
            </>
          )}
        </div>
        <details class="more-filters" open={hasMore}>
          <summary>{words.tickets.moreFilters}</summary>
          <div class="filters">
            {select("unit_id", words.tickets.unit, (units.data ?? []).map((each) => ({ value: each.id, label: each.name })))}
            {select("assignee_id", words.tickets.assignee, staff.map((each) => ({ value: each.id, label: each.display_name })))}
            <SectorField label={words.tickets.sector} value={draft.sector ?? ""} onValue={set("sector")} />
            {select("channel", words.tickets.channel, choicesOf(words.channel))}
            <TextField label={words.tickets.from} type="date" value={draft.from ?? ""} onValue={set("from")} />
            <TextField label={words.tickets.to} type="date" value={draft.to ?? ""} onValue={set("to")} />
          </div>
        </details>
      </form>
      {isSaving && <SaveDialog criteria={wholeOf({ ...list, criteria: clean() })} onSaved={saved.reload} onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveDialog({ criteria, onSaved, onClose }: { criteria: Criteria; onSaved(): void; onClose(): void }) {
  const { api, desk } = useContextOfDesk();
  const [name, setName] = useState("");
  const work = useWork();
  const save = async (): Promise<void> => {
    if (!(await work.run(() => api.saveFilter(name.trim(), criteria)))) return;
    desk.toast(words.tickets.filterSaved);
    onSaved();
    onClose();
  };
  return (
    <Dialog title={words.tickets.saveAs} onClose={onClose}>
      <DialogForm confirm={words.save} isBusy={work.isBusy} failure={work.failure} onSubmit={() => name.trim() && void save()} onClose={onClose}>
        <TextField label={words.tickets.filterName} value={name} onValue={setName} maxLength={80} />
      </DialogForm>
    </Dialog>
  );
}
