/** Everything of a conversation in the order it happened: messages, changes of hands, notes; cut by days. */

import { dayOf } from "@webchat/ui/dates.ts";
import type { DeskMessage, MessageDelivery, Note, OwnershipChange } from "../api/types.ts";

export type Entry =
  | { kind: "day"; key: string; day: string }
  | { kind: "message"; key: string; at: string; message: DeskMessage; isSameVoice: boolean }
  | { kind: "note"; key: string; at: string; note: Note }
  | { kind: "move"; key: string; at: string; move: OwnershipChange };

type Timed = Exclude<Entry, { kind: "day" }>;

export function merge(known: readonly DeskMessage[], arrived: readonly DeskMessage[]): DeskMessage[] {
  const byId = new Map(known.map((message) => [message.id, message] as const));
  arrived.forEach((message) => byId.set(message.id, message));
  return Array.from(byId.values()).sort((one, other) => one.seq - other.seq);
}

/** What is known to fare otherwise by now; the others are left as they are. */
export function withDeliveries(messages: readonly DeskMessage[], deliveries: Readonly<Record<string, MessageDelivery>>): DeskMessage[] {
  return messages.map((message) => (deliveries[message.id] ? { ...message, delivery: deliveries[message.id]! } : message));
}

export function lastSeq(messages: readonly DeskMessage[]): number {
  return messages[messages.length - 1]?.seq ?? 0;
}

export function entriesOf(messages: readonly DeskMessage[], notes: readonly Note[], moves: readonly OwnershipChange[], now: Date): Entry[] {
  const entries = inOrder(messages, [
    ...notes.map((note): Timed => ({ kind: "note", key: `n${note.id}`, at: note.created_at, note })),
    ...moves.map((move): Timed => ({ kind: "move", key: `o${move.number}`, at: move.at, move })),
  ]);
  const out: Entry[] = [];
  let day = "";
  let voice = "";
  for (const entry of entries) {
    const entryDay = dayOf(entry.at, now);
    if (entryDay !== day) {
      day = entryDay;
      voice = "";
      out.push({ kind: "day", key: `d${day}`, day });
    }
    const says = entry.kind === "message" ? `${entry.message.sender} ${entry.message.author_name ?? ""}` : "";
    out.push(entry.kind === "message" ? { ...entry, isSameVoice: says === voice } : entry);
    voice = says;
  }
  return out;
}

/** Messages keep the server's order, whatever their times say; the rest is put between them by time. */
function inOrder(messages: readonly DeskMessage[], others: Timed[]): Timed[] {
  const rest = others.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const out: Timed[] = [];
  for (const message of messages) {
    while (rest[0] && Date.parse(rest[0].at) < Date.parse(message.created_at)) out.push(rest.shift()!);
    out.push({ kind: "message", key: message.client_id ?? message.id, at: message.created_at, message, isSameVoice: false });
  }
  return [...out, ...rest];
}
