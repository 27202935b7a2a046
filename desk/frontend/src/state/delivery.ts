/** Sends the outbox, each conversation in its own order. The server takes a client_id once, so a repeated try is never a second message. */

import { backoff } from "@webchat/chat/backoff.ts";
import { DeskFailure } from "../api/http.ts";
import type { DeskMessage } from "../api/types.ts";
import type { Outbox, Outgoing } from "./outbox.ts";

const LONGEST_WAIT_MS = 30_000;

export interface DeliveryPorts {
  post(item: Outgoing): Promise<DeskMessage>;
  isOnline(): boolean;
  onDelivered(item: Outgoing, message: DeskMessage): void;
  onRefused(item: Outgoing, failure: DeskFailure): void;
  onChange(): void;
}

interface Lane {
  isRunning: boolean;
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Delivery {
  private readonly lanes = new Map<string, Lane>();
  private isStopped = true;

  constructor(
    private readonly outbox: Outbox,
    private readonly ports: DeliveryPorts,
  ) {}

  start(): void {
    this.isStopped = false;
    this.kick();
  }

  stop(): void {
    this.isStopped = true;
    this.lanes.forEach((lane) => clearTimeout(lane.timer));
  }

  /** Starts sending now, whatever wait was under way. `force` tries even when the browser thinks it is offline. */
  kick(force = false): void {
    if (this.isStopped) return;
    this.outbox.conversations().forEach((id) => {
      const lane = this.lane(id);
      if (lane.isRunning) return;
      clearTimeout(lane.timer);
      void this.run(id, lane, force);
    });
  }

  private lane(conversationId: string): Lane {
    const known = this.lanes.get(conversationId);
    if (known) return known;
    const made: Lane = { isRunning: false, failures: 0, timer: undefined };
    this.lanes.set(conversationId, made);
    return made;
  }

  private async run(conversationId: string, lane: Lane, force: boolean): Promise<void> {
    lane.isRunning = true;
    for (let item = this.outbox.next(conversationId); item && !this.isStopped; item = this.outbox.next(conversationId)) {
      if (!force && !this.ports.isOnline()) {
        this.outbox.mark(item.clientId, "waiting");
        break;
      }
      if (!(await this.attempt(item, lane))) break;
    }
    lane.isRunning = false;
    this.ports.onChange();
  }

  /** True when the next item may be sent at once. */
  private async attempt(item: Outgoing, lane: Lane): Promise<boolean> {
    this.outbox.mark(item.clientId, "sending");
    this.ports.onChange();
    try {
      const message = await this.ports.post(item);
      lane.failures = 0;
      this.outbox.remove([item.clientId]);
      this.ports.onDelivered(item, message);
      return true;
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      return this.afterFailure(item, lane, error);
    }
  }

  private afterFailure(item: Outgoing, lane: Lane, failure: DeskFailure): boolean {
    if (failure.kind === "refused") {
      this.outbox.refuse(item.clientId, failure.message);
      this.ports.onRefused(item, failure);
      return true;
    }
    lane.failures += 1;
    const isOffline = failure.kind === "network" && !this.ports.isOnline();
    this.outbox.mark(item.clientId, isOffline || failure.kind === "signed_out" ? "waiting" : "failed", isOffline ? "" : failure.message);
    if (failure.kind === "signed_out" || this.isStopped) return false;
    const wait = failure.kind === "busy" ? failure.retryAfter * 1000 : backoff(lane.failures, LONGEST_WAIT_MS);
    lane.timer = setTimeout(() => this.kick(), wait);
    return false;
  }
}
