/** Two buttons for the head of the list: a file comes in, the list goes out as a workbook. */

import { useState } from "preact/hooks";
import { useContextOfDesk, useWork } from "../../ui/context.ts";
import { Failure } from "../../ui/dialog.tsx";
import { ImportDialog } from "./import_dialog.tsx";
import { exportExcel } from "./imports_api.ts";
import { importWords } from "./words.ts";
import "./imports.css";

/** `criteria`: what the list is narrowed to. */
export function ImportButton({ criteria, mayImport }: { criteria: Record<string, string>; mayImport: boolean }) {
  const { http } = useContextOfDesk().api;
  const [isOpen, setOpen] = useState(false);
  const work = useWork();
  const download = (): Promise<boolean> => work.run(async () => keep(await exportExcel(http, criteria)));
  return (
    <>
      {(!criteria.kind || criteria.kind === "procedure") && (
        <button type="button" class="button" title={importWords.exportHint} disabled={work.isBusy} onClick={() => void download()}>
          {work.isBusy ? importWords.exporting : importWords.exportAll}
        </button>
      )}
      {mayImport && (
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {importWords.open}
        </button>
      )}
      <div class="import-failure">
        <Failure text={work.failure} />
      </div>
      {isOpen && <ImportDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function keep(workbook: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(workbook);
  link.download = importWords.exportName;
  link.click();
  URL.revokeObjectURL(link.href);
}
