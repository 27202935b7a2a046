/** Who saw and did what. */

import { useState } from "preact/hooks";
import type { AuditEntry } from "../api/types.ts";
import { Awaited, Moment, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useObserved, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/fields.tsx";
import { named, words } from "../words.ts";

const NOTHING = { staff_id: "", action: "", subject_id: "" };

export function AuditPage() {
  const { api, desk } = useContextOfDesk();
  const { staff } = useObserved(desk);
  const [draft, setDraft] = useState(NOTHING);
  const [criteria, setCriteria] = useState(NOTHING);
  const [older, setOlder] = useState<AuditEntry[]>([]);
  const [hasMore, setHasMore] = useState(true);
  const work = useWork();
  const loaded = useLoaded(() => api.audit(criteria), [criteria]);
  const loadOlder = async (before: number): Promise<void> => {
    const page = await api.audit({ ...criteria, before_id: before });
    setOlder((known) => [...known, ...page.entries]);
    setHasMore(page.has_more);
  };
  const apply = (): void => {
    setOlder([]);
    setHasMore(true);
    setCriteria({ ...draft, action: draft.action.trim(), subject_id: draft.subject_id.trim() });
  };
  return (
    <Page title={words.audit.title}>
      <p class="hint">{words.audit.intro}</p>
      <form
        class="filters"
        aria-label={words.audit.filter}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <SelectField
          label={words.audit.staff}
          value={draft.staff_id}
          choices={[{ value: "", label: words.all }, ...staff.map((each) => ({ value: each.id, label: each.display_name }))]}
          onValue={(staff_id) => setDraft({ ...draft, staff_id })}
        />
        <SelectField
          label={words.audit.action}
          value={draft.action}
          choices={[{ value: "", label: words.all }, ...Object.entries(words.audit.actions).map(([value, label]) => ({ value, label }))]}
          onValue={(action) => setDraft({ ...draft, action })}
        />
        <TextField label={words.audit.subject} value={draft.subject_id} onValue={(subject_id) => setDraft({ ...draft, subject_id })} autocomplete="off" />
        <div class="filter-actions">
          <button type="submit" class="button is-strong">
            {words.audit.filter}
          </button>
        </div>
      </form>
      <Awaited loaded={loaded}>
        {(page) => {
          const entries = [...page.entries, ...older];
          const last = entries[entries.length - 1];
          return (
            <>
              <Entries entries={entries} />
              <Failure text={work.failure} />
              {last && page.has_more && hasMore && (
                <button type="button" class="button" onClick={() => void work.run(() => loadOlder(last.id))}>
                  {words.audit.more}
                </button>
              )}
            </>
          );
        }}
      </Awaited>
    </Page>
  );
}

function Entries({ entries }: { entries: AuditEntry[] }) {
  if (!entries.length) return <p class="list-empty">{words.audit.none}</p>;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={words.audit.title}>
      <table class="table is-stacking">
        <thead>
          <tr>
            <th scope="col">{words.audit.at}</th>
            <th scope="col">{words.audit.staff}</th>
            <th scope="col">{words.audit.action}</th>
            <th scope="col">{words.audit.subjectColumn}</th>
            <th scope="col">{words.audit.details}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>
                <Moment iso={entry.at} />
              </td>
              <td>{entry.staff_name ?? words.audit.system}</td>
              <td>{named(words.audit.actions, entry.action)}</td>
              <td>
                {named(words.audit.subjects, entry.subject_kind)} <small class="code">{entry.subject_id}</small>
              </td>
              <td class="details-cell">{detailsInWords(entry.details)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function detailsInWords(details: Record<string, unknown>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(" · ");
}
