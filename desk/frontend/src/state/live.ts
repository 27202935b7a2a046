/** Keeps the stream of events open: tries again with growing waits, and takes long silence for a dead line. */

import { backoff } from "@webchat/chat/backoff.ts";
import type { StreamEvent } from "@webchat/chat/event_stream.ts";
import { DeskFailure, type Stream, type StreamListener } from "../api/http.ts";

export type LinkState = "connecting" | "live" | "down";

const SILENCE_MS = 40_000;
const LONGEST_WAIT_MS = 20_000;
const LASTING_MS = 5_000;

export interface LivePorts {
  open(listener: StreamListener): Stream;
  onEvent(kind: string, data: unknown): void;
  onLink(state: LinkState): void;
}

export class Live {
  private isStopped = true;
  private failures = 0;
  private stream: Stream | null = null;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private wakeUp: (() => void) | null = null;

  constructor(private readonly ports: LivePorts) {}

  start(): void {
    if (!this.isStopped) return;
    this.isStopped = false;
    void this.run();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.silence);
    this.stream?.close();
    this.wakeUp?.();
  }

  /** The network or the computer came back: what is open may be long dead, so begin again now. */
  wake(): void {
    this.failures = 0;
    this.stream?.close();
    this.wakeUp?.();
  }

  private async run(): Promise<void> {
    this.ports.onLink("connecting");
    while (!this.isStopped) {
      const started = performance.now();
      const isLost = await this.listen();
      if (this.isStopped) return;
      this.failures = performance.now() - started >= LASTING_MS ? 1 : this.failures + 1;
      if (isLost || this.failures > 1) this.ports.onLink("down");
      await this.pause(backoff(this.failures, LONGEST_WAIT_MS));
    }
  }

  /** True when the stream broke rather than being closed by the server. */
  private async listen(): Promise<boolean> {
    const stream = this.ports.open({
      onOpen: () => this.isStopped || this.ports.onLink("live"),
      onEvent: (event) => this.onEvent(event),
      onBytes: () => this.watchSilence(stream),
    });
    this.stream = stream;
    this.watchSilence(stream);
    let isLost = false;
    try {
      await stream.done;
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      isLost = true;
      if (error.kind === "signed_out") this.isStopped = true;
    }
    clearTimeout(this.silence);
    this.stream = null;
    return isLost;
  }

  private watchSilence(stream: Stream): void {
    clearTimeout(this.silence);
    if (!this.isStopped) this.silence = setTimeout(() => stream.close(), SILENCE_MS);
  }

  private onEvent(event: StreamEvent): void {
    if (this.isStopped) return;
    let data: unknown;
    try {
      data = JSON.parse(event.data);
    } catch {
      return;
    }
    this.ports.onEvent(event.event, data);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wakeUp?.(), ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        this.wakeUp = null;
        resolve();
      };
    });
  }
}
