/** Two people on one draft: whose fields changed, and the two put together. A field is one of the record's own, with all that is in it. */

import type { RecordJson } from "../api/types.ts";
import { isSame } from "../fields/values.ts";
import { CANNOT, together } from "./merging_rows.ts";

export function changedFields(before: RecordJson, after: RecordJson): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !isSame(before[name], after[name]));
}

export interface Meeting {
  mine: string[];
  theirs: string[];
  /** Changed by both, and not to the same. */
  both: string[];
}

export function meet(base: RecordJson, mine: RecordJson, theirs: RecordJson): Meeting {
  const changedByMe = changedFields(base, mine);
  const changedByThem = changedFields(base, theirs);
  return {
    mine: changedByMe,
    theirs: changedByThem,
    both: changedByMe.filter((name) => changedByThem.includes(name) && !isSame(mine[name], theirs[name])),
  };
}

/** Theirs, with the fields that I changed put on top. */
export function onTop(base: RecordJson, mine: RecordJson, theirs: RecordJson): RecordJson {
  const merged = { ...theirs };
  for (const name of changedFields(base, mine)) {
    if (name in mine) merged[name] = mine[name];
    else delete merged[name];
  }
  return merged;
}

export type Side = "mine" | "theirs" | "both";

/** Of the fields that both changed, those of which both can be kept, put together. */
export function keptBoth(base: RecordJson, mine: RecordJson, theirs: RecordJson, fields: readonly string[]): RecordJson {
  const found = fields.map((name) => [name, together(base[name], mine[name], theirs[name])] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== CANNOT));
}
