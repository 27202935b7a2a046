import { MemoryStorage } from "@webchat/chat/storage.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DeskFailure } from "../../src/api/http.ts";
import type { Draft, RecordJson } from "../../src/editors/api/types.ts";
import { DraftSession, SAVES_AFTER_MS } from "../../src/editors/record/draft_session.ts";
import { UnsavedTexts } from "../../src/editors/record/unsaved.ts";
import { draftOf } from "./drafts.ts";

const NOW = new Date("2026-11-26T03:32:00Z");

/** A server with one draft: it refuses an old revision and answers with what it has. */
function setUp(record: RecordJson = { question: "Mấy giờ?", answer: "7 giờ" }, storage = new MemoryStorage()) {
  const server = { draft: draftOf(record), saves: [] as RecordJson[], failures: [] as DeskFailure[], trims: false, hold: null as Promise<void> | null };
  const save = async (_id: string, body: { revision: number; record: RecordJson; reason: string }): Promise<Draft> => {
    await server.hold;
    const failure = server.failures.shift();
    if (failure) throw failure;
    if (body.revision !== server.draft.revision) {
      throw new DeskFailure("refused", "draft_changed", "Hùng vừa sửa.", 0, { draft: server.draft });
    }
    server.saves.push(body.record);
    const kept = server.trims ? Object.fromEntries(Object.entries(body.record).map(([name, value]) => [name, String(value).trim()])) : body.record;
    server.draft = { ...server.draft, record: kept, reason: body.reason, revision: body.revision + 1, changed_by: "Lan" };
    return server.draft;
  };
  const unsaved = new UnsavedTexts(storage);
  const open = (draft = server.draft): DraftSession => new DraftSession(draft, { save, unsaved, now: () => NOW, me: "Lan" });
  const otherSaves = (part: RecordJson): void => {
    server.draft = { ...server.draft, record: { ...server.draft.record, ...part }, revision: server.draft.revision + 1, changed_by: "Hùng" };
  };
  return { server, storage, unsaved, open, otherSaves };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const after = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe("saving by itself", () => {
  test("waits for a pause of one second, then saves once", async () => {
    const { server, open } = setUp();
    const session = open();
    for (const answer of ["8", "8 g", "8 giờ"]) {
      session.type({ ...session.state.record, answer });
      await after(SAVES_AFTER_MS - 1);
    }
    expect(server.saves).toEqual([]);
    expect(session.state.saving).toBe("typing");
    await after(1);
    expect(server.saves).toEqual([{ question: "Mấy giờ?", answer: "8 giờ" }]);
    expect(session.state).toMatchObject({ saving: "saved", savedAt: NOW });
  });

  test("what is typed while it saves is saved after", async () => {
    const { server, open } = setUp();
    let release = (): void => undefined;
    server.hold = new Promise((resolve) => (release = resolve));
    const session = open();
    session.type({ question: "Mấy giờ?", answer: "8" });
    await after(SAVES_AFTER_MS);
    session.type({ question: "Mấy giờ?", answer: "8 giờ 30" });
    release();
    await after(0);
    expect(session.state.record.answer).toBe("8 giờ 30");
    expect(session.state.saving).toBe("typing");
    await after(SAVES_AFTER_MS);
    expect(server.draft.record.answer).toBe("8 giờ 30");
  });

  test("tries again while the server cannot take it, at growing distances, and says so", async () => {
    const { server, open } = setUp();
    server.failures = [new DeskFailure("network", "", "Mất mạng"), new DeskFailure("server", "", "Bận")];
    const session = open();
    session.type({ question: "Mấy giờ?", answer: "8 giờ" });
    await after(SAVES_AFTER_MS);
    expect(session.state.saving).toBe("retrying");
    await after(2000);
    expect(session.state.saving).toBe("retrying");
    await after(3999);
    expect(server.saves).toEqual([]);
    await after(1);
    expect(session.state.saving).toBe("saved");
  });

  test("a line that is back is not waited for", async () => {
    const { server, open } = setUp();
    server.failures = [new DeskFailure("network", "", "Mất mạng")];
    const session = open();
    session.type({ question: "Mấy giờ?", answer: "8 giờ" });
    await after(SAVES_AFTER_MS);
    session.wake();
    await after(0);
    expect(session.state.saving).toBe("saved");
  });

  test("a refusal is told and not tried again until something is typed", async () => {
    const { server, open } = setUp();
    server.failures = [new DeskFailure("refused", "too_large", "Nội dung quá dài.")];
    const session = open();
    session.type({ question: "Mấy giờ?", answer: "dài" });
    await after(SAVES_AFTER_MS);
    expect(session.state).toMatchObject({ saving: "refused", failure: "Nội dung quá dài." });
    await after(60_000);
    expect(server.saves).toEqual([]);
    session.type({ question: "Mấy giờ?", answer: "ngắn" });
    await after(SAVES_AFTER_MS);
    expect(session.state.saving).toBe("saved");
  });

  test("what the server makes of it is not put under the cursor", async () => {
    const { server, open } = setUp();
    server.trims = true;
    const session = open();
    session.type({ question: "Mấy giờ?", answer: "8 giờ " });
    await after(SAVES_AFTER_MS);
    expect(session.state.record.answer).toBe("8 giờ ");
    expect(session.isUnsaved).toBe(false);
    session.accept(server.draft);
    expect(session.state).toMatchObject({ record: { answer: "8 giờ " }, takenIn: null });
  });

  test("taken back by hand, nothing is sent", async () => {
    const { server, unsaved, open } = setUp();
    const session = open();
    session.type({ question: "Mấy giờ?", answer: "8" });
    session.type({ question: "Mấy giờ?", answer: "7 giờ" });
    await after(SAVES_AFTER_MS);
    expect(server.saves).toEqual([]);
    expect(session.state.saving).toBe("saved");
    expect(unsaved.get("d1")).toBeNull();
  });
});

describe("nothing typed is lost", () => {
  test("a page that dies before it saved goes on where it was", async () => {
    const { server, storage, open } = setUp();
    open().type({ question: "Mấy giờ?", answer: "8 giờ" });
    vi.clearAllTimers();
    expect(storage.get("desk.content.d1")).toContain("8 giờ");
    const again = open();
    expect(again.state.record.answer).toBe("8 giờ");
    await after(0);
    expect(server.draft.record.answer).toBe("8 giờ");
    expect(storage.get("desk.content.d1")).toBeNull();
  });

  test("a page that died between the server's yes and hearing it asks nothing", async () => {
    const { server, unsaved, open } = setUp();
    unsaved.keep("d1", { revision: 1, base: server.draft.record, baseReason: "", record: { question: "Mấy giờ?", answer: "8 giờ" }, reason: "" });
    server.draft = { ...server.draft, record: { question: "Mấy giờ?", answer: "8 giờ" }, revision: 2 };
    const session = open();
    expect(session.state).toMatchObject({ saving: "saved", clash: null, takenIn: null });
    expect(unsaved.get("d1")).toBeNull();
  });

  test("kept text meets what somebody else saved meanwhile", async () => {
    const { server, storage, open, otherSaves } = setUp();
    open().type({ question: "Mấy giờ?", answer: "8 giờ" });
    vi.clearAllTimers();
    otherSaves({ question: "Mấy giờ mở cửa?" });
    const again = open();
    await after(0);
    expect(server.draft.record).toEqual({ question: "Mấy giờ mở cửa?", answer: "8 giờ" });
    expect(again.state.takenIn).toEqual({ by: "Hùng", fields: ["question"] });
    expect(storage.get("desk.content.d1")).toBeNull();
  });

  test("spoilt storage is no storage", () => {
    const storage = new MemoryStorage();
    storage.set("desk.content.d1", "{nửa chừng");
    expect(setUp(undefined, storage).open().state.record.answer).toBe("7 giờ");
  });

  test("a closed page saves what is left", async () => {
    const { server, open } = setUp();
    const session = open();
    session.type({ question: "Mấy giờ?", answer: "8 giờ" });
    session.close();
    await after(0);
    expect(server.draft.record.answer).toBe("8 giờ");
  });
});

describe("two at once", () => {
  test("different fields go together, and it is said what came in", async () => {
    const { server, open, otherSaves } = setUp();
    const session = open();
    otherSaves({ question: "Mấy giờ mở cửa?" });
    session.type({ ...session.state.record, answer: "8 giờ" });
    await after(SAVES_AFTER_MS);
    await after(1);
    expect(server.draft.record).toEqual({ question: "Mấy giờ mở cửa?", answer: "8 giờ" });
    expect(session.state).toMatchObject({ saving: "saved", takenIn: { by: "Hùng", fields: ["question"] } });
  });

  test("the same field asks, and saves nothing until one has chosen", async () => {
    const { server, open, otherSaves } = setUp();
    const session = open();
    otherSaves({ answer: "9 giờ", question: "Mấy giờ mở?" });
    session.type({ ...session.state.record, answer: "8 giờ" });
    await after(SAVES_AFTER_MS);
    expect(session.state).toMatchObject({ saving: "clash", clash: { fields: ["answer"] } });
    session.type({ ...session.state.record, answer: "8 giờ 15" });
    await after(60_000);
    expect(server.draft.record.answer).toBe("9 giờ");
    expect(await session.flush()).toBe(false);
  });

  test("mine on top keeps what only they changed", async () => {
    const { server, open, otherSaves } = setUp();
    const session = open();
    otherSaves({ answer: "9 giờ", question: "Mấy giờ mở?" });
    session.type({ ...session.state.record, answer: "8 giờ" });
    await after(SAVES_AFTER_MS);
    session.putMineOnTop();
    await after(0);
    expect(server.draft.record).toEqual({ question: "Mấy giờ mở?", answer: "8 giờ" });
    expect(session.state.saving).toBe("saved");
  });

  test("a list to which both added can be kept whole, and nothing is saved before one says so", async () => {
    const { server, open, otherSaves } = setUp({ answer: "7 giờ", aliases: ["giờ làm"] });
    const session = open();
    otherSaves({ answer: "9 giờ", aliases: ["giờ làm", "mấy giờ mở"] });
    session.type({ answer: "8 giờ", aliases: ["giờ làm", "khi nào đóng"] });
    await after(SAVES_AFTER_MS);
    expect(session.both).toEqual({ aliases: ["giờ làm", "mấy giờ mở", "khi nào đóng"] });
    expect(server.draft.record.aliases).toEqual(["giờ làm", "mấy giờ mở"]);
    session.settle({ aliases: "both", answer: "theirs" });
    await after(0);
    expect(server.draft.record).toEqual({ answer: "9 giờ", aliases: ["giờ làm", "mấy giờ mở", "khi nào đóng"] });
    expect(session.state).toMatchObject({ saving: "saved", clash: null });
  });

  test("what was typed on a draft that somebody put aside goes into a new one", async () => {
    const { server, unsaved, open } = setUp();
    const session = open();
    server.failures = [new DeskFailure("refused", "draft_discarded", "Bản nháp đã bị bỏ.")];
    session.type({ ...session.state.record, answer: "8 giờ" });
    await after(SAVES_AFTER_MS);
    expect(session.state).toMatchObject({ saving: "refused", isOver: true });
    server.draft = { ...server.draft, id: "d2", revision: 1, record: { question: "Mấy giờ?", answer: "8 giờ" } };
    session.goOnIn(server.draft);
    expect(session.state).toMatchObject({ saving: "saved", isOver: false, draft: { id: "d2" }, record: { answer: "8 giờ" } });
    expect(unsaved.get("d1")).toBeNull();
  });

  test("theirs takes mine away, from this tab too", async () => {
    const { unsaved, open, otherSaves } = setUp();
    const session = open();
    otherSaves({ answer: "9 giờ" });
    session.type({ ...session.state.record, answer: "8 giờ" });
    await after(SAVES_AFTER_MS);
    session.takeTheirs();
    expect(session.state).toMatchObject({ record: { answer: "9 giờ" }, saving: "saved", clash: null });
    expect(unsaved.get("d1")).toBeNull();
  });

  test("with nothing unsaved, what they saved comes in by itself", () => {
    const { server, open, otherSaves } = setUp();
    const session = open();
    otherSaves({ answer: "9 giờ" });
    session.accept(server.draft);
    expect(session.state).toMatchObject({ record: { answer: "9 giờ" }, takenIn: { by: "Hùng", fields: ["answer"] } });
  });

  test("an answer older than what is here changes nothing", async () => {
    const { server, open } = setUp();
    const session = open();
    const old = server.draft;
    session.type({ ...session.state.record, answer: "8 giờ" });
    await after(SAVES_AFTER_MS);
    session.accept(old);
    expect(session.state.draft.revision).toBe(2);
    expect(session.state.record.answer).toBe("8 giờ");
  });
});
