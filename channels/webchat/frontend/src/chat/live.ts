/** Brings new messages in: a stream where it works, polling where it does not, and silence told apart from a dead line. */

import { ApiFailure, type ChatApi, type Stream } from "./api.ts";
import { backoff } from "./backoff.ts";
import type { StreamEvent } from "./event_stream.ts";
import { readBanners, readMessage, readStatus, type Banner, type Message, type Session, type Status } from "./types.ts";

export type LinkState = "connecting" | "live" | "polling" | "down";

export const POLL_MS = 3_000;
const SILENCE_MS = 60_000;
const LONGEST_WAIT_MS = 30_000;
const LASTING_MS = 5_000;
const FAILURES_BEFORE_POLLING = 2;

export interface LivePorts {
  after(): number;
  isVisible(): boolean;
  onMessages(messages: Message[]): void;
  onTyping(isOn: boolean): void;
  onStatus(status: Status): void;
  onBanners(banners: Banner[]): void;
  onLink(state: LinkState): void;
  onSessionLost(): void;
}

export class Live {
  private isStopped = false;
  private failures = 0;
  private stream: Stream | null = null;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private wakeUp: (() => void) | null = null;

  constructor(
    private readonly api: ChatApi,
    private readonly session: Session,
    private readonly ports: LivePorts,
  ) {}

  start(): void {
    void this.run();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.silence);
    if (this.stream) this.stream.close();
    if (this.wakeUp) this.wakeUp();
  }

  /** The network or the reader came back: what is open may be long dead, so begin again now. */
  wake(): void {
    this.failures = 0;
    if (this.stream) this.stream.close();
    if (this.wakeUp) this.wakeUp();
  }

  /** One look at the list, beside the stream: a proxy may hold the stream's words back. */
  async poll(): Promise<void> {
    if (this.isStopped) return;
    try {
      const history = await this.api.listMessages(this.session, this.ports.after());
      if (this.isStopped) return;
      if (history.messages.length) this.ports.onMessages(history.messages);
      this.ports.onStatus(history.status);
      this.ports.onBanners(history.banners);
      this.ports.onTyping(history.isTyping);
      if (this.failures) this.ports.onLink("polling");
    } catch (error) {
      this.onFailure(error);
    }
  }

  private async run(): Promise<void> {
    this.ports.onLink("connecting");
    while (!this.isStopped) {
      const started = Date.now();
      await this.listen();
      if (this.isStopped) return;
      // A stream that ends as soon as it opens serves no better than one that never opened.
      this.failures = Date.now() - started >= LASTING_MS ? 0 : this.failures + 1;
      await this.bridge(Date.now() + backoff(Math.max(1, this.failures), LONGEST_WAIT_MS));
    }
  }

  /** Waits until the stream may be tried again, and polls meanwhile when it keeps failing. */
  private async bridge(until: number): Promise<void> {
    const isPolling = this.failures >= FAILURES_BEFORE_POLLING;
    while (!this.isStopped && Date.now() < until) {
      if (isPolling && this.ports.isVisible()) await this.poll();
      if (this.isStopped) return;
      const left = Math.max(0, until - Date.now());
      const isWoken = await this.pause(isPolling ? Math.min(POLL_MS, left) : left);
      if (isWoken) return;
    }
  }

  private async listen(): Promise<void> {
    const stream = this.api.openEvents(this.session, this.ports.after(), {
      onOpen: () => this.isStopped || this.ports.onLink("live"),
      onEvent: (event) => this.onEvent(event),
      onBytes: () => this.watchSilence(stream),
    });
    this.stream = stream;
    this.watchSilence(stream);
    try {
      await stream.done;
    } catch (error) {
      this.onFailure(error);
    }
    clearTimeout(this.silence);
    this.stream = null;
  }

  private watchSilence(stream: Stream): void {
    clearTimeout(this.silence);
    if (this.isStopped) return;
    this.silence = setTimeout(() => stream.close(), SILENCE_MS);
  }

  private onEvent(event: StreamEvent): void {
    if (this.isStopped) return;
    let data: unknown;
    try {
      data = JSON.parse(event.data);
    } catch {
      return;
    }
    if (event.event === "message") {
      const message = readMessage(data);
      if (message) this.ports.onMessages([message]);
    } else if (event.event === "typing") {
      this.ports.onTyping((data as { on?: unknown } | null)?.on === true);
    } else if (event.event === "status") {
      this.ports.onStatus(readStatus(data));
    } else if (event.event === "banners") {
      this.ports.onBanners(readBanners((data as { banners?: unknown } | null)?.banners));
    }
  }

  private onFailure(error: unknown): void {
    if (!(error instanceof ApiFailure)) throw error;
    if (this.isStopped) return;
    if (error.kind === "session") {
      this.stop();
      this.ports.onSessionLost();
    } else if (error.kind === "network" || error.kind === "server") {
      this.ports.onLink("down");
    }
  }

  private pause(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => end(false), ms);
      const end = (isWoken: boolean): void => {
        clearTimeout(timer);
        this.wakeUp = null;
        resolve(isWoken);
      };
      this.wakeUp = () => end(true);
    });
  }
}
