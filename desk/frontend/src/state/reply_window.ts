/** Until when the channel takes our replies: Zalo takes them free of charge for two days, and not at all after a week. */

import type { Row } from "../api/types.ts";

/** As the server warns (desk/operators/reply_windows.py). */
const SOON_COSTS_MS = 12 * 3_600_000;
const SOON_ENDS_MS = 24 * 3_600_000;

export type ReplyPhase = "always" | "free" | "costs_soon" | "costs" | "ends_soon" | "closed" | "unreachable";
type Window = Pick<Row, "reply_free_until" | "reply_until" | "unreachable">;

export function phaseOf(row: Window, now: number): ReplyPhase {
  if (row.unreachable) return "unreachable";
  if (!row.reply_until) return "always";
  const left = Date.parse(row.reply_until) - now;
  if (left <= 0) return "closed";
  if (left <= SOON_ENDS_MS) return "ends_soon";
  if (!row.reply_free_until) return "free";
  const free = Date.parse(row.reply_free_until) - now;
  if (free <= 0) return "costs";
  return free <= SOON_COSTS_MS ? "costs_soon" : "free";
}

export const isShut = (phase: ReplyPhase): boolean => phase === "closed" || phase === "unreachable";

/** What the clock shown beside it runs to; null when nothing is left to count. */
export function countsTo(row: Window, phase: ReplyPhase): string | null {
  if (phase === "free" || phase === "costs_soon") return row.reply_free_until ?? row.reply_until;
  return phase === "costs" || phase === "ends_soon" ? row.reply_until : null;
}
