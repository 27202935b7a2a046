/** What is wrong with the channels to citizens, for those who look after the whole: asked for now and then, and whenever the server says so. */

import { DeskFailure } from "../api/http.ts";
import type { ChannelAlarm } from "../api/types.ts";
import { Observable } from "./observable.ts";

const ASK_AGAIN_SECONDS = 30;

export interface ChannelAlarmsPorts {
  load(): Promise<ChannelAlarm[]>;
  mayKnow(): boolean;
  ring(alarm: ChannelAlarm): void;
  /** It was rung for, and is no more. */
  over(id: string): void;
}

export class ChannelAlarms extends Observable<{ open: ChannelAlarm[] }> {
  private secondsToNext = 0;
  private turn = 0;
  /** Those that somebody at this desk has been told of; null until the first answer, which rings for nothing. */
  private told: Set<string> | null = null;

  constructor(private readonly ports: ChannelAlarmsPorts) {
    super({ open: [] });
  }

  /** Called once a second while somebody is signed in. */
  tick(): void {
    if (!this.ports.mayKnow()) return this.forget();
    this.secondsToNext -= 1;
    if (this.secondsToNext <= 0) void this.ask();
  }

  async ask(): Promise<void> {
    if (!this.ports.mayKnow()) return;
    this.secondsToNext = ASK_AGAIN_SECONDS;
    const mine = ++this.turn;
    try {
      const open = await this.ports.load();
      if (mine === this.turn) this.take(open);
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
    }
  }

  private take(open: ChannelAlarm[]): void {
    const { told } = this;
    this.told = new Set(open.map((each) => each.id));
    this.change({ open });
    if (told) open.filter((each) => !told.has(each.id)).forEach((each) => this.ports.ring(each));
    told?.forEach((id) => this.told!.has(id) || this.ports.over(id));
  }

  /** Somebody else sits here now. */
  private forget(): void {
    this.secondsToNext = 0;
    this.told?.forEach((id) => this.ports.over(id));
    this.told = null;
    if (this.state.open.length > 0) this.change({ open: [] });
  }
}
