/** Two texts beside each other: which lines stayed, and within a changed line which words. */

export interface Piece {
  text: string;
  isChanged: boolean;
}

export interface LinePair {
  before: Piece[] | null;
  after: Piece[] | null;
  isSame: boolean;
}

/** Beyond it two texts are taken as wholly different: the table would grow with the product of their lengths. */
const MOST_CELLS = 1_000_000;

export function comparedLines(before: readonly string[], after: readonly string[]): LinePair[] {
  const pairs: LinePair[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const settle = (): void => {
    for (let at = 0; at < Math.max(gone.length, come.length); at += 1) pairs.push(comparedLine(gone[at], come[at]));
    gone = [];
    come = [];
  };
  for (const step of stepsBetween(before, after)) {
    if (step.kind === "gone") gone.push(step.item);
    else if (step.kind === "come") come.push(step.item);
    else {
      settle();
      const same = [{ text: step.item, isChanged: false }];
      pairs.push({ before: same, after: same, isSame: true });
    }
  }
  settle();
  return pairs;
}

function comparedLine(before: string | undefined, after: string | undefined): LinePair {
  if (before === undefined || after === undefined) {
    const whole = (text: string | undefined): Piece[] | null => (text === undefined ? null : [{ text, isChanged: true }]);
    return { before: whole(before), after: whole(after), isSame: false };
  }
  const steps = stepsBetween(wordsOf(before), wordsOf(after));
  const side = (left: "gone" | "come"): Piece[] =>
    joined(bridged(steps.filter((step) => step.kind === "same" || step.kind === left).map((step) => ({ text: step.item, isChanged: step.kind !== "same" }))));
  return { before: side("gone"), after: side("come"), isSame: false };
}

const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

/** A space between two changed words is part of the change. */
function bridged(pieces: Piece[]): Piece[] {
  return pieces.map((piece, at) => (!piece.text.trim() && pieces[at - 1]?.isChanged && pieces[at + 1]?.isChanged ? { ...piece, isChanged: true } : piece));
}

function joined(pieces: Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found[found.length - 1];
    if (last && last.isChanged === piece.isChanged) last.text += piece.text;
    else found.push({ ...piece });
  }
  return found;
}

interface Step {
  kind: "same" | "gone" | "come";
  item: string;
}

/** The longest common subsequence, and what is around it. */
function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  const width = after.length + 1;
  if (before.length * after.length > MOST_CELLS) {
    return [...before.map((item): Step => ({ kind: "gone", item })), ...after.map((item): Step => ({ kind: "come", item }))];
  }
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? lengths[(row + 1) * width + column + 1]! + 1
          : Math.max(lengths[(row + 1) * width + column]!, lengths[row * width + column + 1]!);
    }
  }
  const steps: Step[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      steps.push({ kind: "same", item: before[row]! });
      row += 1;
      column += 1;
    } else if (column >= after.length || (row < before.length && lengths[(row + 1) * width + column]! >= lengths[row * width + column + 1]!)) {
      steps.push({ kind: "gone", item: before[row]! });
      row += 1;
    } else {
      steps.push({ kind: "come", item: after[column]! });
      column += 1;
    }
  }
  return steps;
}
