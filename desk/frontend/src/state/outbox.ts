/** What the operator has sent and the server has not confirmed, by conversation; kept in this tab's storage, so that a reload loses nothing. */

import type { KeyValue } from "@webchat/chat/storage.ts";
import type { Attachment } from "../api/types.ts";

export const OUTBOX_KEY = "desk.outbox";

/** waiting: its turn or the network has not come · sending · failed: will be tried again · refused: will not */
export type OutgoingState = "waiting" | "sending" | "failed" | "refused";

export interface Outgoing {
  readonly clientId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly attachments: Attachment[];
  readonly createdAt: string;
  readonly state: OutgoingState;
  readonly reason: string;
}

export type NewItem = Omit<Outgoing, "state" | "reason">;
type StoredItem = NewItem & { refusal: string | null };

export class Outbox {
  private readonly current = new Map<string, { state: OutgoingState; reason: string }>();

  constructor(private readonly storage: KeyValue) {}

  list(): Outgoing[] {
    return this.read().map(({ refusal, ...item }) => {
      if (refusal !== null) return { ...item, state: "refused" as const, reason: refusal };
      const now = this.current.get(item.clientId);
      return { ...item, state: now ? now.state : "waiting", reason: now ? now.reason : "" };
    });
  }

  /** The oldest item of a conversation that may still be sent. A refused one does not hold up those behind it. */
  next(conversationId: string): Outgoing | undefined {
    return this.list().find((item) => item.conversationId === conversationId && item.state !== "refused");
  }

  conversations(): string[] {
    return Array.from(new Set(this.list().filter((item) => item.state !== "refused").map((item) => item.conversationId)));
  }

  add(item: NewItem): void {
    this.write([...this.read(), { ...item, refusal: null }]);
  }

  mark(clientId: string, state: OutgoingState, reason = ""): void {
    this.current.set(clientId, { state, reason });
  }

  refuse(clientId: string, reason: string): void {
    this.write(this.read().map((item) => (item.clientId === clientId ? { ...item, refusal: reason } : item)));
  }

  /** Takes the confirmed ones out. True when there was something to take. */
  remove(clientIds: readonly string[]): boolean {
    const before = this.read();
    const after = before.filter((item) => !clientIds.includes(item.clientId));
    if (after.length === before.length) return false;
    this.write(after);
    return true;
  }

  clear(): void {
    this.write([]);
  }

  private read(): StoredItem[] {
    try {
      const stored: unknown = JSON.parse(this.storage.get(OUTBOX_KEY) ?? "[]");
      return Array.isArray(stored) ? (stored as StoredItem[]) : [];
    } catch {
      return [];
    }
  }

  private write(items: StoredItem[]): void {
    if (items.length) this.storage.set(OUTBOX_KEY, JSON.stringify(items));
    else this.storage.remove(OUTBOX_KEY);
  }
}
