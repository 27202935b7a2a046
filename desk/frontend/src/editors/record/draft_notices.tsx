/** Above the form: what one has to know before going on. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useState } from "preact/hooks";
import { useWork } from "../../ui/context.ts";
import { Failure } from "../../ui/dialog.tsx";
import { useEditorsApi } from "../api/editors_api.ts";
import type { Kind, Problem, RecordJson } from "../api/types.ts";
import type { Field } from "../fields/field.ts";
import { allFields, kinds } from "../kinds/kinds.ts";
import { focusPath, labelOfPath } from "../fields/problems.ts";
import { Sides } from "./changes_view.tsx";
import type { Clash, DraftSession, DraftSessionState } from "./draft_session.ts";
import { movedOn } from "./moved_on.ts";
import type { Side } from "./merging.ts";
import { plainLines } from "./plain.ts";
import { pageWords } from "./words.ts";

export function DraftNotices({ session, state }: { session: DraftSession; state: DraftSessionState }) {
  const { draft, clash } = state;
  const warning = movedOn(draft);
  const last = draft.events[draft.events.length - 1];
  const returned = draft.state === "writing" ? lastReturn(draft.events) : null;
  return (
    <>
      {clash && <ClashNotice session={session} state={state} clash={clash} />}
      {returned && <p class="notice">{pageWords.returned(returned.by, returned.text)}</p>}
      {(draft.state === "published" || draft.state === "discarded") && last && (
        <p class="notice">{draft.state === "published" ? pageWords.endedPublished(last.by) : pageWords.endedDiscarded(last.by)}</p>
      )}
      {draft.state === "in_review" && (
        <p class="notice">
          {draft.may.approve ? pageWords.inReviewMine : pageWords.inReview} {last?.event === "submitted" && last.text ? `${last.by}: ${last.text}` : ""}
        </p>
      )}
      {draft.state === "scheduled" && draft.publish_at && <p class="notice">{pageWords.scheduledFor(momentOfIso(draft.publish_at))}</p>}
      {warning && <p class="notice">{warning}</p>}
    </>
  );
}

/** Nothing that was typed is lost because somebody else was through with the draft. */
export function Over({ session, state: { draft, record, reason, isOver } }: { session: DraftSession; state: DraftSessionState }) {
  const api = useEditorsApi();
  const work = useWork();
  const goOn = (): Promise<boolean> => work.run(async () => session.goOnIn(await api.openDraft({ kind: draft.kind, key: draft.key, record, reason })));
  if (!isOver) return null;
  return (
    <div class="notice taken-in" role="alert">
      <p>{pageWords.overText}</p>
      <Failure text={work.failure} />
      <button type="button" class="button is-small is-primary" disabled={work.isBusy} onClick={() => void goOn()}>
        {pageWords.goOn}
      </button>
    </div>
  );
}

/** In the bar, so that it is seen wherever one writes. */
export function TakenIn({ session, state: { draft, takenIn } }: { session: DraftSession; state: DraftSessionState }) {
  if (!takenIn) return null;
  const labels = takenIn.fields.map((name) => labelOfPath(kinds[draft.kind].sections, name) || name);
  return (
    <div class="notice taken-in" role="status">
      <p>{pageWords.takenIn(takenIn.by, labels.join(", "))}</p>
      <button type="button" class="button is-small" onClick={() => session.dismissTakenIn()}>
        {pageWords.seen}
      </button>
    </div>
  );
}

/** The last return, as long as it was not sent in again. */
function lastReturn(events: DraftSessionState["draft"]["events"]): { by: string; text: string } | null {
  const steps = events.filter((event) => event.event === "returned" || event.event === "submitted");
  const last = steps[steps.length - 1];
  return last?.event === "returned" ? last : null;
}

interface ClashProps {
  session: DraftSession;
  state: DraftSessionState;
  clash: Clash;
}

