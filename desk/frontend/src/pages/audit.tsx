/** Who saw and did what. */

import { useState } from "preact/hooks";
import type { AuditEntry, AuditPage as Answer } from "../api/types.ts";
import { Awaited, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useObserved, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";
import { AuditEntries } from "./audit_entries.tsx";

const NOTHING = { staff_id: "", action: "", subject_id: "" };
const NONE_OLDER = { entries: [] as AuditEntry[], names: {} as Record<string, string>, hasMore: true };

export function AuditPage() {
  const { api, desk } = useContextOfDesk();
  const { staff } = useObserved(desk);
  const [draft, setDraft] = useState(NOTHING);
  const [criteria, setCriteria] = useState(NOTHING);
  const [older, setOlder] = useState(NONE_OLDER);
  const work = useWork();
  const loaded = useLoaded(() => api.audit(criteria), [criteria]);
  const loadOlder = async (before: number): Promise<void> => {
    const page = await api.audit({ ...criteria, before_id: before });
    setOlder((known) => ({ entries: [...known.entries, ...page.entries], names: { ...known.names, ...page.names }, hasMore: page.has_more }));
  };
  const ask = (wanted: typeof NOTHING): void => {
    setOlder(NONE_OLDER);
    setCriteria(wanted);
  };
  const askOfSubject = (subject_id: string): void => {
    setDraft(NOTHING);
    ask({ ...NOTHING, subject_id });
  };
  const shown = (page: Answer) => {
    const entries = [...page.entries, ...older.entries];
    const last = entries[entries.length - 1];
    return (
      <>
        <AuditEntries entries={entries} names={{ ...page.names, ...older.names }} onSubject={askOfSubject} />
        <Failure text={work.failure} />
        {last && page.has_more && older.hasMore && (
          <button type="button" class="button" onClick={() => void work.run(() => loadOlder(last.id))}>
            {words.audit.more}
          </button>
        )}
      </>
    );
  };
  return (
    <Page title={words.audit.title}>
      <p class="hint">{words.audit.intro}</p>
      <form
        class="filters"
        aria-label={words.audit.filter}
        onSubmit={(event) => {
          event.preventDefault();
          ask({ ...draft, subject_id: draft.subject_id.trim() });
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
      {criteria.subject_id && criteria.subject_id !== draft.subject_id && (
        <p class="page-actions" role="status">
          {words.audit.oneSubject}
          <button type="button" class="button is-small" onClick={() => askOfSubject("")}>
            {words.audit.allSubjects}
          </button>
        </p>
      )}
      <Awaited loaded={loaded}>{shown}</Awaited>
    </Page>
  );
}
