/** What a turn should bring, in words. */

import { named, words as deskWords } from "../../words.ts";
import type { ExpectedTurn, Titles } from "./bench_api.ts";
import { benchWords } from "./words.ts";

export function expectedInWords(expected: ExpectedTurn, titles: Titles): string {
  const said = named(benchWords.expected.behaviours, expected.behaviour) || expected.behaviour;
  const from = expected.codes.map((code) => `«${titles[code] ?? code}»`).join(benchWords.questions.either);
  const aspects = expected.aspects.map((each) => deskWords.aspects[each]).filter(Boolean).join(", ");
  return `${said}${from && benchWords.expected.from(from)}${aspects && benchWords.expected.aspects(aspects)}`;
}
