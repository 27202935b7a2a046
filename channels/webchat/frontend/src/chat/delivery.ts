/** Sends the outbox in order, one at a time. The server takes a client_id once, so a repeated try is never a second message. */

import { ApiFailure } from "./api.ts";
import { backoff } from "./backoff.ts";
import type { Outbox, Outgoing } from "./outbox.ts";
import type { Message } from "./types.ts";
import { words } from "../words.ts";

const LONGEST_WAIT_MS = 60_000;

export interface DeliveryPorts {
  post(item: Outgoing): Promise<Message>;
  isOnline(): boolean;
  onDelivered(message: Message): void;
  onSessionLost(): void;
  onChange(): void;
  onFailed(item: Outgoing): void;
}

export class Delivery {
  private isRunning = false;
  private isStopped = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly ports: DeliveryPorts,
  ) {}

  /** Starts sending now, whatever wait was under way. `force` tries even when the browser thinks it is offline. */
  kick(force = false): void {
    if (this.isStopped || this.isRunning) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    void this.run(force);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async run(force: boolean): Promise<void> {
    this.isRunning = true;
    for (let item = this.outbox.next(); item && !this.isStopped; item = this.outbox.next()) {
      if (!force && !this.ports.isOnline()) {
        this.outbox.list().forEach((each) => each.state === "sending" && this.outbox.mark(each.clientId, "waiting"));
        break;
      }
      const goesOn = await this.attempt(item);
      if (!goesOn) break;
    }
    this.isRunning = false;
    if (!this.isStopped) this.ports.onChange();
  }

  /** True when the next item may be sent at once. */
  private async attempt(item: Outgoing): Promise<boolean> {
    this.outbox.mark(item.clientId, "sending");
    this.ports.onChange();
    try {
      const message = await this.ports.post(item);
      this.failures = 0;
      if (this.isStopped) return false;
      this.outbox.remove([item.clientId]);
      this.ports.onDelivered(message);
      return true;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (this.isStopped) return false;
      return this.afterFailure(item, error);
    }
  }

  private afterFailure(item: Outgoing, failure: ApiFailure): boolean {
    if (failure.kind === "session") {
      this.outbox.mark(item.clientId, "waiting");
      this.ports.onSessionLost();
      return false;
    }
    if (failure.kind === "refused") {
      this.outbox.refuse(item.clientId, failure.message);
      this.ports.onFailed({ ...item, state: "refused", reason: failure.message });
      return true;
    }
    this.failures += 1;
    const isOffline = failure.kind === "network" && !this.ports.isOnline();
    const reason = failure.kind === "network" ? words.failure.network : failure.message;
    this.outbox.mark(item.clientId, isOffline ? "waiting" : "failed", isOffline ? "" : reason);
    this.ports.onFailed({ ...item, state: isOffline ? "waiting" : "failed", reason });
    const wait = failure.kind === "busy" ? failure.retryAfter * 1000 : backoff(this.failures, LONGEST_WAIT_MS);
    this.timer = setTimeout(() => this.kick(), wait);
    return false;
  }
}
