/** What each row of a workbook would do: what is refused first, then what changes; what stays is only counted. */

import { named } from "../../words.ts";
import { ChangesView } from "../record/changes_view.tsx";
import type { ImportRow, RowChange } from "./imports_api.ts";
import { importWords } from "./words.ts";

/** More than anybody reads at once; the rest is counted. */
const MOST_SHOWN = 200;
const ORDER: readonly RowChange[] = ["refused", "changed", "added"];

export const shownRows = (rows: readonly ImportRow[]): ImportRow[] => ORDER.flatMap((change) => rows.filter((row) => row.change === change));

export function LookedRows({ rows }: { rows: readonly ImportRow[] }) {
  const shown = shownRows(rows);
  if (shown.length === 0) return null;
  return (
    <section class="import-rows" aria-label={importWords.rowsTitle}>
      {shown.slice(0, MOST_SHOWN).map((row, place) => (
        <Row key={`${row.key}:${place}`} row={row} />
      ))}
      {shown.length > MOST_SHOWN && <p class="hint">{importWords.more(shown.length - MOST_SHOWN)}</p>}
    </section>
  );
}

function Row({ row }: { row: ImportRow }) {
  const head = (
    <>
      <span class={`chip is-import-${row.change}`}>{named(importWords.rows, row.change)}</span> <strong>{row.title || row.key || row.where}</strong>{" "}
      <small>{[row.title ? row.key : "", row.title || row.key ? row.where : ""].filter(Boolean).join(" · ")}</small>
    </>
  );
  if (row.changes.length === 0)
    return (
      <div class="import-row">
        <p>{head}</p>
        {row.problem && <p class="import-problem">{row.problem}</p>}
      </div>
    );
  return (
    <details class="import-row">
      <summary>
        {head}
        <small class="import-fields">{row.changes.map((change) => change.label).join(", ")}</small>
      </summary>
      <ChangesView changes={row.changes} empty="" />
    </details>
  );
}
