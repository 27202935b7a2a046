/** Dates and moments as people here write them: "30/6/2026", "8:00". What is none stays as typed, so that it can be said what is wrong. */

import type { RecordJson } from "../api/types.ts";
import { textOf } from "./values.ts";

const WRITTEN = /^(?:ngày\s+)?(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})$/i;
// As decrees are dated.
const WRITTEN_OUT = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/i;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const CLOCK = /^(\d{1,2})(?:\s*(?:[:.h]|giờ)\s*(\d{1,2})?)?(?:\s*(?:phút|p))?$/i;
const DAY_WITHIN = /(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}-\d{1,2}-\d{1,2}/i;
const CLOCK_WITHIN = /\d{1,2}\s*(?:[:h]|giờ)\s*(?:\d{1,2}(?:\s*(?:phút|p))?)?/i;
/** The province's clock; it has no summer time. */
const ZONE_MS = 7 * 3_600_000;

/** Which day it is in the province, whatever the browser's zone. */
export const dayHere = (now: Date): string => new Date(now.getTime() + ZONE_MS).toISOString().slice(0, 10);

/** The last day of it, or its last minute, has passed. */
export function isOver(record: RecordJson, now: Date): boolean {
  const [lastDay, end] = [textOf(record.effective_to), textOf(record.ends_at)];
  return (lastDay !== "" && lastDay < dayHere(now)) || Date.parse(end) <= now.getTime();
}

const two = (number: number): string => String(number).padStart(2, "0");

export function readDate(typed: string): string | null {
  const text = typed.trim();
  const written = WRITTEN.exec(text) ?? WRITTEN_OUT.exec(text);
  const [year, month, day] = written ? [written[3]!, written[2]!, written[1]!] : (ISO.exec(text)?.slice(1) ?? []);
  if (!year || !month || !day) return text ? typed : null;
  const iso = `${year}-${two(Number(month))}-${two(Number(day))}`;
  // 31/02 would become a day in March.
  const at = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === iso ? iso : typed;
}

export function writtenDate(value: unknown): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(textOf(value));
  return found ? `${found[3]}/${found[2]}/${found[1]}` : textOf(value);
}

/** "8h", "8:5" → "08:05"; "" where it is no time of the day. */
export function readClock(typed: string): string {
  const found = CLOCK.exec(typed.trim());
  const hour = Number(found?.[1]);
  const minute = Number(found?.[2] ?? 0);
  return found && hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : "";
}

/** What of a moment is typed so far. */
export interface TypedMoment {
  date: string;
  clock: string;
}

/** "26/11/2026 15:00", "15 giờ 30 ngày 26/11/2026": both halves in one piece, as they are pasted; null where one of them is missing. */
export function wholeMoment(text: string): TypedMoment | null {
  const day = DAY_WITHIN.exec(text);
  if (!day) return null;
  const date = readDate(day[0]) ?? "";
  const clock = readClock(CLOCK_WITHIN.exec(text.replace(day[0], " "))?.[0] ?? "");
  return ISO.test(date) && clock ? { date: writtenDate(date), clock } : null;
}

/** Half a moment is kept as "30/06/2026 " or " 8:0", which no server takes for one. */
export function readMoment(typed: TypedMoment): string | null {
  const { date, clock } = wholeMoment(typed.date) ?? wholeMoment(typed.clock) ?? typed;
  const day = readDate(date);
  const time = readClock(clock);
  if (day && ISO.test(day) && time) return `${day}T${time}:00+07:00`;
  return date.trim() || clock.trim() ? `${date} ${clock}` : null;
}

export function writtenMoment(value: unknown): TypedMoment {
  const text = textOf(value);
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    const [date = ""] = DAY_WITHIN.exec(text) ?? text.split(" ");
    return { date, clock: text.replace(date, "").trim() };
  }
  const local = new Date(at + ZONE_MS).toISOString();
  return { date: writtenDate(local.slice(0, 10)), clock: local.slice(11, 16) };
}
