import { describe, expect, it } from "vitest";
import { foldedMatches } from "../src/state/folding.ts";
import { orderOf, readList, remember, sortedBy, wholeOf, type TicketList } from "../src/state/ticket_list.ts";

function settingsWith(kept?: string) {
  const values = new Map<string, string>(kept === undefined ? [] : [["desk.ticket-list", kept]]);
  return { get: (key: string) => values.get(key) ?? null, set: (key: string, value: string) => void values.set(key, value), isLasting: true, remove: (key: string) => void values.delete(key) };
}

const open: TicketList = { view: "open", sort: "", criteria: {} };

describe("which list is shown", () => {
  it("is what is open at the first visit", () => {
    expect(readList({}, settingsWith())).toEqual(open);
  });

  it("is the last one afterwards, with its order", () => {
    const settings = settingsWith();
    remember({ view: "mine", sort: "-subject", criteria: { q: "đất", page: "3" } }, settings);
    expect(readList({}, settings)).toEqual({ view: "mine", sort: "-subject", criteria: {} });
  });

  it("is what the address says, whatever is remembered", () => {
    const settings = settingsWith(JSON.stringify({ view: "mine", sort: "-due" }));
    expect(readList({ view: "done", q: "đất" }, settings)).toEqual({ view: "done", sort: "", criteria: { q: "đất" } });
  });

  it("is all tickets for an address with conditions alone", () => {
    expect(readList({ state: "resolved" }, settingsWith(JSON.stringify({ view: "mine" }))).view).toBe("all");
  });

  it.each(["{", "null", JSON.stringify({ view: "gone" }), "[]"])("is what is open where %s is remembered", (kept) => {
    expect(readList({}, settingsWith(kept)).view).toBe("open");
  });
});

describe("its order", () => {
  it("is by deadline where something is to be done, and the newest first elsewhere", () => {
    expect(orderOf(open)).toEqual({ by: "due", isDescending: false });
    expect(orderOf({ ...open, view: "done" })).toEqual({ by: "created", isDescending: true });
  });

  it("turns round when the same column is pressed again, and begins at the first page", () => {
    const once = sortedBy({ ...open, criteria: { page: "4", q: "đất" } }, "subject");
    expect(wholeOf(once)).toEqual({ view: "open", sort: "subject", q: "đất" });
    expect(sortedBy(once, "subject").sort).toBe("-subject");
    expect(sortedBy(sortedBy(once, "subject"), "subject").sort).toBe("subject");
  });
});

describe("what is typed finds", () => {
  const sectors = ["Hộ tịch", "Quản lý đất đai", "Đất đai", "Đường bộ"];

  it("words in any order, with or without accents, and first what begins with them", () => {
    expect(foldedMatches(sectors, "dat dai")).toEqual(["Đất đai", "Quản lý đất đai"]);
    expect(foldedMatches(sectors, "đai quản")).toEqual(["Quản lý đất đai"]);
  });

  it("everything where nothing is typed, and nothing where nothing fits", () => {
    expect(foldedMatches(sectors, "  ")).toEqual(sectors);
    expect(foldedMatches(sectors, "thuế")).toEqual([]);
  });
});
