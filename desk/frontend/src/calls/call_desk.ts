/** The one call in which this browser talks: lives beside the pages, so that looking something up does not end it. */

import type { CallEnd, CallLine, CallState } from "@webchat/call/call_line.ts";
import { DeskFailure } from "../api/http.ts";
import type { DeskApi } from "../api/desk_api.ts";
import { Observable } from "../state/observable.ts";
import { words } from "../words.ts";
import { callWords } from "./words.ts";

export interface Talk {
  callId: string;
  conversationId: string;
  state: CallState;
  end: CallEnd | null;
  isMuted: boolean;
  isHeld: boolean;
  level: number;
  openedAt: number;
}

/** A page that is loaded anew, or a network that was away, may be back within this; then the call goes to somebody else. */
const COMES_BACK_FOR_MS = 25_000;

export class CallDesk extends Observable<{ talk: Talk | null }> {
  private line: CallLine | null = null;

  constructor(
    private readonly api: DeskApi,
    private readonly announce: (text: string) => void,
    /** Only who talks loads what talking needs. */
    private readonly load: () => Promise<{ CallLine: typeof CallLine }> = () => import("@webchat/call/call_line.ts"),
  ) {
    super({ talk: null });
  }

  get isTalking(): boolean {
    return this.line !== null;
  }

  async talk(callId: string, conversationId: string): Promise<void> {
    this.leave();
    const begun: Talk = { callId, conversationId, state: "asking", end: null, isMuted: false, isHeld: false, level: 0, openedAt: 0 };
    this.change({ talk: begun });
    const loaded = await this.load().catch(() => null);
    if (this.state.talk !== begun) return;
    if (!loaded) return this.update({ state: "ended", end: { why: "door", message: words.failure.network } });
    const line = new loaded.CallLine(
      {
        door: () => this.api.talk(callId),
        refusalOf: (error) => (error instanceof DeskFailure && error.kind !== "network" && error.kind !== "server" ? error.message : null),
        onState: (state, end) => this.onState(line, state, end),
        onCaption: () => undefined,
        onLevel: (level) => this.line === line && this.update({ level }),
      },
      { comesBackForMs: COMES_BACK_FOR_MS },
    );
    this.line = line;
    await line.open();
  }

  mute(): void {
    const { talk } = this.state;
    if (!this.line || !talk) return;
    this.line.isMuted = !talk.isMuted;
    this.update({ isMuted: !talk.isMuted });
    this.announce(talk.isMuted ? callWords.states.open : callWords.muted);
  }

  /** Throws DeskFailure. */
  async hold(): Promise<void> {
    const { talk } = this.state;
    if (!talk) return;
    await this.api.hold(talk.callId, !talk.isHeld);
    this.update({ isHeld: !talk.isHeld });
    this.announce(talk.isHeld ? callWords.states.open : callWords.held);
  }

  /** The sound alone; the call goes on. */
  leave(): void {
    const { line } = this;
    this.line = null;
    if (line) line.hangUp();
    this.change({ talk: null });
  }

  /** Whose conversation it no longer is talks to nobody: the sound ends here too. */
  follow(isMine: (conversationId: string) => boolean): void {
    if (this.line && this.state.talk && !isMine(this.state.talk.conversationId)) this.leave();
  }

  private onState(line: CallLine, state: CallState, end: CallEnd | null): void {
    if (this.line !== line) return;
    if (state === "ended") this.line = null;
    // A new line is not on hold, whatever the one before it was.
    this.update({ state, end, ...(state === "open" ? { openedAt: this.state.talk!.openedAt || Date.now(), isHeld: false } : {}) });
    this.announce(end ? callWords.end(end) : callWords.states[state]);
  }

  private update(part: Partial<Talk>): void {
    if (this.state.talk) this.change({ talk: { ...this.state.talk, ...part } });
  }
}
