/** All questions asked: begun, followed, given up, and what came of it. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useEffect, useState } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { useContextOfDesk, useLoaded, useWork } from "../../ui/context.ts";
import { Failure } from "../../ui/dialog.tsx";
import { CheckField } from "../../ui/fields.tsx";
import { useBenchApi, type Run, type RunHead } from "./bench_api.ts";
import { Result } from "./result.tsx";
import { benchWords } from "./words.ts";

const words = benchWords.runs;
const LOOKS_EVERY_MS = 1000;

export function Runs({ drafts }: { drafts: readonly string[] }) {
  const api = useBenchApi();
  const { announce } = useContextOfDesk();
  const [isOnlyOwn, setOnlyOwn] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const heads = useLoaded(() => api.runs(), []);
  const running = heads.data?.runs.find((each) => each.state === "running");
  const { run, failure } = useRun(shown ?? running?.id ?? null, (ended) => {
    announce(ended.state === "done" ? words.finished : words.cancelled);
    heads.reload();
  });
  const work = useWork();
  const isRunning = run?.state === "running" || running !== undefined;
  const start = (): Promise<boolean> =>
    work.run(async () => {
      setShown((await api.startRun(drafts, isOnlyOwn)).id);
      heads.reload();
    });
  return (
    <section class="stack" aria-labelledby="bench-runs-title">
      <div class="list-head">
        <h2 id="bench-runs-title">{words.title}</h2>
        {!isRunning && (
          <button type="button" class="button is-primary" aria-disabled={work.isBusy} onClick={() => void start()}>
            {words.start}
          </button>
        )}
      </div>
      <p class="hint">{drafts.length ? words.hintDraft : words.hintPublished}</p>
      {!isRunning && <CheckField label={words.onlyOwn} hint={words.onlyOwnHint} isOn={isOnlyOwn} onChange={setOnlyOwn} />}
      <Failure text={work.failure || failure} />
      {run?.state === "running" && <Progress run={run} onCancel={() => void work.run(() => api.cancelRun(run.id))} />}
      {run && run.failure && <Failure text={run.failure} />}
      {run?.state === "done" && <Result run={run} />}
      {heads.data && heads.data.runs.length > 0 && <Earlier runs={heads.data.runs} shown={run?.id} onShow={setShown} />}
    </section>
  );
}

function Progress({ run, onCancel }: { run: Run; onCancel(): void }) {
  return (
    <div class="card bench-progress">
      <label for="bench-progress">{run.done ? words.progress(run.done, run.total) : words.waiting}</label>
      <progress id="bench-progress" value={run.done} max={run.total} />
      <button type="button" class="button" onClick={onCancel}>
        {words.cancel}
      </button>
    </div>
  );
}

function Earlier({ runs, shown, onShow }: { runs: readonly RunHead[]; shown: string | undefined; onShow(id: string): void }) {
  return (
    <details class="bench-earlier">
      <summary>{words.earlier}</summary>
      <ul>
        {runs.map((each) => (
          <li key={each.id}>
            <button type="button" class="button is-small" aria-pressed={each.id === shown} onClick={() => onShow(each.id)}>
              {momentOfIso(each.created_at)}
            </button>{" "}
            {each.drafts.map((draft) => draft.title).join(", ") || words.published} · {each.started_by} · {words.states[each.state]}
            {each.state === "done" && each.seconds !== null && ` (${words.took(each.seconds.toLocaleString("vi"))})`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The run as it stands; looked at every second until it has come to its end. */
function useRun(id: string | null, onEnd: (run: Run) => void): { run: Run | null; failure: string } {
  const api = useBenchApi();
  const [state, setState] = useState<{ run: Run | null; failure: string }>({ run: null, failure: "" });
  useEffect(() => {
    if (!id) return;
    let timer: ReturnType<typeof setTimeout>;
    let isGone = false;
    let wasRunning = false;
    const look = async (): Promise<void> => {
      try {
        const run = await api.run(id);
        if (isGone) return;
        setState({ run, failure: "" });
        if (run.state !== "running") return void (wasRunning && onEnd(run));
        wasRunning = true;
      } catch (error) {
        if (!(error instanceof DeskFailure)) throw error;
        if (isGone) return;
        setState((before) => ({ ...before, failure: error.message }));
        if (error.kind === "refused" || error.kind === "signed_out") return;
      }
      timer = setTimeout(() => void look(), LOOKS_EVERY_MS);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [id]);
  return state;
}
