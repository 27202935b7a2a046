/** Times come in UTC and are shown as the province's clock says. */

import { words } from "../words.ts";

const ZONE = "Asia/Ho_Chi_Minh";
const time = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hour12: false });
const day = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, day: "2-digit", month: "2-digit", year: "numeric" });
const weekday = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" });

const DAY_MS = 86_400_000;

function parse(iso: string): Date | null {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
}

export function timeOf(iso: string): string {
  const date = parse(iso);
  return date ? time.format(date) : "";
}

export function momentOf(date: Date): string {
  return `${time.format(date)}, ${day.format(date)}`;
}

export function momentOfIso(iso: string): string {
  const date = parse(iso);
  return date ? momentOf(date) : "";
}

/** For dates that may be far away: "14:30 thứ sáu, 20/11/2026". */
export function dayAndTime(iso: string): string {
  const date = parse(iso);
  return date ? `${time.format(date)} ${weekday.format(date).toLowerCase()}` : "";
}

export function dayOf(iso: string, now: Date): string {
  const date = parse(iso);
  if (!date) return "";
  const shown = day.format(date);
  if (shown === day.format(now)) return words.log.today;
  if (shown === day.format(new Date(now.getTime() - DAY_MS))) return words.log.yesterday;
  return weekday.format(date);
}

/** `2026-08-05` as 05/08/2026. A date without a time has no zone; anything else is shown as it came. */
export function plainDate(value: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(value);
  return found ? `${found[3]}/${found[2]}/${found[1]}` : value;
}
