/** Why this answer: in sentences, with the entries that were weighed, and the record behind it. */

import { Bar } from "../../ui/bits.tsx";
import { named, words as deskWords } from "../../words.ts";
import { KINDS, type Kind } from "../api/types.ts";
import { hrefOfRecord } from "../hrefs.ts";
import { kindWords } from "../kinds/words.ts";
import type { Candidate, Entry, Tried } from "./bench_api.ts";
import { benchWords } from "./words.ts";

const words = benchWords.ask;
const percent = deskWords.thread.percent;

export function Reasons({ tried }: { tried: Tried }) {
  const { record, candidates, understood } = tried;
  const facts: [string, string][] = [
    [words.intent, [named(deskWords.intents, understood.intent), understood.confidence === null ? "" : percent(understood.confidence)].filter(Boolean).join(", ")],
    [words.aspects, understood.aspects.map((each) => named(deskWords.aspects, each)).join(", ")],
    [words.entities, [...new Set(understood.entities.filter((each) => each.entity !== "aspect").map((each) => String(each.value)))].join(", ")],
  ];
  return (
    <div class="bench-reasons">
      <p>
        {record ? (
          <>
            {record.is_draft ? words.draftRecord : words.record} <EntryLink entry={record} />
          </>
        ) : (
          words.noRecord
        )}
      </p>
      <h3>{words.why}</h3>
      <ul class="bench-why">
        {tried.why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h3>{words.candidates}</h3>
      {candidates.length === 0 && <p class="hint">{words.noCandidates}</p>}
      <ol class="bench-candidates">
        {candidates.map((each) => (
          <li key={each.key}>
            <span class="bench-candidate">
              <span>
                <EntryLink entry={each} />
              </span>
              <strong>{percent(each.share)}</strong>
            </span>
            <Bar share={each.share} label={words.share(each.title, percent(each.share))} />
          </li>
        ))}
      </ol>
      <details>
        <summary>{words.understood}</summary>
        <dl class="bench-facts">
          {facts.map(([label, value]) => value && <Fact key={label} label={label} value={value} />)}
        </dl>
        {candidates[0] && <Numbers of={candidates[0]} />}
      </details>
    </div>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Numbers({ of }: { of: Candidate }) {
  return (
    <>
      <p class="hint">
        {words.numbers}: {of.title}
      </p>
      <dl class="bench-facts">
        {Object.entries(of.signals).map(([name, value]) => benchWords.signals[name] && <Fact key={name} label={benchWords.signals[name]!} value={percent(value)} />)}
      </dl>
    </>
  );
}

export function EntryLink({ entry }: { entry: Entry }) {
  const kind = KINDS.find((each): each is Kind => each === entry.kind);
  if (!kind) return <>{entry.title}</>;
  return (
    <>
      <a href={hrefOfRecord(kind, entry.key)}>{entry.title}</a> <small>{kindWords.one[kind]}</small>
    </>
  );
}
