import { describe, expect, test } from "vitest";
import { listsOf, matching, waitsSince } from "../src/state/lists.ts";
import { hrefOf, readRoute } from "../src/state/routes.ts";
import { entriesOf, merge } from "../src/state/thread.ts";
import { message, row } from "./fakes.ts";

describe("listsOf", () => {
  test("whoever waits longest is first; mine apart from others'", () => {
    const lists = listsOf(
      [
        row("late", { queued_at: "2026-11-25T02:05:00Z" }),
        row("early", { queued_at: "2026-11-25T02:01:00Z" }),
        row("mine", { owner: "operator", owner_id: "me" }),
        row("other", { owner: "operator", owner_id: "hung" }),
      ],
      "me",
    );
    expect(lists.queue.map((each) => each.id)).toEqual(["early", "late"]);
    expect(lists.mine.map((each) => each.id)).toEqual(["mine"]);
    expect(lists.others.map((each) => each.id)).toEqual(["other"]);
  });

  test("whoever is in the queue again waits since they first did", () => {
    const again = row("again", { queued_at: "2026-11-25T02:09:00Z", waiting_since: "2026-11-25T02:01:00Z" });
    const lists = listsOf([row("new", { queued_at: "2026-11-25T02:05:00Z", waiting_since: "2026-11-25T02:05:00Z" }), again], "me");
    expect(lists.queue.map((each) => each.id)).toEqual(["again", "new"]);
  });

  test("whoever holds a telephone comes before those who write; one who hung up does not", () => {
    const call = { id: "c", is_live: true, may_be_sent: true, caller_masked: "", began_at: "", ended_at: null, ending: "", is_recorded: false };
    const lists = listsOf(
      [
        row("chat", { queued_at: "2026-11-25T02:01:00Z" }),
        row("gone", { queued_at: "2026-11-25T02:02:00Z", call: { ...call, is_live: false } }),
        row("later call", { queued_at: "2026-11-25T02:06:00Z", call }),
        row("call", { queued_at: "2026-11-25T02:05:00Z", call }),
      ],
      "me",
    );
    expect(lists.queue.map((each) => each.id)).toEqual(["call", "later call", "chat", "gone"]);
  });

  test("of mine, those who wait for an answer come before those who do not", () => {
    const mine = { owner: "operator" as const, owner_id: "me" };
    const lists = listsOf([row("done", mine), row("waits", { ...mine, waiting_since: "2026-11-25T02:05:00Z" })], "me");
    expect(lists.mine.map((each) => each.id)).toEqual(["waits", "done"]);
  });
});

test("finds without diacritics, every word", () => {
  const rows = [row("a", { citizen_name: "Nguyễn Đức", preview: "sổ đỏ" }), row("b", { citizen_name: "Lan" })];
  expect(matching(rows, "so duc").map((each) => each.id)).toEqual(["a"]);
  expect(matching(rows, " ")).toHaveLength(2);
});

describe("entriesOf", () => {
  const at = (minute: number): string => `2026-11-25T02:0${minute}:00Z`;
  const now = new Date("2026-11-25T03:00:00Z");

  test("notes and changes of hands stand between the messages by time; messages keep the server's order", () => {
    const messages = [message(1, { created_at: at(1) }), message(2, { created_at: at(5) }), message(3, { created_at: at(4) })];
    const note = { id: "n", author_name: "Mai", text: "", created_at: at(2) };
    const keys = entriesOf(messages, [note], [], now).map((entry) => entry.key);
    expect(keys.slice(1)).toEqual(["m1", "nn", "m2", "m3"]);
  });

  test("a day is named once", () => {
    const days = entriesOf([message(1), message(2)], [], [], now).filter((entry) => entry.kind === "day");
    expect(days).toHaveLength(1);
  });
});

test("a message that arrives twice is there once", () => {
  expect(merge([message(1), message(2)], [message(2), message(3)]).map((each) => each.seq)).toEqual([1, 2, 3]);
});

test("an address is read as it was written; nonsense leads to the conversations", () => {
  const route = readRoute(hrefOf("tickets", null, null, { state: "triage", q: "sổ đỏ" }));
  expect(route).toMatchObject({ page: "tickets", id: null, query: { state: "triage", q: "sổ đỏ" } });
  expect(readRoute("#/khong-co/%E0%A4%A").page).toBe("conversations");
  expect(readRoute(hrefOf("conversations", "a/b", "side"))).toMatchObject({ id: "a/b", part: "side" });
});

test("who has hung up waits for no answer of mine, but still for somebody in the queue", () => {
  const call = { id: "c", is_live: false, may_be_sent: true, caller_masked: "", began_at: "", ended_at: "", ending: "caller", is_recorded: false };
  const waiting = { waiting_since: "2026-11-25T02:05:00Z", call };
  expect(waitsSince(row("mine", { owner: "operator", owner_id: "me", ...waiting }))).toBe(null);
  expect(waitsSince(row("queued", waiting))).toBe("2026-11-25T02:05:00Z");
  expect(waitsSince(row("live", { owner: "operator", owner_id: "me", ...waiting, call: { ...call, is_live: true } }))).not.toBe(null);
});
