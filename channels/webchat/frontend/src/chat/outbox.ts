/**
 * What the citizen wrote and the server has not yet confirmed. The list in storage is the truth (it outlives a reload and
 * is shared by tabs); what is happening to an item right now is known to this page only.
 */

import type { KeyValue } from "./storage.ts";
import type { Attachment } from "./types.ts";

export const OUTBOX_KEY = "hotline1022.outbox";

/** waiting: its turn or the network has not come · sending · failed: will be tried again · refused: will not */
export type OutgoingState = "waiting" | "sending" | "failed" | "refused";

export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly label: string | null;
  /** Uploaded already. */
  readonly attachments: readonly Attachment[];
  readonly createdAt: string;
  readonly state: OutgoingState;
  readonly reason: string;
}

interface StoredItem {
  clientId: string;
  text: string;
  label: string | null;
  attachments?: Attachment[];
  createdAt: string;
  refusal: string | null;
}

export class Outbox {
  private readonly current = new Map<string, { state: OutgoingState; reason: string }>();

  constructor(private readonly storage: KeyValue) {}

  list(): Outgoing[] {
    return this.read().map(({ clientId, text, label, attachments = [], createdAt, refusal }) => {
      const now = this.current.get(clientId);
      if (refusal !== null) return { clientId, text, label, attachments, createdAt, state: "refused" as const, reason: refusal };
      return { clientId, text, label, attachments, createdAt, state: now ? now.state : "waiting", reason: now ? now.reason : "" };
    });
  }

  /** The oldest item that may still be sent. A refused one does not hold up those behind it. */
  next(): Outgoing | undefined {
    return this.list().find((item) => item.state !== "refused");
  }

  has(clientId: string): boolean {
    return this.read().some((item) => item.clientId === clientId);
  }

  add(item: { clientId: string; text: string; label: string | null; attachments?: Attachment[]; createdAt: string }): void {
    this.write([...this.read(), { ...item, refusal: null }]);
  }

  mark(clientId: string, state: "waiting" | "sending" | "failed", reason = ""): void {
    this.current.set(clientId, { state, reason });
  }

  refuse(clientId: string, reason: string): void {
    this.write(this.read().map((item) => (item.clientId === clientId ? { ...item, refusal: reason } : item)));
  }

  remove(clientIds: readonly string[]): void {
    if (!clientIds.length) return;
    clientIds.forEach((clientId) => this.current.delete(clientId));
    const kept = this.read().filter((item) => !clientIds.includes(item.clientId));
    this.write(kept);
  }

  clear(): void {
    this.current.clear();
    this.storage.remove(OUTBOX_KEY);
  }

  private read(): StoredItem[] {
    try {
      const items = JSON.parse(this.storage.get(OUTBOX_KEY) || "[]") as StoredItem[];
      return Array.isArray(items) ? items.filter((item) => item && item.clientId && item.text) : [];
    } catch {
      return [];
    }
  }

  private write(items: StoredItem[]): void {
    this.storage.set(OUTBOX_KEY, JSON.stringify(items));
  }
}
