/** Before and after, field by field, with what needs a second person marked. */

import { Fragment } from "preact";
import type { Change } from "../api/types.ts";
import { comparedLines, type LinePair, type Piece } from "./difference.ts";
import { pageWords } from "./words.ts";

/** So many lines that stayed are shown around a change. */
const AROUND = 2;

interface Props {
  changes: readonly Change[];
  before?: string;
  after?: string;
  empty: string;
}

export function ChangesView({ changes, before = pageWords.before, after = pageWords.after, empty }: Props) {
  if (changes.length === 0) return <p class="list-empty">{empty}</p>;
  return (
    <div class="changes">
      {changes.map((change) => (
        <section key={change.path} class="change card" aria-label={change.label}>
          <h3>
            {change.label}
            {change.needs_approval && <span class="chip is-high">{pageWords.needsApproval}</span>}
          </h3>
          <Sides before={change.before} after={change.after} titles={[before, after]} />
        </section>
      ))}
    </div>
  );
}

interface SidesProps {
  before: readonly string[];
  after: readonly string[];
  titles: [string, string];
  /** Neither is the older one: what differs is marked, not struck out. */
  areEqual?: boolean;
}

export function Sides({ before, after, titles, areEqual = false }: SidesProps) {
  const pairs = comparedLines(before, after);
  return (
    <div class="sides">
      <Side title={titles[0]} pairs={pairs} side="before" areEqual={areEqual} />
      <Side title={titles[1]} pairs={pairs} side="after" areEqual={areEqual} />
    </div>
  );
}

function Side({ title, pairs, side, areEqual }: { title: string; pairs: LinePair[]; side: "before" | "after"; areEqual: boolean }) {
  const shown = folded(pairs);
  const isEmpty = pairs.every((pair) => pair[side] === null);
  return (
    <div class={`side-${side}`}>
      <h4>{title}</h4>
      {isEmpty && <p class="hint">{pageWords.emptySide}</p>}
      {shown.map((each, place) =>
        typeof each === "number" ? (
          <p key={place} class="hint same-lines">
            {pageWords.sameLines(each)}
          </p>
        ) : each[side] === null ? null : (
          <p key={place} class="plain">
            {each[side]!.map((piece, at) => (
              <Shown key={at} piece={piece} side={side} areEqual={areEqual} />
            ))}
          </p>
        ),
      )}
    </div>
  );
}

function Shown({ piece, side, areEqual }: { piece: Piece; side: "before" | "after"; areEqual: boolean }) {
  if (!piece.isChanged) return <Fragment>{piece.text}</Fragment>;
  if (areEqual) return <mark>{piece.text}</mark>;
  const Mark = side === "before" ? "del" : "ins";
  return (
    <Mark>
      <span class="sr-only">{side === "before" ? pageWords.removedWord : pageWords.addedWord}</span>
      {piece.text}
    </Mark>
  );
}

/** Long stretches of lines that stayed become a number. */
function folded(pairs: LinePair[]): (LinePair | number)[] {
  const isNear = (at: number): boolean => pairs.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((pair) => !pair.isSame);
  const shown: (LinePair | number)[] = [];
  pairs.forEach((pair, at) => {
    const last = shown[shown.length - 1];
    if (isNear(at)) shown.push(pair);
    else if (typeof last === "number") shown[shown.length - 1] = last + 1;
    else shown.push(1);
  });
  return shown;
}
