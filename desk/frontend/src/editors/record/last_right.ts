/** What each field last said while it was right: one wrong cell must not make the others of its table look gone. */

import type { Problem, RecordJson } from "../api/types.ts";
import { placeOf } from "../fields/problems.ts";

const fieldOf = (problem: Problem): string => placeOf(problem.path).split(".")[0] ?? "";

export class LastRight {
  private known: RecordJson = {};

  learn(record: RecordJson, problems: readonly Problem[]): void {
    const wrong = problems.map(fieldOf);
    // What is wrong with the whole may be wrong with any of it.
    if (wrong.includes("")) return;
    this.known = { ...this.known, ...Object.fromEntries(Object.entries(record).filter(([name]) => !wrong.includes(name))) };
  }

  /** With its wrong fields as they were; null where one of them has never been right. */
  mended(record: RecordJson, problems: readonly Problem[]): RecordJson | null {
    const wrong = problems.map(fieldOf);
    if (wrong.includes("")) return Object.keys(record).every((name) => name in this.known) ? this.known : null;
    if (!wrong.every((name) => name in this.known)) return null;
    return { ...record, ...Object.fromEntries(wrong.map((name) => [name, this.known[name]])) };
  }
}
