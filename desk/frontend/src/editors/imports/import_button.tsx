/** Two buttons for the head of the list: a file comes in, the list goes out as a workbook. */

import { useState } from "preact/hooks";
import { ImportDialog } from "./import_dialog.tsx";
import { exportHref } from "./imports_api.ts";
import { importWords } from "./words.ts";
import "./imports.css";

/** `criteria`: what the list is narrowed to. */
export function ImportButton({ criteria, mayImport }: { criteria: Record<string, string>; mayImport: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {(!criteria.kind || criteria.kind === "procedure") && (
        <a class="button" href={exportHref(criteria)} download="thu-tuc.xlsx" title={importWords.exportHint}>
          {importWords.exportAll}
        </a>
      )}
      {mayImport && (
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {importWords.open}
        </button>
      )}
      {isOpen && <ImportDialog onClose={() => setOpen(false)} />}
    </>
  );
}
