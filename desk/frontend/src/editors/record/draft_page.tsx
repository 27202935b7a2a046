/** A draft: its form with the preview beside it, what changed, what was said, and the steps it can take. */

import { momentOfIso, timeOf } from "@webchat/ui/dates.ts";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { go } from "../../state/routes.ts";
import { useContextOfDesk, useObserved } from "../../ui/context.ts";
import { AreaField } from "../../ui/fields.tsx";
import type { DraftStep } from "../api/editors_api.ts";
import type { Draft, RecordView, Term } from "../api/types.ts";
import { focusPath } from "../fields/problems.ts";
import { FormContext } from "../fields/form_context.ts";
import { SectionsForm } from "../fields/form.tsx";
import { hrefOfRecord, type RecordPart } from "../hrefs.ts";
import { kinds } from "../kinds/kinds.ts";
import { ChangesView } from "./changes_view.tsx";
import { DoubtList, DraftNotices, Over, ProblemList, TakenIn } from "./draft_notices.tsx";
import type { DraftSession, DraftSessionState } from "./draft_session.ts";
import { ShippedSentence } from "./shipped_sentence.tsx";
import { PreviewPane } from "./preview.tsx";
import { mainStep, Steps } from "./steps.tsx";
import { Timeline } from "./timeline.tsx";
import { isUnbegun } from "./unbegun.ts";
import { useEditorKeys, useOthers } from "./use_draft.ts";
import { pageWords } from "./words.ts";

interface Props {
  record: RecordView;
  session: DraftSession;
  view: RecordPart;
  terms: readonly Term[];
  onDone(): void;
  /** The part of the page that is no part of the draft: its versions. */
  children: ComponentChildren;
}

export function DraftPage({ record, session, view, terms, onDone, children }: Props) {
  const { announce, desk } = useContextOfDesk();
  const state = useObserved(session);
  const others = useOthers(session);
  const [asking, setAsking] = useState<DraftStep | null>(null);
  const { draft } = state;
  const toProblem = (): void => {
    if (view !== "form") go(hrefOfRecord(draft.kind, draft.key));
    // The form may have to be drawn first.
    requestAnimationFrame(() => requestAnimationFrame(() => focusPath(session.state.problems[0]?.path ?? "")));
  };
  const save = async (): Promise<void> => announce((await session.flush()) ? savingInWords(session.state) : pageWords.mustBeSaved);
  const ask = async (step: DraftStep | null): Promise<void> => {
    if (step === "submit" || step === "publish" || step === "approve" || step === "force") {
      // What is told now is of what stands on the screen.
      await session.flush();
      const wrong = session.state.problems.length;
      if (wrong) {
        desk.toast(pageWords.ledToProblem(wrong));
        return toProblem();
      }
    }
    return setAsking(step);
  };
  const submit = async (): Promise<void> => {
    // What can be done with it is known once it is saved, the first time above all.
    await session.flush();
    await ask(mainStep(session.state.draft));
  };
  useEditorKeys({ save: () => void save(), submit: () => void submit() });
  useUnsavedWarning(session);
  return (
    <>
      <DraftNotices session={session} state={state} />
      {view === "form" && <DraftForm session={session} state={state} terms={terms} />}
      {view === "changes" && <DraftChanges state={state} isNew={record.published === null && draft.kind !== "fixed_sentence"} />}
      {view === "talk" && <Timeline draft={draft} onDraft={(newer) => session.accept(newer)} />}
      {children}
      <div class="action-bar">
        <TakenIn session={session} state={state} />
        <Over session={session} state={state} />
        <p class="saving-state">
          <span class={`saving is-${state.saving}`}>{savingInWords(state)}</span>
          {state.problems.length > 0 && (
            <button type="button" class="link-button" onClick={toProblem}>
              {pageWords.problems(state.problems.length)}
            </button>
          )}
          {state.clash && (
            <button type="button" class="link-button" onClick={() => document.getElementById("clash")?.focus()}>
              {pageWords.toClash}
            </button>
          )}
          {others.length > 0 && <span class="others">{pageWords.others(others.map((each) => each.name).join(", "))}</span>}
        </p>
        <p class="sr-only" role="status">
          {state.saving === "retrying" || state.saving === "refused" ? savingInWords(state) : ""}
        </p>
        <Steps session={session} asking={asking} onAsk={(step) => void ask(step)} onDone={onDone} />
      </div>
    </>
  );
}

function DraftForm({ session, state, terms }: { session: DraftSession; state: DraftSessionState; terms: readonly Term[] }) {
  const { draft, record, reason, problems } = state;
  const isReadOnly = !draft.may.edit;
  return (
    <FormContext.Provider value={{ problems, isReadOnly, terms }}>
      <div class="editor">
        <div class="form-box editor-form">
          <ProblemList state={state} />
          <DoubtList kind={draft.kind} doubts={state.problems.length ? [] : draft.doubts} />
          {draft.kind === "fixed_sentence" && (
            <ShippedSentence record={record} isReadOnly={isReadOnly} onSaid={(said) => session.type({ ...record, ...said })} />
          )}
          <SectionsForm sections={kinds[draft.kind].sections} record={record} onRecord={(next) => session.type(next)} />
          {!isReadOnly && (
            <section class="form-section card">
              <AreaField label={pageWords.reason} hint={pageWords.reasonHint} rows={2} value={reason} onValue={(text) => session.giveReason(text)} />
            </section>
          )}
        </div>
        <PreviewPane kind={draft.kind} record={record} />
      </div>
    </FormContext.Provider>
  );
}

function DraftChanges({ state, isNew }: { state: DraftSessionState; isNew: boolean }) {
  // What has to be approved comes first.
  const changes = [...state.draft.changes].sort((one, other) => Number(other.needs_approval) - Number(one.needs_approval));
  const approvals = changes.filter((change) => change.needs_approval).length;
  return (
    <>
      <p class="total">
        {isNew && `${pageWords.changesNew} `}
        {approvals ? pageWords.needsApprovalAll(approvals) : changes.length ? pageWords.needsNoApproval : ""}
      </p>
      {state.reason && (
        <p class="plain">
          <strong>{pageWords.reason}:</strong> {state.reason}
        </p>
      )}
      <ChangesView changes={changes} empty={pageWords.changesNone} />
    </>
  );
}

export function savingInWords({ draft, saving, savedAt, failure }: DraftSessionState): string {
  if (!draft.may.edit) return pageWords.saving.readOnly;
  switch (saving) {
    case "saved":
      if (isUnbegun(draft)) return pageWords.saving.unbegun;
      return savedAt ? pageWords.saving.saved(timeOf(savedAt.toISOString())) : pageWords.saving.savedBefore(momentOfIso(draft.changed_at), lastWriter(draft));
    case "refused":
      return pageWords.saving.refused(failure);
    default:
      return pageWords.saving[saving];
  }
}

/** Who only decided on it has saved nothing. */
const lastWriter = (draft: Draft): string => (draft.written_by.includes(draft.changed_by) ? draft.changed_by : "");

/** Closing the tab while the server does not have everything is asked about first. */
function useUnsavedWarning(session: DraftSession): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (session.isUnsaved) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
}
