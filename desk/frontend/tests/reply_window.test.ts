import { describe, expect, test } from "vitest";
import { countsTo, isShut, phaseOf } from "../src/state/reply_window.ts";
import { withDeliveries } from "../src/state/thread.ts";
import type { MessageDelivery } from "../src/api/types.ts";
import { message, row } from "./fakes.ts";

const HOUR = 3_600_000;
const WROTE = Date.parse("2026-11-20T02:00:00Z");
const iso = (hours: number): string => new Date(WROTE + hours * HOUR).toISOString();
/** Zalo: free for 48 hours after the citizen's last sign, taken for 7 days. */
const citizen = row("a", { reply_free_until: iso(48), reply_until: iso(168) });

describe("phaseOf", () => {
  test.each([
    [0, "free"],
    [35.9, "free"],
    [36, "costs_soon"],
    [47.9, "costs_soon"],
    [48, "costs"],
    [143.9, "costs"],
    [144, "ends_soon"],
    [167.9, "ends_soon"],
    [168, "closed"],
    [900, "closed"],
  ])("%d hours after the citizen's last sign: %s", (hours, phase) => {
    expect(phaseOf(citizen, WROTE + hours * HOUR)).toBe(phase);
  });

  test("a channel without such limits is always open", () => {
    expect(phaseOf(row("a"), WROTE)).toBe("always");
  });

  test("whom the channel reaches no more is shut out, however much time is left", () => {
    expect(phaseOf({ ...citizen, unreachable: "-217" }, WROTE)).toBe("unreachable");
  });
});

test("only after the end nothing can be written", () => {
  const phases = [0, 40, 60, 150, 170].map((hours) => phaseOf(citizen, WROTE + hours * HOUR));
  expect(phases.map(isShut)).toEqual([false, false, false, false, true]);
});

test("the clock runs to the end of what is free, then to the end of all", () => {
  expect(countsTo(citizen, "free")).toBe(iso(48));
  expect(countsTo(citizen, "costs")).toBe(iso(168));
  expect(countsTo(citizen, "closed")).toBeNull();
});

test("how a message fares is told anew of messages that are there already, and of no others", () => {
  const waiting: MessageDelivery = { state: "waiting", failure: "", failure_code: "", attempts: 0, parts: 0, sent_at: null, received_at: null, seen_at: null };
  const messages = [message(1), message(2, { delivery: waiting })];
  const told = withDeliveries(messages, { m2: { ...waiting, state: "sent" }, m9: waiting });
  expect(told.map((each) => each.delivery?.state)).toEqual([undefined, "sent"]);
});
