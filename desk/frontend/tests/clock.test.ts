import { describe, expect, test } from "vitest";
import { ServerClock } from "../src/state/clock.ts";

const HOUR_MS = 3_600_000;
const SERVER = "2026-11-25T02:00:00Z";

function setUp(browserIsWrongBy = 0) {
  const world = { counter: 5_000 };
  const clock = new ServerClock(() => world.counter, Date.parse(SERVER) + browserIsWrongBy);
  return { world, clock };
}

describe("the server's clock", () => {
  test.each([-3 * HOUR_MS, 0, 3 * HOUR_MS])("a browser %i ms off shows the right wait", (offset) => {
    const { world, clock } = setUp(offset);
    clock.sync(SERVER);
    world.counter += 90_000;
    expect(clock.secondsSince("2026-11-25T01:58:00Z")).toBe(210);
  });

  test("what is no time changes nothing", () => {
    const { clock } = setUp();
    clock.sync("hôm qua");
    expect(clock.now()).toBe(Date.parse(SERVER));
    expect(clock.secondsSince(null)).toBe(0);
  });

  test("a wait is never negative; what is left may be", () => {
    const { clock } = setUp();
    expect(clock.secondsSince("2026-11-25T02:05:00Z")).toBe(0);
    expect(clock.secondsUntil("2026-11-25T01:59:00Z")).toBe(-60);
  });
});