/** Field by field: theirs, mine, or, where it can be told what that is, both. Nothing is saved before one has chosen. */
function ClashNotice({ session, state, clash }: ClashProps) {
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const who = clash.theirs.changed_by;
  const fields = allFields(state.draft.kind).filter((field) => clash.fields.includes(field.name));
  const { both } = session;
  const stillHolds = Object.entries(chosen).filter(([name, side]) => side !== "both" || name in both);
  const sides: Record<string, Side> = { ...Object.fromEntries(Object.keys(both).map((name) => [name, "both"])), ...Object.fromEntries(stillHolds) };
  const isSettled = clash.fields.every((name) => name in sides);
  return (
    <section class="clash card" role="alert" aria-labelledby="clash-title" id="clash" tabIndex={-1}>
      <h3 id="clash-title">{pageWords.clashTitle(who)}</h3>
      <p>{pageWords.clashText}</p>
      {fields.map((field) => (
        <ClashField
          key={field.name}
          field={field}
          state={state}
          clash={clash}
          both={both}
          side={sides[field.name]}
          onSide={(side) => setChosen({ ...chosen, [field.name]: side })}
        />
      ))}
      <p class="card-actions">
        {isSettled && (
          <button type="button" class="button is-primary" onClick={() => session.settle(sides)}>
            {pageWords.settleClash}
          </button>
        )}
        <button type="button" class="button" onClick={() => session.takeTheirs()}>
          {pageWords.takeTheirs(who)}
        </button>
        <button type="button" class={`button${isSettled ? "" : " is-primary"}`} onClick={() => session.putMineOnTop()}>
          {pageWords.putMine}
        </button>
      </p>
    </section>
  );
}

interface ClashFieldProps extends Omit<ClashProps, "session"> {
  field: Field;
  both: RecordJson;
  side: Side | undefined;
  onSide(side: Side): void;
}

function ClashField({ field, state, clash, both, side, onSide }: ClashFieldProps) {
  const who = clash.theirs.changed_by;
  const [theirs, mine] = [plainLines(field, clash.theirs.record[field.name]), plainLines(field, state.record[field.name])];
  const canKeepBoth = field.name in both;
  const choice = (value: Side, label: string) => (
    <label class="choice">
      <input type="radio" name={`clash-${field.name}`} checked={side === value} onChange={() => onSide(value)} />
      {label}
    </label>
  );
  return (
    <fieldset class="clash-field">
      <legend>{field.label}</legend>
      <Sides before={theirs} after={mine} titles={[pageWords.theirVersion(who), pageWords.myVersion]} areEqual />
      {canKeepBoth && (
        <div class="clash-both">
          <h4>{pageWords.bothVersions}</h4>
          {plainLines(field, both[field.name]).map((line, place) => (
            <p key={place} class="plain">
              {theirs.includes(line) && mine.includes(line) ? line : <mark>{line}</mark>}
            </p>
          ))}
        </div>
      )}
      <p class="choices">
        {canKeepBoth && choice("both", pageWords.keepBoth)}
        {choice("theirs", pageWords.keepTheirs(who))}
        {choice("mine", pageWords.keepMine)}
      </p>
    </fieldset>
  );
}

export function ProblemList({ state: { draft, problems } }: { state: DraftSessionState }) {
  if (problems.length === 0) return null;
  return (
    <section class="problem-list" aria-labelledby="problems-title">
      <h3 id="problems-title">{pageWords.problems(problems.length)}</h3>
      <Places kind={draft.kind} places={problems} leads />
    </section>
  );
}

interface DoubtsProps {
  kind: Kind;
  doubts: readonly Problem[];
  /** In a dialog over the form nothing can be led to. */
  isAsked?: boolean;
}

/** What may well be meant so. */
export function DoubtList({ kind, doubts, isAsked = false }: DoubtsProps) {
  if (doubts.length === 0) return null;
  return (
    <section class="doubt-list" aria-label={pageWords.doubts(doubts.length)}>
      {isAsked ? <p>{pageWords.doubtsBefore}</p> : <h3>{pageWords.doubts(doubts.length)}</h3>}
      <Places kind={kind} places={doubts} leads={!isAsked} />
    </section>
  );
}

function Places({ kind, places, leads }: { kind: Kind; places: readonly Problem[]; leads: boolean }) {
  return (
    <ul>
      {places.map(({ path, message }, place) => {
        const label = labelOfPath(kinds[kind].sections, path);
        return (
          <li key={place}>
            {label && leads ? (
              <button type="button" class="link-button" onClick={() => focusPath(path)}>
                {label}
              </button>
            ) : (
              label && <strong>{label}</strong>
            )}
            {label ? ": " : ""}
            {message}
          </li>
        );
      })}
    </ul>
  );
}
