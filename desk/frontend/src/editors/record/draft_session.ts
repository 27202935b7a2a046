/** One draft being written, without a screen: saved a second after the last letter, tried again while the server cannot take it,
 *  and put together with what somebody else saved meanwhile. */

import { DeskFailure } from "../../api/http.ts";
import { Observable } from "../../state/observable.ts";
import type { Draft, Problem, RecordJson } from "../api/types.ts";
import { isSame } from "../fields/values.ts";
import { changedFields, keptBoth, meet, onTop, type Side } from "./merging.ts";
import type { UnsavedTexts } from "./unsaved.ts";

export const SAVES_AFTER_MS = 1000;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30_000;
/** How the server calls it that a draft has come to its end. */
const ENDS: readonly string[] = ["draft_discarded", "draft_published"];

/** saved · typing: waits for a pause · saving · retrying: the server cannot take it now · refused: it will not take it so ·
 *  clash: somebody else changed the same fields, and one has to choose */
export type Saving = "saved" | "typing" | "saving" | "retrying" | "refused" | "clash";

export interface Clash {
  theirs: Draft;
  fields: string[];
}

/** What somebody else changed, already put into what is on the screen. */
export interface TakenIn {
  by: string;
  fields: string[];
}

export interface DraftSessionState {
  draft: Draft;
  record: RecordJson;
  reason: string;
  problems: readonly Problem[];
  saving: Saving;
  savedAt: Date | null;
  failure: string;
  clash: Clash | null;
  takenIn: TakenIn | null;
  /** It was published or put aside while something was typed: it takes no more. */
  isOver: boolean;
}

export interface DraftPorts {
  save(draftId: string, body: { revision: number; record: RecordJson; reason: string }): Promise<Draft>;
  unsaved: UnsavedTexts;
  now(): Date;
  /** As the server names this person. */
  me: string;
}

