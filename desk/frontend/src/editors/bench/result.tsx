/** What came of a run: what breaks first, then what gets better; figures before and after. */

import { useState } from "preact/hooks";
import { AnswerView } from "./answer_view.tsx";
import type { ChangedTurn, FailingTurn, Figures, Run, Titles } from "./bench_api.ts";
import { expectedInWords } from "./expected.ts";
import { FigureTable } from "./figure_table.tsx";
import { benchWords } from "./words.ts";

const words = benchWords.result;

export function Result({ run }: { run: Run }) {
  const { counts, titles } = run;
  const hasDrafts = run.after !== null;
  return (
    <div class="bench-result" aria-label={words.title} role="region">
      {hasDrafts && (
        <p class="bench-verdict">
          <strong class={counts.broken ? "is-broken" : "is-fine"}>{counts.broken ? words.broken(counts.broken) : words.brokenNone}</strong>{" "}
          <span class={counts.better ? "is-better" : ""}>{counts.better ? words.better(counts.better) : words.betterNone}</span>
        </p>
      )}
      <FigureTable before={run.before as Figures} after={run.after} />
      {hasDrafts && (
        <>
          <ChangedList title={words.broken(counts.broken ?? 0)} look="is-broken" turns={run.broken} count={counts.broken} titles={titles} isOpen />
          <ChangedList title={words.better(counts.better ?? 0)} look="is-better" turns={run.better} count={counts.better} titles={titles} isOpen />
          <ChangedList title={words.reworded(counts.reworded ?? 0)} look="" turns={run.reworded} count={counts.reworded} titles={titles} />
        </>
      )}
      <FailingList turns={run.failing} count={counts.failing} titles={titles} />
    </div>
  );
}

interface ListProps {
  title: string;
  look: string;
  turns: readonly ChangedTurn[];
  count: number | undefined;
  titles: Titles;
  isOpen?: boolean;
}

function ChangedList({ title, look, turns, count = 0, titles, isOpen = false }: ListProps) {
  if (turns.length === 0) return null;
  return (
    <details class={`bench-list ${look}`} open={isOpen}>
      <summary>{title}</summary>
      {count > turns.length && <p class="hint">{words.cut(turns.length)}</p>}
      <ol class="bench-changes">
        {turns.map((turn, place) => (
          <li key={place}>
            <Changed turn={turn} titles={titles} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Long answers are drawn when somebody wants to see them. */
function Changed({ turn, titles }: { turn: ChangedTurn; titles: Titles }) {
  const [isOpen, setOpen] = useState(false);
  const { grades } = benchWords;
  return (
    <details class="bench-change card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Said said={turn.said} isOwn={turn.question_id !== ""} />
        {turn.before_grade !== turn.after_grade && <span class="bench-grades">{words.from(grades[turn.before_grade], grades[turn.after_grade])}</span>}
      </summary>
      <p class="hint">
        {words.wants}: {expectedInWords(turn.expected, titles)}
      </p>
      {isOpen && (
        <div class="sides">
          <div>
            <h3>{words.before}</h3>
            <AnswerView said={turn.before} />
          </div>
          <div>
            <h3>{words.after}</h3>
            <AnswerView said={turn.after} />
          </div>
        </div>
      )}
    </details>
  );
}

function FailingList({ turns, count = 0, titles }: { turns: readonly FailingTurn[]; count: number | undefined; titles: Titles }) {
  if (turns.length === 0) return null;
  return (
    <details class="bench-list">
      <summary>{words.failing(count)}</summary>
      {count > turns.length && <p class="hint">{words.cut(turns.length)}</p>}
      <ol class="bench-changes">
        {turns.map((turn, place) => (
          <li key={place} class="bench-change card">
            <Said said={turn.said} isOwn={false} />
            <p class="hint">
              {words.wants}: {expectedInWords(turn.expected, titles)} · {benchWords.grades[turn.grade]}
            </p>
            <AnswerView said={turn.answered} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The turn itself, behind those before it. */
function Said({ said, isOwn }: { said: readonly string[]; isOwn: boolean }) {
  return (
    <span class="bench-said">
      {said.slice(0, -1).map((each, place) => (
        <small key={place}>{each} → </small>
      ))}
      {said[said.length - 1]}
      {isOwn && <small class="chip">{words.own}</small>}
    </span>
  );
}
