/** The board's rows as three lists: what waits, what is mine, what others have. */

import { fold } from "./folding.ts";
import type { Row } from "../api/types.ts";

export interface Lists {
  queue: Row[];
  mine: Row[];
  others: Row[];
}

/** As the server counts it, and tells the citizen: whose operator went away has waited longer than those who came meanwhile. */
export function waitsSince(row: Row): string | null {
  if (row.owner === "queue") return row.waiting_since ?? row.queued_at;
  return isCallOver(row) ? null : row.waiting_since;
}

export const isCallLive = (row: Row): boolean => row.call?.is_live === true;

/** Nobody hears an answer any more. */
export const isCallOver = (row: Row): boolean => row.call?.is_live === false;

const time = (iso: string | null): number => (iso ? Date.parse(iso) || 0 : Number.MAX_SAFE_INTEGER);

/** Whoever waits longest comes first, then those who wait for nothing; never by anything that lets one choose the easy ones. */
function byWait(one: Row, other: Row): number {
  const wait = time(waitsSince(one)) - time(waitsSince(other));
  return wait || time(one.last_message_at) - time(other.last_message_at) || one.id.localeCompare(other.id);
}

/** Whoever holds a telephone cannot do anything else meanwhile, and hangs up. */
const callsFirst = (one: Row, other: Row): number => Number(isCallLive(other)) - Number(isCallLive(one)) || byWait(one, other);

export function listsOf(rows: Iterable<Row>, myId: string): Lists {
  const lists: Lists = { queue: [], mine: [], others: [] };
  for (const row of rows) {
    if (row.owner === "queue") lists.queue.push(row);
    else if (row.owner === "operator") (row.owner_id === myId ? lists.mine : lists.others).push(row);
  }
  lists.queue.sort(callsFirst);
  lists.mine.sort(byWait);
  lists.others.sort(byWait);
  return lists;
}

/** Rows that hold every word looked for, with or without diacritics. */
export function matching(rows: readonly Row[], looked: string): Row[] {
  const wanted = fold(looked).split(/\s+/).filter(Boolean);
  if (!wanted.length) return rows as Row[];
  return rows.filter((row) => {
    const text = fold([row.citizen_name, row.preview, row.owner_name, row.ticket?.tracking_code, row.ticket?.subject].filter(Boolean).join(" "));
    return wanted.every((word) => text.includes(word));
  });
}
