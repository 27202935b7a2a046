/** Every version there was: to read, to compare any two, to bring back. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useState } from "preact/hooks";
import { Awaited } from "../../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useWork } from "../../ui/context.ts";
import { Dialog, Failure } from "../../ui/dialog.tsx";
import { SelectField } from "../../ui/fields.tsx";
import { named } from "../../words.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import type { RecordView, VersionHead } from "../api/types.ts";
import { kinds } from "../kinds/kinds.ts";
import { recordWords } from "../records/words.ts";
import { ChangesView } from "./changes_view.tsx";
import { RecordSheet } from "./record_sheet.tsx";
import { RollBackDialog } from "./roll_back_dialog.tsx";
import { pageWords } from "./words.ts";

interface Props {
  record: RecordView;
  /** Something else is published now. */
  onPublished(): void;
  /** A draft began from an old version. */
  onDraft(): void;
}

export function Versions({ record, onPublished, onDraft }: Props) {
  const api = useEditorsApi();
  const { session } = useContextOfDesk();
  const [read, setRead] = useState<VersionHead | null>(null);
  const [back, setBack] = useState<VersionHead | null>(null);
  const [pair, setPair] = useState<{ from: number; to: number } | null>(null);
  const work = useWork();
  const { kind, key, versions } = record;
  if (versions.length === 0) return <p class="list-empty">{pageWords.versionsNone}</p>;
  const mayDecide = session.may("approve_content");
  const mayBegin = session.may("edit_content") && !record.draft;
  return (
    <div class="versions">
      {versions.length > 1 && <Compare versions={versions} onCompare={setPair} />}
      {pair && <Difference key={`${pair.from}-${pair.to}`} record={record} pair={pair} />}
      <Failure text={work.failure} />
      <ol class="version-list">
        {versions.map((version, place) => {
          const older = versions[place + 1];
          return (
            <li key={version.version} class="card">
              <p>
                <strong>{pageWords.version(version.version)}</strong> <span class={`chip is-record-${version.state}`}>{named(recordWords.states, version.state)}</span>
                {version.is_forced && <span class="chip is-urgent">{pageWords.forcedMark}</span>}
                {version.never_public && <span class="chip is-quiet">{pageWords.neverPublic}</span>}
              </p>
              <p>
                <small>
                  {[momentOfIso(version.created_at), ...madeBy(version)].filter(Boolean).join(" · ")}
                </small>
              </p>
              {version.reason && version.origin === "edited" && <p class="plain">{version.reason}</p>}
              <p class="card-actions">
                <button type="button" class="button is-small" onClick={() => setRead(version)}>
                  {pageWords.look}
                  <span class="sr-only"> {pageWords.version(version.version)}</span>
                </button>
                {older && (
                  <button type="button" class="button is-small" onClick={() => setPair({ from: older.version, to: version.version })}>
                    {pageWords.compareWith(older.version)}
                    <span class="sr-only">: {pageWords.version(version.version)}</span>
                  </button>
                )}
                {mayBegin && version.state !== "published" && (
                  <button
                    type="button"
                    class="button is-small"
                    onClick={() => void work.run(async () => api.openDraft({ kind, key, from_version: version.version })).then((isDone) => isDone && onDraft())}
                  >
                    {pageWords.editFrom}
                  </button>
                )}
                {mayDecide && version.state === "archived" && !version.never_public && (
                  <button type="button" class="button is-small" onClick={() => setBack(version)}>
                    {pageWords.rollBack}
                    <span class="sr-only">: {pageWords.version(version.version)}</span>
                  </button>
                )}
              </p>
            </li>
          );
        })}
      </ol>
      {read && <ReadDialog record={record} version={read} onClose={() => setRead(null)} />}
      {back && (
        <RollBackDialog record={record} version={back} onDone={onPublished} onClose={() => setBack(null)} />
      )}
    </div>
  );
}

/** What no person wrote says in which way it came; the reason of an import is its file. */
function madeBy({ origin, author, approved_by, reason }: VersionHead): string[] {
  if (origin === "edited") return [pageWords.versionBy(author, approved_by)];
  return [named(recordWords.origins, origin), origin === "imported" ? reason : ""];
}

function Compare({ versions, onCompare }: { versions: readonly VersionHead[]; onCompare(pair: { from: number; to: number }): void }) {
  const [from, setFrom] = useState(versions[1]!.version);
  const [to, setTo] = useState(versions[0]!.version);
  const choices = versions.map(({ version, created_at }) => ({ value: String(version), label: `${pageWords.version(version)} (${momentOfIso(created_at)})` }));
  return (
    <form
      class="filters compare"
      onSubmit={(event) => {
        event.preventDefault();
        onCompare({ from, to });
      }}
    >
      <SelectField label={pageWords.compareFrom} value={String(from)} choices={choices} onValue={(value) => setFrom(Number(value))} />
      <SelectField label={pageWords.compareTo} value={String(to)} choices={choices} onValue={(value) => setTo(Number(value))} />
      <p class="filter-actions">
        <button type="submit" class="button">
          {pageWords.compare}
        </button>
      </p>
    </form>
  );
}

function Difference({ record, pair }: { record: RecordView; pair: { from: number; to: number } }) {
  const api = useEditorsApi();
  const loaded = useLoaded(() => api.difference(record.kind, record.key, pair.from, pair.to), [pair.from, pair.to]);
  return (
    <section aria-live="polite" class="compared">
      <h3>{pageWords.compareTitle(pair.from, pair.to)}</h3>
      <Awaited loaded={loaded}>
        {({ changes }) => (
          <ChangesView changes={changes} before={pageWords.version(pair.from)} after={pageWords.version(pair.to)} empty={pageWords.compareSame} />
        )}
      </Awaited>
    </section>
  );
}

function ReadDialog({ record, version, onClose }: { record: RecordView; version: VersionHead; onClose(): void }) {
  const api = useEditorsApi();
  const loaded = useLoaded(() => api.version(record.kind, record.key, version.version), []);
  return (
    <Dialog title={`${pageWords.version(version.version)} · ${momentOfIso(version.created_at)}`} size="wide" onClose={onClose}>
      <Awaited loaded={loaded}>{(whole) => <RecordSheet sections={kinds[record.kind].sections} record={whole.record} />}</Awaited>
    </Dialog>
  );
}
