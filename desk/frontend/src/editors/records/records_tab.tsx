/** The list of all records: found as one types, narrowed, paged; and one of them, when the address names it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { go, hrefOf, type Route } from "../../state/routes.ts";
import { Awaited } from "../../ui/bits.tsx";
import { useContextOfDesk, useKeys, useLoaded } from "../../ui/context.ts";
import { choicesOf, SelectField } from "../../ui/fields.tsx";
import { moveFocus } from "../../ui/keys.ts";
import { words } from "../../words.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import type { RecordList } from "../api/types.ts";
import { recordOfPart, replaceHref } from "../hrefs.ts";
import { ImportButton } from "../imports/import_button.tsx";
import { kindChoices } from "../kinds/kinds.ts";
import { fieldChoices } from "../kinds/words.ts";
import { RecordPage } from "../record/record_page.tsx";
import { NewRecordDialog } from "./new_record_dialog.tsx";
import { isNarrowed, narrowed, readCriteria, type Criteria, type Criterion } from "./records_list.ts";
import { RecordsTable } from "./records_table.tsx";
import { recordWords } from "./words.ts";
import "./records.css";

const LOOKS_AFTER_MS = 250;

export const hrefOfList = (criteria: Criteria): string => hrefOf("content", "records", null, criteria as Record<string, string>);

/** Where "back" leads: the list as it was left. */
let lastList = hrefOfList({});

export function RecordsTab({ route }: { route: Route }) {
  const opened = recordOfPart(route.part);
  if (opened) return <RecordPage key={`${opened.kind}:${opened.key}`} kind={opened.kind} recordKey={opened.key} view={route.query.view ?? ""} back={lastList} />;
  return <RecordsListView criteria={readCriteria(route.query)} />;
}

function RecordsListView({ criteria }: { criteria: Criteria }) {
  const api = useEditorsApi();
  const { session } = useContextOfDesk();
  const [isCreating, setCreating] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const asked = criteria as Record<string, string>;
  const loaded = useLoaded(() => api.records(asked), [JSON.stringify(asked)]);
  const mayEdit = session.may("edit_content");
  lastList = hrefOfList(criteria);
  useKeys(() => ({ "/": () => search.current?.focus(), ...(mayEdit ? { n: () => setCreating(true) } : {}) }), [mayEdit]);
  const narrow = (name: Criterion, value: string): void => go(hrefOfList(narrowed(criteria, name, value)));
  return (
    <>
      <div class="records-head">
        <Search field={search} criteria={criteria} />
        <ImportButton criteria={asked} mayImport={mayEdit} />
        {mayEdit && (
          <button type="button" class="button is-primary" onClick={() => setCreating(true)}>
            {recordWords.add}
          </button>
        )}
      </div>
      <Filters criteria={criteria} facets={loaded.data?.facets ?? { sectors: [], levels: [] }} onNarrow={narrow} />
      <Awaited loaded={loaded}>
        {(list) => <RecordsTable list={list} isOld={loaded.isLoading} hrefOfPage={(page) => hrefOfList({ ...criteria, page: String(page) })} onNarrow={narrow} />}
      </Awaited>
      {isCreating && <NewRecordDialog kind={criteria.kind} onClose={() => setCreating(false)} />}
    </>
  );
}

/** Each pause in the typing looks anew; the address goes along without filling the browser's history. */
function Search({ field, criteria }: { field: { current: HTMLInputElement | null }; criteria: Criteria }) {
  const [typed, setTyped] = useState(criteria.q ?? "");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const newest = useRef(criteria);
  newest.current = criteria;
  const asked = useRef(criteria.q ?? "");
  useEffect(() => {
    // Changed from elsewhere: a link, "back", or the filters taken away.
    if ((criteria.q ?? "") !== asked.current) {
      asked.current = criteria.q ?? "";
      setTyped(asked.current);
    }
  }, [criteria.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (text: string): void => {
    asked.current = text.trim();
    replaceHref(hrefOfList(narrowed(newest.current, "q", text.trim())));
  };
  return (
    <form
      class="records-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        // What is looked for already is gone into.
        if (asked.current === typed.trim()) return void moveFocus(1);
        clearTimeout(timer.current);
        look(typed);
      }}
    >
      <label class="sr-only" for="records-search">
        {recordWords.find}
      </label>
      <input
        ref={field}
        id="records-search"
        type="search"
        autocomplete="off"
        placeholder={recordWords.find}
        value={typed}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => look(text), LOOKS_AFTER_MS);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "ArrowDown" && moveFocus(1)) event.preventDefault();
          // With something in it, the browser empties it first.
          if (event.key === "Escape" && !typed) event.currentTarget.blur();
        }}
      />
    </form>
  );
}

const MORE: readonly Criterion[] = ["level", "warning", "origin"];

function Filters({ criteria, facets, onNarrow }: { criteria: Criteria; facets: RecordList["facets"]; onNarrow(name: Criterion, value: string): void }) {
  const levels = fieldChoices.levels.filter((each) => facets.levels.includes(each.value) || each.value === criteria.level);
  const sectors = [...new Set([...facets.sectors, ...(criteria.sector ? [criteria.sector] : [])])].map((value) => ({ value, label: value }));
  const { published, taken_down, new: unpublished, writing, in_review, scheduled } = recordWords.states;
  const states = { published, writing, in_review, scheduled, new: unpublished, taken_down } as Record<string, string>;
  const select = (name: Criterion, choices: readonly { value: string; label: string }[]) => (
    <SelectField
      label={recordWords[name as "kind"]}
      value={criteria[name] ?? ""}
      choices={[{ value: "", label: words.all }, ...choices]}
      onValue={(value) => onNarrow(name, value)}
    />
  );
  return (
    <div class="filters records-filters" role="group" aria-label={recordWords.filters}>
      {select("kind", kindChoices)}
      {select("sector", sectors)}
      {select("state", choicesOf(states))}
      {select("due", choicesOf(recordWords.dues))}
      <details class="more-filters" open={MORE.some((name) => criteria[name])}>
        <summary>{recordWords.more}</summary>
        <div class="filters">
          {select("level", levels)}
          {select("warning", choicesOf(recordWords.warnings))}
          {select("origin", choicesOf(recordWords.origins))}
        </div>
      </details>
      {isNarrowed(criteria) && (
        <p class="filter-actions">
          <a class="button is-small" href={hrefOfList({})}>
            {recordWords.clear}
          </a>
        </p>
      )}
    </div>
  );
}
