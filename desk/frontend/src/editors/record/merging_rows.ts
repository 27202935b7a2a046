/** One value that two people changed, put together from what both started with: lists row by row, rows part by part. */

import { isSame, objectOf } from "../fields/values.ts";

/** Where nobody can tell what both together would be, one has to choose. */
export const CANNOT = Symbol("cannot be put together");

export function together(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(mine, theirs) || isSame(base, mine)) return theirs;
  if (isSame(base, theirs)) return mine;
  if (Array.isArray(mine) && Array.isArray(theirs)) return listTogether(Array.isArray(base) ? base : [], mine, theirs);
  if (isObject(mine) && isObject(theirs)) return objectTogether(objectOf(base), mine, theirs);
  return CANNOT;
}

function objectTogether(base: Row, mine: Row, theirs: Row): unknown {
  const merged: Row = {};
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = together(base[name], mine[name], theirs[name]);
    if (value === CANNOT) return CANNOT;
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

function listTogether(base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): unknown {
  const [before, ours, others] = [named(base), named(mine), named(theirs)];
  if (isExchangedByBoth(before, ours, others)) return CANNOT;
  const isOrderMine = isReordered(before, ours);
  if (isOrderMine && isReordered(before, others)) return CANNOT;
  return isOrderMine ? inOrder(before, others, ours) : inOrder(before, ours, others);
}

type Row = Record<string, unknown>;
/** Rows by what they are called. */
type Named = Map<string, unknown>;

/** In the order of `main`; what only `side` added goes behind the row it stood behind. */
function inOrder(before: Named, side: Named, main: Named): unknown {
  const merged: Named = new Map();
  for (const [name, row] of main) {
    const isKnown = before.has(name);
    if (isKnown && !side.has(name)) {
      // The other one took it away: what was changed of it meanwhile must not go with it unseen.
      if (!isSame(row, before.get(name))) return CANNOT;
      continue;
    }
    const value = side.has(name) ? together(before.get(name), side.get(name), row) : row;
    if (value === CANNOT) return CANNOT;
    merged.set(name, value);
  }
  for (const [name, row] of side) {
    if (before.has(name) && !main.has(name) && !isSame(row, before.get(name))) return CANNOT;
  }
  return withAdded(merged, before, side, main);
}

function withAdded(merged: Named, before: Named, side: Named, main: Named): unknown[] {
  const names = [...merged.keys()];
  const isAdded = (name: string): boolean => !before.has(name) && !main.has(name);
  let behind: string | undefined;
  for (const name of side.keys()) {
    if (isAdded(name)) {
      let at = behind === undefined ? 0 : names.indexOf(behind) + 1;
      // Both added here: theirs stay together, mine follow.
      while (at < names.length && !before.has(names[at]!) && !side.has(names[at]!)) at += 1;
      names.splice(at, 0, name);
      merged.set(name, side.get(name));
    }
    if (merged.has(name)) behind = name;
  }
  return names.map((name) => merged.get(name));
}

/** Two who wrote the same row anew would leave it there twice. */
function isExchangedByBoth(before: Named, ours: Named, others: Named): boolean {
  const isGone = [...before.keys()].some((name) => !ours.has(name) && !others.has(name));
  const adds = (side: Named): boolean => [...side.keys()].some((name) => !before.has(name));
  return isGone && adds(ours) && adds(others);
}

function isReordered(before: Named, side: Named): boolean {
  const kept = [...side.keys()].filter((name) => before.has(name));
  const were = [...before.keys()].filter((name) => side.has(name));
  return kept.some((name, place) => name !== were[place]);
}

const CALLED_BY = ["code", "document_number", "name", "label"];
const TOLD_APART_BY = ["kind", "case", "per"];

function named(rows: readonly unknown[]): Named {
  const found: Named = new Map();
  for (const row of rows) {
    const name = nameOf(row);
    let again = 1;
    while (found.has(`${name}#${again}`)) again += 1;
    found.set(`${name}#${again}`, row);
  }
  return found;
}

function nameOf(row: unknown): string {
  if (!isObject(row)) return JSON.stringify(row);
  const called = CALLED_BY.find((part) => row[part]);
  return called ? String(row[called]) : JSON.stringify(TOLD_APART_BY.map((part) => row[part] ?? ""));
}

const isObject = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);
