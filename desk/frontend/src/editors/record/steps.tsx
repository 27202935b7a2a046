/** What can be done with a draft: each step a button where the server allows it, and a dialog that says what it means. */

import { useMemo, useRef } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { useContextOfDesk } from "../../ui/context.ts";
import { useEditorsApi, type DraftStep, type StepBody } from "../api/editors_api.ts";
import type { Draft } from "../api/types.ts";
import type { DraftSession } from "./draft_session.ts";
import { movedOn } from "./moved_on.ts";
import { PublishDialog } from "./publish_dialog.tsx";
import { ReasonDialog } from "./reason_dialog.tsx";
import { SubmitDialog } from "./submit_dialog.tsx";
import { pageWords } from "./words.ts";

interface Props {
  session: DraftSession;
  asking: DraftStep | null;
  onAsk(step: DraftStep | null): void;
  /** The draft came to its end, or what is published changed. */
  onDone(): void;
}

/** Of the draft as it is saved, unless another `revision` is named. */
export type TakeStep = (step: DraftStep, body: Omit<StepBody, "revision"> & { revision?: number }) => Promise<void>;

/** The step that Ctrl+Enter takes. */
export function mainStep(draft: Draft): DraftStep | null {
  if (draft.may.approve) return "approve";
  if (draft.may.publish && !draft.needs_approval) return "publish";
  return draft.may.submit ? "submit" : draft.may.publish ? "publish" : null;
}

export function Steps({ session, asking, onAsk, onDone }: Props) {
  const { draft } = session.state;
  const { may } = draft;
  const take = useTake(session, onDone);
  const { session: signedIn } = useContextOfDesk();
  const more = useRef<HTMLDetailsElement>(null);
  const close = (): void => onAsk(null);
  // What somebody else saves while one is being asked was not looked at.
  const looked = useMemo(() => draft.revision, [asking]);
  const ask = (step: DraftStep): void => {
    if (more.current) more.current.open = false;
    onAsk(step);
  };
  const main = mainStep(draft);
  // Nobody gives back to oneself: what one has written oneself is taken back.
  const isOwn = draft.written_by.includes(signedIn.state.me?.display_name ?? "");
  const returning = isOwn ? pageWords.takeBack : pageWords.return;
  const button = (step: DraftStep, label: string, look: string) => (
    <button type="button" class={`button ${step === main ? "is-primary" : look}`} title={step === main ? pageWords.shortCtrlEnter : undefined} onClick={() => ask(step)}>
      {label}
    </button>
  );
  return (
    <>
      <div class="steps-bar">
        {(may.discard || (may.force && draft.needs_approval)) && (
          <details class="menu-anchor more-steps" ref={more}>
            <summary class="button">{pageWords.moreSteps}</summary>
            <div class="popup">
              {may.force && draft.needs_approval && button("force", pageWords.force, "is-danger-quiet")}
              {may.discard && button("discard", pageWords.discard, "is-danger-quiet")}
            </div>
          </details>
        )}
        {may.return && button("return", returning, "")}
        {may.submit && (draft.needs_approval || !may.publish) && button("submit", pageWords.submit, "is-strong")}
        {may.publish && button("publish", pageWords.publish, "is-strong")}
        {may.approve && button("approve", pageWords.approve, "is-strong")}
      </div>
      {asking === "submit" && <SubmitDialog session={session} take={take} onClose={close} />}
      {(asking === "publish" || asking === "approve") && <PublishDialog step={asking} looked={looked} session={session} take={take} onClose={close} />}
      {asking === "return" && (
        <ReasonDialog title={returning} text="" label={isOwn ? pageWords.takeBackText : pageWords.returnText} confirm={returning} onReason={(text) => take("return", { text })} onClose={close} />
      )}
      {asking === "force" && (
        <ReasonDialog
          title={pageWords.force}
          text={pageWords.forceText}
          label={pageWords.forceReason}
          confirm={pageWords.force}
          isDanger
          onReason={(text) => take("force", { text, is_confirmed: true, replaces: draft.published_version, revision: looked })}
          onClose={close}
        >
          {movedOn(draft) && <p class="notice">{movedOn(draft)}</p>}
        </ReasonDialog>
      )}
      {asking === "discard" && (
        <ReasonDialog
          title={pageWords.discard}
          text={pageWords.discardText}
          label={pageWords.reason}
          confirm={pageWords.discard}
          isDanger
          isFree
          onReason={(text) => take("discard", { text })}
          onClose={close}
        />
      )}
    </>
  );
}

const SAYS: Record<DraftStep, string> = {
  submit: pageWords.submitted,
  return: pageWords.returnDone,
  approve: pageWords.approved,
  publish: pageWords.published,
  force: pageWords.forced,
  discard: pageWords.discarded,
};

/** On the way to citizens. */
const PUBLIC: readonly DraftStep[] = ["submit", "approve", "publish", "force"];

/** Somebody else has taken a step with it. */
const MOVED_SINCE = ["draft_writing", "draft_in_review", "draft_scheduled", "draft_published", "draft_discarded"];
const PUBLISHED_SINCE = ["published_changed", "entry_taken_down"];

/** Saves what is typed first: what is decided on is what stands on the screen. */
function useTake(session: DraftSession, onDone: () => void): TakeStep {
  const api = useEditorsApi();
  const { desk } = useContextOfDesk();
  return async (step, body) => {
    if (step === "discard") session.forget();
    else if (!(await session.flush())) throw new DeskFailure("refused", "not_saved", pageWords.mustBeSaved);
    const { problems } = session.state;
    if (problems.length && PUBLIC.includes(step)) throw new DeskFailure("refused", "has_problems", pageWords.hasProblems(problems.length));
    const { id, revision } = session.state.draft;
    try {
      const draft = await api.step(id, step, { revision, ...body });
      const isPlanned = draft.state === "scheduled" && step !== "submit";
      desk.toast(isPlanned ? (step === "approve" ? pageWords.approvedFor : pageWords.publishedFor) : SAYS[step]);
      if (draft.state === "published" || draft.state === "discarded") onDone();
      else session.accept(draft);
    } catch (error) {
      const current = error instanceof DeskFailure ? (error.body as { draft?: Draft } | null)?.draft : undefined;
      if (current) session.accept(current);
      // What stands on the screen is not what is published: it is shown before it can be confirmed.
      else if (error instanceof DeskFailure && (PUBLISHED_SINCE.includes(error.code) || MOVED_SINCE.includes(error.code))) session.accept(await api.draft(id));
      throw error;
    }
  };
}

