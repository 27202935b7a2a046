import { beforeEach, expect, test } from "vitest";
import { DeskFailure } from "../src/api/http.ts";
import type { ChannelAlarm } from "../src/api/types.ts";
import { ChannelAlarms } from "../src/state/channel_alarms.ts";

const alarm = (id: string): ChannelAlarm => ({
  id,
  kind: "silent",
  title: `báo ${id}`,
  instruction: "",
  began_at: "2026-11-26T02:00:00Z",
  last_at: "2026-11-26T02:00:00Z",
});

let asked: number;
let open: ChannelAlarm[];
let mayKnow: boolean;
let fault: Error | null;
let rung: string[];
let over: string[];
let alarms: ChannelAlarms;

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const seconds = async (count: number): Promise<void> => {
  for (let second = 0; second < count; second += 1) {
    alarms.tick();
    await settled();
  }
};

beforeEach(() => {
  asked = 0;
  open = [];
  mayKnow = true;
  fault = null;
  rung = [];
  over = [];
  alarms = new ChannelAlarms({
    load: () => {
      asked += 1;
      return fault ? Promise.reject(fault) : Promise.resolve(open);
    },
    mayKnow: () => mayKnow,
    ring: (each) => rung.push(each.id),
    over: (id) => over.push(id),
  });
});

test("what was open before somebody sat down is shown and does not ring", async () => {
  open = [alarm("a")];
  await seconds(1);
  expect(alarms.state.open).toEqual([alarm("a")]);
  expect(rung).toEqual([]);
});

test("a new one rings once", async () => {
  await seconds(1);
  open = [alarm("a")];
  await alarms.ask();
  await alarms.ask();
  expect(rung).toEqual(["a"]);
});

test("one that ends is shown no more, and said to be over", async () => {
  open = [alarm("a"), alarm("b")];
  await seconds(1);
  open = [alarm("b")];
  await alarms.ask();
  expect(alarms.state.open).toEqual([alarm("b")]);
  expect(over).toEqual(["a"]);
});

test("of what somebody else was told nothing is left for whoever sits down next", async () => {
  open = [alarm("a")];
  await seconds(1);
  mayKnow = false;
  await seconds(1);
  expect(over).toEqual(["a"]);
});

test("without a word of the server it is asked for every half minute", async () => {
  await seconds(31);
  expect(asked).toBe(2);
});

test("whoever may not know does not ask, and sees nothing of those before", async () => {
  open = [alarm("a")];
  await seconds(1);
  mayKnow = false;
  await seconds(40);
  await alarms.ask();
  expect(asked).toBe(1);
  expect(alarms.state.open).toEqual([]);
});

test("a server that does not answer changes nothing", async () => {
  open = [alarm("a")];
  await seconds(1);
  fault = new DeskFailure("network", "", "");
  await alarms.ask();
  expect(alarms.state.open).toEqual([alarm("a")]);
});
