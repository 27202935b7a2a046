/** One record: what is published of it, or its draft; its versions; taking it down and putting it back. */

import { momentOf, momentOfIso } from "@webchat/ui/dates.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import { go } from "../../state/routes.ts";
import { Awaited } from "../../ui/bits.tsx";
import { useContextOfDesk, useKeys, useLoaded, useWork } from "../../ui/context.ts";
import { Failure } from "../../ui/dialog.tsx";
import { BackIcon } from "../../ui/icons.tsx";
import { named } from "../../words.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import { useTerms } from "../api/terms.ts";
import type { Kind, RecordJson, RecordView } from "../api/types.ts";
import { isOver } from "../fields/dates.ts";
import { FormContext } from "../fields/form_context.ts";
import { hrefOfRecord, type RecordPart } from "../hrefs.ts";
import { kinds } from "../kinds/kinds.ts";
import { kindWords } from "../kinds/words.ts";
import { UsageLine } from "../quality/usage_line.tsx";
import { recordWords } from "../records/words.ts";
import { DraftPage } from "./draft_page.tsx";
import type { DraftSession } from "./draft_session.ts";
import { PreviewPane } from "./preview.tsx";
import { ReasonDialog } from "./reason_dialog.tsx";
import { PrintedRecord, RecordSheet } from "./record_sheet.tsx";
import { ShippedSentence } from "./shipped_sentence.tsx";
import { isUnbegun, unbegun } from "./unbegun.ts";
import { isLeftUnbegun, useDraftSession, useEditorKeys } from "./use_draft.ts";
import { Versions } from "./versions.tsx";
import { pageWords } from "./words.ts";
import "./record.css";

interface Props {
  kind: Kind;
  recordKey: string;
  view: string;
  back: string;
}

export function RecordPage({ kind, recordKey, view, back }: Props) {
  const api = useEditorsApi();
  const loaded = useLoaded(() => api.record(kind, recordKey), []);
  // What was typed before the server had a draft is gone on with, as after any reload.
  const [isWriting, setWriting] = useState(() => isLeftUnbegun({ kind, key: recordKey }));
  const end = (): void => {
    setWriting(false);
    loaded.reload();
  };
  return (
    <article class="record">
      <p class="page-back">
        <a href={back}>
          <BackIcon />
          {pageWords.back}
        </a>
      </p>
      <UsageLine kind={kind} recordKey={recordKey} />
      <Awaited loaded={loaded}>
        {(record) =>
          record.draft || isWriting ? (
            <WithDraft key={record.draft?.id ?? "unbegun"} record={record} view={view} reload={loaded.reload} onEnd={end} />
          ) : (
            <Published key={record.published?.version ?? "none"} record={record} view={view} back={back} reload={loaded.reload} onEdit={() => setWriting(true)} />
          )
        }
      </Awaited>
    </article>
  );
}

interface OpenedProps {
  record: RecordView;
  view: string;
  reload(): void;
}

function WithDraft({ record, view, reload, onEnd }: OpenedProps & { onEnd(): void }) {
  const { me } = useContextOfDesk().session.state;
  const begun = record.draft;
  const session = useDraftSession(begun ?? unbegun(record, me?.display_name ?? ""));
  const terms = useTerms();
  const shown = (["form", "changes", "talk", "versions"] as const).find((each) => each === view) ?? "form";
  const { draft } = session.state;
  const { changes, events } = draft;
  useEffect(() => (begun ? session.accept(begun) : undefined), [begun]);
  // Taken down, put back or published anew under one's hands: what is told of it over the form is read anew.
  const { is_taken_down: isDown, published_version: live, state } = draft;
  useEffect(() => {
    // What is over says so itself, and who was at it reads that first.
    if (state === "published" || state === "discarded") return;
    if (isDown !== (record.taken_down !== null) || live !== (record.published?.version ?? null)) reload();
  }, [isDown, live]);
  const end = (): void => {
    go(hrefOfRecord(record.kind, record.key));
    onEnd();
  };
  return (
    <>
      <Head record={record} typed={session.state.record} session={session} reload={reload} />
      <TakenDownNotice record={record} />
      <Views record={record} shown={shown} views={isUnbegun(draft) ? ["form", "versions"] : ["form", "changes", "talk", "versions"]} counts={{ changes: changes.length, talk: events.length, versions: record.versions.length }} />
      <DraftPage record={record} session={session} view={shown} terms={terms} onDone={end}>
        {shown === "versions" && <Versions record={isUnbegun(draft) ? record : { ...record, draft }} onPublished={reload} onDraft={end} />}
      </DraftPage>
    </>
  );
}

