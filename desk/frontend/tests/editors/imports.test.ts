import { expect, test } from "vitest";
import type { ImportRow, RowChange } from "../../src/editors/imports/imports_api.ts";
import { shownRows } from "../../src/editors/imports/looked_rows.tsx";

const row = (key: string, change: RowChange): ImportRow => ({ key, title: "", where: "", change, changes: [], problem: "" });

test("what cannot be used is shown first, what stays is not shown", () => {
  const rows = [row("a", "added"), row("b", "unchanged"), row("c", "changed"), row("d", "refused"), row("e", "changed")];
  expect(shownRows(rows).map((each) => each.key)).toEqual(["d", "c", "e", "a"]);
});
