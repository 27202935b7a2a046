/** Who is signed in. */

import type { DeskApi } from "../api/desk_api.ts";
import { DeskFailure } from "../api/http.ts";
import type { DutyState, Me, Permission } from "../api/types.ts";
import { Observable } from "./observable.ts";

/** finish: a password or a second factor still has to be set before anything else is allowed. */
export type Phase = "loading" | "unreachable" | "signed_out" | "finish" | "in";

export interface SessionState {
  phase: Phase;
  me: Me | null;
  /** Signed out by the server while at work: what is unsent is kept. */
  wasEnded: boolean;
}

export class Session extends Observable<SessionState> {
  constructor(private readonly api: DeskApi) {
    super({ phase: "loading", me: null, wasEnded: false });
    api.http.onSignedOut = () => this.onSignedOut();
  }

  async start(): Promise<void> {
    this.change({ phase: "loading" });
    try {
      this.accept(await this.api.me());
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      this.change({ phase: error.kind === "signed_out" ? "signed_out" : "unreachable" });
    }
  }

  accept(me: Me): void {
    this.api.http.csrfToken = me.csrf_token;
    this.change({ me, phase: me.must_change_password || me.must_enrol_totp ? "finish" : "in", wasEnded: false });
  }

  async setDuty(state: DutyState): Promise<void> {
    this.accept(await this.api.setDuty(state));
  }

  /** Changed in another tab or browser of the same person. */
  dutyIs(duty: DutyState): void {
    const { me } = this.state;
    if (me && me.duty !== duty) this.change({ me: { ...me, duty } });
  }

  async signOut(): Promise<void> {
    await this.api.signOut().catch((error: unknown) => {
      if (!(error instanceof DeskFailure)) throw error;
    });
    this.change({ phase: "signed_out", me: null, wasEnded: false });
  }

  may(permission: Permission): boolean {
    return this.state.me?.permissions.includes(permission) ?? false;
  }

  private onSignedOut(): void {
    if (this.state.phase === "signed_out") return;
    this.change({ phase: "signed_out", wasEnded: this.state.phase === "in" });
  }
}
