/** A file is chosen, read, and what it would change is shown before anything becomes a draft. */

import { useState } from "preact/hooks";
import { go, hrefOf } from "../../state/routes.ts";
import { useContextOfDesk, useWork } from "../../ui/context.ts";
import { Dialog, DialogForm } from "../../ui/dialog.tsx";
import { hrefOfRecord } from "../hrefs.ts";
import { ChangesView } from "../record/changes_view.tsx";
import { importDocx, importExcel, lookThrough, type Filled, type Looked, type Progress } from "./imports_api.ts";
import { LookedRows } from "./looked_rows.tsx";
import { importWords } from "./words.ts";

type Format = "docx" | "excel";
const ENDINGS: Record<Format, string> = { docx: ".docx", excel: ".xlsx" };
const MOST_BYTES = 10 * 1024 * 1024;

type Shown = { at: "file" } | { at: "filled"; filled: Filled } | { at: "looked"; looked: Looked; file: File } | { at: "created"; count: number };

export function ImportDialog({ onClose }: { onClose(): void }) {
  const [shown, setShown] = useState<Shown>({ at: "file" });
  const restart = (): void => setShown({ at: "file" });
  return (
    <Dialog title={importWords.title} size="wide" onClose={onClose}>
      {shown.at === "file" && <ChooseFile onShown={setShown} onClose={onClose} />}
      {shown.at === "filled" && <FilledDraft filled={shown.filled} onClose={onClose} />}
      {shown.at === "looked" && <LookedThrough looked={shown.looked} file={shown.file} onShown={setShown} onRestart={restart} onClose={onClose} />}
      {shown.at === "created" && <Created count={shown.count} onClose={onClose} />}
    </Dialog>
  );
}

function ChooseFile({ onShown, onClose }: { onShown(shown: Shown): void; onClose(): void }) {
  const { http } = useContextOfDesk().api;
  const [format, setFormat] = useState<Format>("docx");
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const work = useWork();
  const read = async (): Promise<void> => {
    const refusal = refusalOf(file, format);
    if (refusal || !file) return work.setFailure(refusal);
    await work.run(async () => {
      if (format === "docx") onShown({ at: "filled", filled: await importDocx(http, file) });
      else onShown({ at: "looked", looked: await lookThrough(http, file, setProgress), file });
    });
    setProgress(null);
  };
  return (
    <DialogForm
      confirm={work.isBusy ? importWords.reading : format === "docx" ? importWords.read : importWords.look}
      isBusy={work.isBusy}
      failure={work.failure}
      onSubmit={() => void read()}
      onClose={onClose}
    >
      <fieldset class="import-formats">
        <legend>{importWords.which}</legend>
        <FormatChoice format="docx" chosen={format} label={importWords.docx} about={importWords.docxAbout} onChoose={setFormat} />
        <FormatChoice format="excel" chosen={format} label={importWords.excel} about={importWords.excelAbout} onChoose={setFormat} />
      </fieldset>
      <div class="field">
        <label for="import-file">{importWords.file}</label>
        <input
          id="import-file"
          type="file"
          accept={Object.values(ENDINGS).join()}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0] ?? null;
            setFile(chosen);
            setFormat(formatOf(chosen) ?? format);
            work.setFailure("");
          }}
        />
      </div>
      <p class="hint">{importWords.nothingLive}</p>
      <HowFar progress={progress} />
    </DialogForm>
  );
}

/** The file says itself what it is. */
const formatOf = (file: File | null): Format | undefined => (Object.keys(ENDINGS) as Format[]).find((each) => file?.name.toLowerCase().endsWith(ENDINGS[each]));

function refusalOf(file: File | null, format: Format): string {
  if (!file) return importWords.fileNeeded;
  if (!file.name.toLowerCase().endsWith(ENDINGS[format])) return importWords.wrongEnding(ENDINGS[format]);
  return file.size > MOST_BYTES ? importWords.tooBig : "";
}

interface ChoiceProps {
  format: Format;
  chosen: Format;
  label: string;
  about: string;
  onChoose(format: Format): void;
}

function FormatChoice({ format, chosen, label, about, onChoose }: ChoiceProps) {
  return (
    <label class="import-format">
      <input type="radio" name="import-format" value={format} checked={chosen === format} onChange={() => onChoose(format)} />
      <span>
        {label}
        <small>{about}</small>
      </span>
    </label>
  );
}

function FilledDraft({ filled: { draft, notes }, onClose }: { filled: Filled; onClose(): void }) {
  const open = (): void => {
    onClose();
    go(hrefOfRecord(draft.kind, draft.key));
  };
  return (
    <>
      <div class="stack">
        <p role="status">{importWords.filled(draft.title)}</p>
        <h3>{importWords.notes}</h3>
        {notes.length === 0 ? (
          <p class="hint">{importWords.noNotes}</p>
        ) : (
          <ul class="import-notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <h3>{importWords.differences}</h3>
        {draft.published_version === null ? <p class="hint">{importWords.newEntry}</p> : <ChangesView changes={draft.changes} empty={importWords.noDifference} />}
      </div>
      <div class="dialog-actions">
        <button type="button" class="button is-primary" onClick={open}>
          {importWords.openDraft}
        </button>
      </div>
    </>
  );
}

interface LookedProps {
  looked: Looked;
  file: File;
  onShown(shown: Shown): void;
  onRestart(): void;
  onClose(): void;
}

function LookedThrough({ looked, file, onShown, onRestart, onClose }: LookedProps) {
  const { http } = useContextOfDesk().api;
  const [progress, setProgress] = useState<Progress | null>(null);
  const work = useWork();
  const { counts } = looked;
  const count = counts.added + counts.changed;
  const said = counts.refused > 0 ? importWords.mustMend : count === 0 ? importWords.nothing : importWords.nothingLive;
  const create = async (): Promise<void> => {
    await work.run(async () => {
      const done = await importExcel(http, file, setProgress);
      onShown({ at: "created", count: done.counts.added + done.counts.changed });
    });
    setProgress(null);
  };
  const body = (
    <>
      <p role="status">
        <strong>{file.name}</strong>: {Object.entries(importWords.counts).map(([change, name]) => `${counts[change as keyof typeof counts]} ${name}`).join(", ")}.
      </p>
      <p>{said}</p>
      <LookedRows rows={looked.rows} />
      <p>
        <button type="button" class="button is-small" onClick={onRestart}>
          {importWords.again}
        </button>
      </p>
    </>
  );
  if (counts.refused > 0 || count === 0) return <div class="stack">{body}</div>;
  return (
    <DialogForm confirm={progress ? importWords.short[progress.stage](progress.done, progress.total) : importWords.create(count)} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void create()} onClose={onClose}>
      <HowFar progress={progress} />
      {body}
    </DialogForm>
  );
}

/** A thousand procedures take some ten seconds. */
function HowFar({ progress }: { progress: Progress | null }) {
  if (!progress) return null;
  const { stage, done, total } = progress;
  return (
    <div class="import-progress">
      <progress aria-label={importWords.progress} {...(total ? { value: done, max: total } : {})} />
      <p role="status">{importWords.stages[stage](done, total)}</p>
    </div>
  );
}

function Created({ count, onClose }: { count: number; onClose(): void }) {
  const show = (): void => {
    onClose();
    go(hrefOf("content", "records", null, { state: "writing" }));
  };
  return (
    <>
      <p role="status">{importWords.created(count)}</p>
      <div class="dialog-actions">
        <button type="button" class="button is-primary" onClick={show}>
          {importWords.toDrafts}
        </button>
      </div>
    </>
  );
}