function Published({ record, view, back, reload, onEdit }: OpenedProps & { back: string; onEdit(): void }) {
  const api = useEditorsApi();
  const terms = useTerms();
  const { session } = useContextOfDesk();
  const work = useWork();
  const { kind, key, published } = record;
  const standing = published ?? record.taken_down?.version;
  const mayEdit = session.may("edit_content");
  const begun = (): void => {
    go(hrefOfRecord(kind, key));
    reload();
  };
  const edit = (): void => {
    go(hrefOfRecord(kind, key));
    if (published) return onEdit();
    // What it begins with, only the server knows.
    void work.run(async () => api.openDraft({ kind, key })).then((isDone) => isDone && reload());
  };
  useEditorKeys({ back: () => go(back) });
  useKeys(() => (mayEdit ? { e: edit } : {}), [mayEdit]);
  const shown = view === "versions" ? "versions" : "form";
  return (
    <FormContext.Provider value={{ problems: [], isReadOnly: true, terms }}>
      <Head record={record} typed={null} session={null} reload={reload} onEdit={mayEdit ? edit : undefined} />
      <Failure text={work.failure} />
      <Views record={record} shown={shown} views={["form", "versions"]} counts={{ versions: record.versions.length }} isRead />
      <TakenDownNotice record={record} />
      {!mayEdit && shown === "form" && <p class="hint">{pageWords.nobodyEdits}</p>}
      {shown === "versions" ? (
        <Versions record={record} onPublished={reload} onDraft={begun} />
      ) : standing ? (
        <div class="editor">
          <div class="editor-form form-box">
            {kind === "fixed_sentence" && <ShippedSentence record={standing.record} isReadOnly onSaid={() => undefined} />}
            <div class="card">
              <RecordSheet sections={kinds[kind].sections} record={standing.record} />
            </div>
          </div>
          <PreviewPane kind={kind} record={standing.record} />
        </div>
      ) : kind === "fixed_sentence" ? (
        <>
          <p class="hint">{pageWords.shippedHint}</p>
          <ShippedSentence record={{ name: key }} isReadOnly onSaid={() => undefined} />
        </>
      ) : null}
    </FormContext.Provider>
  );
}

/** Who took it away, when and why, what citizens hear meanwhile, and how it comes back. */
function TakenDownNotice({ record: { taken_down } }: { record: RecordView }) {
  if (!taken_down) return null;
  const { by, at, reason } = taken_down;
  return (
    <section class="notice taken-down" aria-label={pageWords.takenDown}>
      <p>
        <strong>{pageWords.takenDown}.</strong> {pageWords.takenDownBy(by, at ? momentOfIso(at) : "", reason)}
      </p>
      <p>
        {pageWords.takenDownSays} {pageWords.takenDownBack}
      </p>
    </section>
  );
}

interface ViewsProps {
  record: RecordView;
  shown: RecordPart;
  views: readonly RecordPart[];
  counts: Partial<Record<RecordPart, number>>;
  isRead?: boolean;
}

