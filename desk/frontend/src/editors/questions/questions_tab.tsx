/** What citizens asked and the bot could not do: what many ask comes first. One cluster, when the address names it. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import { go, hrefOf } from "../../state/routes.ts";
import { Awaited } from "../../ui/bits.tsx";
import { useKeys, useLoaded } from "../../ui/context.ts";
import { choicesOf, SelectField } from "../../ui/fields.tsx";
import { words } from "../../words.ts";
import type { TabProps } from "../workbench.tsx";
import { ClusterPage } from "./cluster_page.tsx";
import { EXPORT, useQuestionsApi, type Cluster, type ClusterList, type State } from "./questions_api.ts";
import { ReasonChips } from "./reason_chips.tsx";
import { Sparkline } from "./sparkline.tsx";
import { questionWords } from "./words.ts";
import "./questions.css";

interface Criteria {
  state: State;
  reason: string;
  q: string;
  page: string;
}

const hrefOfList = (criteria: Partial<Criteria>): string => hrefOf("content", "questions", null, criteria as Record<string, string>);

/** Where "back" and "next" lead: the list as it was left. */
let lastList = hrefOfList({});

export function QuestionsTab({ route }: TabProps) {
  if (route.part) return <ClusterPage key={route.part} id={route.part} back={lastList} />;
  const { state, reason = "", q = "", page = "" } = route.query;
  return <ListView criteria={{ state: state === "closed" ? "closed" : "open", reason, q, page }} />;
}

function ListView({ criteria }: { criteria: Criteria }) {
  const api = useQuestionsApi();
  const search = useRef<HTMLInputElement>(null);
  const loaded = useLoaded(() => api.list({ ...criteria }), [JSON.stringify(criteria)]);
  lastList = hrefOfList(criteria);
  useKeys(() => ({ "/": () => search.current?.focus() }), []);
  return (
    <>
      <nav class="views" aria-label={questionWords.lists}>
        {(["open", "closed"] as const).map((state) => (
          <a key={state} class="view" href={hrefOfList({ state })} aria-current={state === criteria.state ? "page" : undefined}>
            {questionWords.states[state]}
            {state === criteria.state && loaded.data && <span class="count">{loaded.data.total}</span>}
          </a>
        ))}
      </nav>
      <p class="hint">{questionWords.intro}</p>
      <Filters criteria={criteria} field={search} />
      <Awaited loaded={loaded}>{(list) => <Clusters list={list} criteria={criteria} />}</Awaited>
      <p class="hint question-foot">
        <span class="question-keys">{questionWords.keys}</span>
        <a href={EXPORT} download>
          {questionWords.exportFaults}
        </a>
      </p>
    </>
  );
}

function Filters({ criteria, field }: { criteria: Criteria; field: { current: HTMLInputElement | null } }) {
  const [typed, setTyped] = useState(criteria.q);
  useEffect(() => setTyped(criteria.q), [criteria.q]);
  const narrow = (change: Partial<Criteria>): void => go(hrefOfList({ ...criteria, page: "", ...change }));
  return (
    <div class="filters question-filters" role="group" aria-label={questionWords.filters}>
      <form
        class="field"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          narrow({ q: typed.trim() });
        }}
      >
        <label for="question-search">{questionWords.find}</label>
        <input ref={field} id="question-search" type="search" autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </form>
      <SelectField
        label={questionWords.reason}
        value={criteria.reason}
        choices={[{ value: "", label: words.all }, ...choicesOf(questionWords.reasons)]}
        onValue={(reason) => narrow({ reason })}
      />
    </div>
  );
}

function Clusters({ list, criteria }: { list: ClusterList; criteria: Criteria }) {
  const pages = Math.ceil(list.total / list.page_size);
  if (list.total === 0) return <p class="list-empty">{questionWords.none[criteria.state]}</p>;
  return (
    <>
      <ol class="clusters">
        {list.clusters.map((cluster) => (
          <Row key={cluster.id} cluster={cluster} />
        ))}
      </ol>
      {pages > 1 && (
        <nav class="pages" aria-label={questionWords.pages}>
          {list.page > 1 && (
            <a class="button" href={hrefOfList({ ...criteria, page: String(list.page - 1) })}>
              {questionWords.previous}
            </a>
          )}
          <span>{questionWords.page(list.page, pages)}</span>
          {list.page < pages && (
            <a class="button" href={hrefOfList({ ...criteria, page: String(list.page + 1) })}>
              {questionWords.next}
            </a>
          )}
        </nav>
      )}
    </>
  );
}

function Row({ cluster }: { cluster: Cluster }) {
  return (
    <li class="cluster">
      <span class="cluster-count">{questionWords.count(cluster.count)}</span>
      <div class="cluster-what">
        <a href={hrefOf("content", "questions", cluster.id)} data-nav-item>
          {cluster.label}
        </a>
        {cluster.suggested && (
          <small>
            {questionWords.perhaps}: {cluster.suggested.title}
          </small>
        )}
        {cluster.closed_at && (
          <small>
            {questionWords.ways[cluster.closed_as]} · {questionWords.closedBy(cluster.closed_by, momentOfIso(cluster.closed_at))}
            {cluster.since_closed > 0 && <strong> · {questionWords.sinceClosed(cluster.since_closed)}</strong>}
          </small>
        )}
      </div>
      <div class="cluster-why">
        <ReasonChips reasons={cluster.reasons} />
        <small>{questionWords.last(momentOfIso(cluster.last_at))}</small>
      </div>
      <Sparkline trend={cluster.trend} />
    </li>
  );
}
