/** How a cluster was settled, and where to go from there: the draft, its effect, the next cluster. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useEffect, useRef } from "preact/hooks";
import { hrefOf } from "../../state/routes.ts";
import { useContextOfDesk, useLoaded, useWork } from "../../ui/context.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import { hrefOfRecord } from "../hrefs.ts";
import { useQuestionsApi, type ClusterDetail } from "./questions_api.ts";
import { questionWords } from "./words.ts";

interface Props {
  cluster: ClusterDetail;
  /** Settled a moment ago, by whoever looks at it. */
  isFresh: boolean;
  next: string | null;
  onReopened(): void;
}

export function Settled({ cluster, isFresh, next, onReopened }: Props) {
  const { session, announce } = useContextOfDesk();
  const api = useQuestionsApi();
  const work = useWork();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isFresh) box.current?.focus();
  }, [isFresh]);
  const reopen = async (): Promise<void> => {
    await api.reopen(cluster.id);
    announce(questionWords.reopened);
    onReopened();
  };
  return (
    <section ref={box} class="card settle" tabIndex={-1} aria-label={questionWords.settle}>
      <p role="status">
        <strong>{questionWords.done[cluster.closed_as]}</strong>
      </p>
      <p class="hint">
        {cluster.closed_at && questionWords.closedBy(cluster.closed_by, momentOfIso(cluster.closed_at))}
        {cluster.since_closed > 0 && ` · ${questionWords.sinceClosed(cluster.since_closed)}`}
      </p>
      <div class="settled-actions">
        {cluster.draft_id && <DraftLinks id={cluster.draft_id} />}
        {next && (
          <a class="button" href={next}>
            {questionWords.nextOne}
          </a>
        )}
        {session.may("edit_content") && (
          <button type="button" class="button is-quiet" disabled={work.isBusy} onClick={() => void work.run(reopen)}>
            {questionWords.reopen}
          </button>
        )}
      </div>
      <p class="failure" role="alert">
        {work.failure}
      </p>
    </section>
  );
}

function DraftLinks({ id }: { id: string }) {
  const api = useEditorsApi();
  const loaded = useLoaded(() => api.draft(id), [id]);
  return (
    <>
      <a class="button is-primary" href={hrefOf("content", "bench", null, { draft: id })}>
        {questionWords.effect}
      </a>
      {loaded.data && (
        <a class="button" href={hrefOfRecord(loaded.data.kind, loaded.data.key)}>
          {questionWords.draft}
        </a>
      )}
    </>
  );
}