function Views({ record, shown, views, counts, isRead = false }: ViewsProps) {
  return (
    <nav class="views" aria-label={pageWords.views}>
      {views.map((view) => (
        <a key={view} class="view" href={hrefOfRecord(record.kind, record.key, view === "form" ? "" : view)} aria-current={view === shown ? "page" : undefined}>
          {view === "form" && isRead ? pageWords.viewNames.read : pageWords.viewNames[view]}
          {Boolean(counts[view]) && <span class="count">{counts[view]}</span>}
        </a>
      ))}
    </nav>
  );
}

interface HeadProps {
  record: RecordView;
  typed: RecordJson | null;
  session: DraftSession | null;
  reload(): void;
  onEdit?: (() => void) | undefined;
}

function Head({ record, typed, session, reload, onEdit }: HeadProps) {
  const api = useEditorsApi();
  const { desk, session: signedIn } = useContextOfDesk();
  const [asking, setAsking] = useState<"take-down" | "restore" | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { kind, key, published } = record;
  const mayDecide = signedIn.may("approve_content");
  // The bot says it as long as nothing is published in its place.
  const isShipped = kind === "fixed_sentence";
  const printed = typed ?? published?.record ?? record.taken_down?.version.record ?? null;
  const change = async (work: Promise<unknown>, says: string): Promise<void> => {
    if (session) await session.flush();
    await work;
    desk.toast(says);
    reload();
  };
  return (
    <header class="record-head">
      <div>
        <h2 ref={heading} tabIndex={-1} class={`record-title-heading${record.title.length > 110 ? " is-long" : ""}`}>
          {record.title || key}
        </h2>
        <p class="chips">
          <span class="chip">{kindWords.one[kind]}</span>
          {kind === "procedure" && <span class="chip is-quiet code">{key}</span>}
          {record.taken_down ? (
            <span class="chip is-urgent">{pageWords.takenDown}</span>
          ) : (
            <span class={`chip is-record-${published || isShipped ? "published" : "new"}`}>
              {published ? pageWords.liveVersion(published.version) : isShipped ? pageWords.shippedSaid : pageWords.notLive}
            </span>
          )}
          {published && isOver(published.record, desk.clock.date()) && <span class="chip is-urgent">{recordWords.dues.expired}</span>}
          {session && !isUnbegun(session.state.draft) && <span class={`chip is-draft-${session.state.draft.state}`}>{named(recordWords.states, session.state.draft.state)}</span>}
        </p>
      </div>
      <div class="page-actions">
        {onEdit && (
          <button type="button" class="button is-primary" title="E" onClick={onEdit}>
            {pageWords.edit}
          </button>
        )}
        <button type="button" class="button" onClick={() => window.print()}>
          {pageWords.print}
        </button>
        {mayDecide && record.taken_down && (
          <button type="button" class="button is-strong" onClick={() => setAsking("restore")}>
            {pageWords.restore}
          </button>
        )}
        {mayDecide && published && (
          <button type="button" class="button is-primary is-danger" onClick={() => setAsking("take-down")}>
            {pageWords.takeDown}
          </button>
        )}
      </div>
      {asking === "take-down" && (
        <ReasonDialog
          title={pageWords.takeDown}
          text={pageWords.takeDownText}
          label={pageWords.takeDownReason}
          confirm={pageWords.takeDown}
          isDanger
          onReason={(reason) => change(api.takeDown(kind, key, reason), pageWords.takenDownNow)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "restore" && (
        <ReasonDialog
          title={pageWords.restore}
          text={pageWords.restoreText}
          label={pageWords.restoreReason}
          confirm={pageWords.restore}
          onReason={(reason) => change(api.restore(kind, key, reason), pageWords.restored)}
          onClose={() => setAsking(null)}
        />
      )}
      {printed && (
        <PrintedRecord
          kind={kindWords.one[kind]}
          title={record.title || key}
          state={typed ? pageWords.printDraft : published ? pageWords.printLive(published.version) : record.taken_down ? pageWords.takenDown : pageWords.printDraft}
          foot={pageWords.printed(momentOf(desk.clock.date()))}
          sections={kinds[kind].sections}
          record={printed}
        />
      )}
    </header>
  );
}