export class DraftSession extends Observable<DraftSessionState> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private retryMs = FIRST_RETRY_MS;
  private isClosed = false;

  constructor(
    draft: Draft,
    private readonly ports: DraftPorts,
  ) {
    super({
      draft,
      record: draft.record,
      reason: draft.reason,
      problems: draft.problems,
      saving: "saved",
      savedAt: null,
      failure: "",
      clash: null,
      takenIn: null,
      isOver: false,
    });
    this.resume();
  }

  get isUnsaved(): boolean {
    const { draft, record, reason } = this.state;
    return !isSame(record, draft.record) || reason !== draft.reason;
  }

  type(record: RecordJson): void {
    this.typed({ record });
  }

  giveReason(reason: string): void {
    this.typed({ reason });
  }

  /** Saves now; true when the server has all of it. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.isUnsaved && this.state.saving !== "clash") await this.save();
    return !this.isUnsaved && this.state.saving === "saved";
  }

  /** The line is back. */
  wake(): void {
    if (this.state.saving === "retrying") void this.flush();
  }

  /** What the server says the draft is now: after a step, or because somebody else has it open. */
  accept(newer: Draft): void {
    const { draft, record } = this.state;
    if (newer.revision < draft.revision) return;
    if (newer.revision === draft.revision) {
      this.change({ draft: { ...newer, record: draft.record, reason: draft.reason }, problems: newer.problems });
      return;
    }
    // With something unsaved, the two meet when it is saved.
    if (this.isUnsaved || this.running) return;
    this.change({
      draft: newer,
      record: newer.record,
      reason: newer.reason,
      problems: newer.problems,
      takenIn: this.takenIn(newer, changedFields(record, newer.record)),
    });
  }

  takeTheirs(): void {
    const { clash } = this.state;
    if (!clash) return;
    this.ports.unsaved.forget(this.state.draft.id);
    const { theirs } = clash;
    this.change({ draft: theirs, record: theirs.record, reason: theirs.reason, problems: theirs.problems, saving: "saved", clash: null });
  }

  /** Fields of which both sides can be kept, as that would read. */
  get both(): RecordJson {
    const { clash, draft, record } = this.state;
    return clash ? keptBoth(draft.record, record, clash.theirs.record, clash.fields) : {};
  }

  putMineOnTop(): void {
    this.settle({});
  }

  /** A field that is not named is mine. */
  settle(sides: Readonly<Record<string, Side>>): void {
    const { clash, draft, record } = this.state;
    if (!clash) return;
    const { theirs } = clash;
    const of = (side: Side, from: RecordJson): RecordJson => Object.fromEntries(Object.entries(from).filter(([name]) => sides[name] === side));
    this.rebase(theirs, { ...onTop(draft.record, record, theirs.record), ...of("theirs", theirs.record), ...of("both", this.both) });
    this.change({ clash: null, saving: "typing" });
    this.keep();
    this.forgetUnbegun(draft.id);
    void this.flush();
  }

  /** What is unsaved is not wanted any more. */
  forget(): void {
    clearTimeout(this.timer);
    const { draft } = this.state;
    this.ports.unsaved.forget(draft.id);
    this.change({ record: draft.record, reason: draft.reason, saving: "saved", clash: null, failure: "" });
  }

  /** What was typed on a draft that is over goes into another one: a new one, or what somebody else has begun meanwhile. */
  goOnIn(another: Draft): void {
    this.ports.unsaved.forget(this.state.draft.id);
    this.change({ isOver: false, failure: "" });
    this.onClash(another);
  }

  dismissTakenIn(): void {
    this.change({ takenIn: null });
  }

  close(): void {
    void this.flush();
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private resume(): void {
    const { draft } = this.state;
    const kept = this.ports.unsaved.get(draft.id);
    if (!kept) return;
    this.state = { ...this.state, record: kept.record, reason: kept.reason };
    if (kept.revision === draft.revision) this.saveLater(0);
    else {
      this.state = { ...this.state, draft: { ...draft, record: kept.base, reason: kept.baseReason, revision: kept.revision } };
      this.onClash(draft);
    }
  }

  private typed(part: { record?: RecordJson; reason?: string }): void {
    this.change(part);
    if (!this.isUnsaved) {
      this.ports.unsaved.forget(this.state.draft.id);
      clearTimeout(this.timer);
      if (!this.running && this.state.saving !== "clash") this.change({ saving: "saved", failure: "" });
      return;
    }
    this.keep();
    if (this.state.saving === "clash") return;
    this.retryMs = FIRST_RETRY_MS;
    if (!this.running) this.change({ saving: this.state.saving === "retrying" ? "retrying" : "typing" });
    this.saveLater(SAVES_AFTER_MS);
  }

  private keep(): void {
    const { draft, record, reason } = this.state;
    this.ports.unsaved.keep(draft.id, { revision: draft.revision, base: draft.record, baseReason: draft.reason, record, reason });
  }

  private saveLater(ms: number): void {
    clearTimeout(this.timer);
    if (!this.isClosed) this.timer = setTimeout(() => void this.flush(), ms);
  }

  private save(): Promise<void> {
    this.running = this.saveOnce().finally(() => (this.running = null));
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const { draft, record, reason } = this.state;
    if (this.state.saving !== "retrying") this.change({ saving: "saving" });
    try {
      const saved = await this.ports.save(draft.id, { revision: draft.revision, record, reason });
      this.onSaved(saved, record, reason);
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      this.onFailure(error);
    }
  }

  /** The server may keep it a little differently than it was typed; what was typed since stays. */
  private onSaved(saved: Draft, record: RecordJson, reason: string): void {
    this.retryMs = FIRST_RETRY_MS;
    const isTypedSince = !isSame(this.state.record, record) || this.state.reason !== reason;
    // What stands on the screen is not exchanged under the cursor for what the server made of it.
    const draft = { ...saved, record, reason };
    const before = this.state.draft.id;
    this.change({ draft, problems: saved.problems, saving: isTypedSince ? "typing" : "saved", savedAt: this.ports.now(), failure: "" });
    if (isTypedSince) {
      this.keep();
      this.saveLater(SAVES_AFTER_MS);
    } else this.ports.unsaved.forget(draft.id);
    this.forgetUnbegun(before);
  }

  /** With the server's draft it has a name of its own: under the old one nothing is left. */
  private forgetUnbegun(before: string): void {
    if (before !== this.state.draft.id) this.ports.unsaved.forget(before);
  }

  private onFailure(failure: DeskFailure): void {
    const current = failure.code === "draft_changed" ? (failure.body as { draft?: Draft } | null)?.draft : undefined;
    if (current) return this.onClash(current);
    if (failure.kind === "refused") return this.change({ saving: "refused", failure: failure.message, isOver: ENDS.includes(failure.code) });
    this.change({ saving: "retrying", failure: failure.message });
    this.saveLater(Math.max(this.retryMs, failure.retryAfter * 1000));
    this.retryMs = Math.min(LAST_RETRY_MS, this.retryMs * 2);
    return undefined;
  }

  private onClash(theirs: Draft): void {
    const { draft, record, reason } = this.state;
    const before = draft.id;
    const found = meet(draft.record, record, theirs.record);
    if (found.both.length) return this.change({ saving: "clash", clash: { theirs, fields: found.both } });
    const isMyReason = reason !== draft.reason;
    this.rebase(theirs, onTop(draft.record, record, theirs.record), isMyReason ? reason : theirs.reason);
    this.change({ takenIn: this.takenIn(theirs, found.theirs) });
    if (this.isUnsaved) {
      this.change({ saving: "typing" });
      this.keep();
      this.saveLater(0);
    } else {
      this.ports.unsaved.forget(theirs.id);
      this.change({ saving: "saved", problems: theirs.problems, failure: "" });
    }
    this.forgetUnbegun(before);
    return undefined;
  }

  /** From another tab of one's own nothing has to be told. */
  private takenIn(theirs: Draft, fields: string[]): TakenIn | null {
    return fields.length && theirs.changed_by !== this.ports.me ? { by: theirs.changed_by, fields } : this.state.takenIn;
  }

  private rebase(theirs: Draft, record: RecordJson, reason = this.state.reason): void {
    this.change({ draft: theirs, record, reason });
  }
}
