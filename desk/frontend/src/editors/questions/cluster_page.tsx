/** One cluster: the citizens' words, what the bot said to them, and how to settle it. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useState } from "preact/hooks";
import { go, hrefOf } from "../../state/routes.ts";
import { Awaited } from "../../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useWork } from "../../ui/context.ts";
import { useQuestionsApi, type AskedItem, type ClusterDetail } from "./questions_api.ts";
import { ReasonChips } from "./reason_chips.tsx";
import { Settle } from "./settle.tsx";
import { Settled } from "./settled.tsx";
import { Sparkline } from "./sparkline.tsx";
import { questionWords } from "./words.ts";

/** Enough to see what it is about, with the ways to settle it still on the screen of a phone. */
const FIRST_SHOWN = 6;

export function ClusterPage({ id, back }: { id: string; back: string }) {
  const api = useQuestionsApi();
  const loaded = useLoaded(() => api.cluster(id), [id]);
  // The next one to settle, as the list would have it now.
  const following = useLoaded(() => api.list({ state: "open" }), [id, loaded.data?.state]);
  const nextCluster = following.data?.clusters.find((each) => each.id !== id);
  return (
    <div class="cluster-page">
      <p class="page-back">
        <a href={back}>{questionWords.back}</a>
      </p>
      <Awaited loaded={loaded}>
        {(cluster) => <Shown cluster={cluster} next={nextCluster ? hrefOf("content", "questions", nextCluster.id) : null} onChanged={loaded.reload} />}
      </Awaited>
    </div>
  );
}

function Shown({ cluster, next, onChanged }: { cluster: ClusterDetail; next: string | null; onChanged(): void }) {
  const { session } = useContextOfDesk();
  const [isFresh, setFresh] = useState(false);
  const settled = (): void => {
    setFresh(true);
    onChanged();
  };
  const mayEdit = session.may("edit_content");
  return (
    <>
      <header class="cluster-head">
        <h2>{cluster.label}</h2>
        <p>
          <span class="cluster-count">{questionWords.count(cluster.count)}</span>
          <Sparkline trend={cluster.trend} />
        </p>
        <ReasonChips reasons={cluster.reasons} />
      </header>
      <div class="cluster-columns">
        <Asked cluster={cluster} mayEdit={mayEdit && cluster.state === "open"} onChanged={onChanged} />
        <div class="stack">
          {cluster.state === "closed" ? (
            <Settled cluster={cluster} isFresh={isFresh} next={next} onReopened={onChanged} />
          ) : (
            mayEdit && <Settle cluster={cluster} onSettled={settled} />
          )}
          {mayEdit && cluster.state === "open" && cluster.near.length > 0 && <Near cluster={cluster} onMerged={onChanged} />}
        </div>
      </div>
    </>
  );
}

function Asked({ cluster, mayEdit, onChanged }: { cluster: ClusterDetail; mayEdit: boolean; onChanged(): void }) {
  const api = useQuestionsApi();
  const { announce } = useContextOfDesk();
  const work = useWork();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isAll, setAll] = useState(false);
  const shown = isAll ? cluster.items : cluster.items.slice(0, FIRST_SHOWN);
  const mayChoose = mayEdit && cluster.count > 1;
  const toggle = (id: string): void => setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  const split = async (): Promise<void> => {
    const { id } = await api.split(cluster.id, [...chosen]);
    announce(questionWords.splitDone);
    setChosen([]);
    onChanged();
    go(hrefOf("content", "questions", id));
  };
  return (
    <section class="card asked" aria-labelledby="asked-title">
      <h2 id="asked-title">{questionWords.asked}</h2>
      <ul>
        {shown.map((item) => (
          <Item key={item.id} item={item} isChosen={chosen.includes(item.id)} {...(mayChoose ? { onToggle: () => toggle(item.id) } : {})} />
        ))}
      </ul>
      {shown.length < cluster.items.length && (
        <button type="button" class="button is-small" onClick={() => setAll(true)}>
          {questionWords.showAll(cluster.items.length - shown.length)}
        </button>
      )}
      {isAll && cluster.has_more && <p class="hint">{questionWords.more}</p>}
      {chosen.length > 0 && chosen.length < cluster.count && (
        <button type="button" class="button" disabled={work.isBusy} onClick={() => void work.run(split)}>
          {questionWords.split(chosen.length)}
        </button>
      )}
      <p class="failure" role="alert">
        {work.failure}
      </p>
    </section>
  );
}

function Item({ item, isChosen, onToggle }: { item: AskedItem; isChosen: boolean; onToggle?: () => void }) {
  const facts = [
    momentOfIso(item.at),
    ...item.reasons.map((each) => questionWords.reasons[each]),
    item.confidence !== null && !item.reasons.includes("not_understood") && questionWords.sure(Math.round(item.confidence * 100)),
  ];
  return (
    <li class="asked-item">
      {onToggle && (
        <label class="asked-choice">
          <input type="checkbox" checked={isChosen} onChange={onToggle} />
          <span class="sr-only">{questionWords.choose(item.text)}</span>
        </label>
      )}
      <div>
        <p class="asked-text">{item.text}</p>
        <p class="hint">
          {facts.filter(Boolean).join(" · ")}
          {item.conversation_id && (
            <>
              {" · "}
              <a href={hrefOf("conversations", item.conversation_id)}>{questionWords.conversation}</a>
            </>
          )}
        </p>
        <details>
          <summary>{[questionWords.answered, ...item.answered_with].join(" · ")}</summary>
          <p class="asked-answer">{item.answer_text || questionWords.noAnswer}</p>
        </details>
      </div>
    </li>
  );
}

function Near({ cluster, onMerged }: { cluster: ClusterDetail; onMerged(): void }) {
  const api = useQuestionsApi();
  const { announce } = useContextOfDesk();
  const work = useWork();
  const merge = async (id: string): Promise<void> => {
    await api.merge(id, cluster.id);
    announce(questionWords.merged);
    onMerged();
  };
  return (
    <section class="card near" aria-labelledby="near-title">
      <h2 id="near-title">{questionWords.near}</h2>
      <p class="hint">{questionWords.nearHint}</p>
      <ul>
        {cluster.near.map((each) => (
          <li key={each.id}>
            <a href={hrefOf("content", "questions", each.id)}>{each.label}</a>
            <span class="hint">{questionWords.count(each.count)}</span>
            <button type="button" class="button is-small" disabled={work.isBusy} onClick={() => void work.run(() => merge(each.id))}>
              {questionWords.merge}
              <span class="sr-only">: {each.label}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="failure" role="alert">
        {work.failure}
      </p>
    </section>
  );
}
