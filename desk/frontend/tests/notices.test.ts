import { describe, expect, test } from "vitest";
import { DeskFailure } from "../src/api/http.ts";
import type { DeskNotice, NoticePage } from "../src/api/types.ts";
import { hrefOfNotice, Notices } from "../src/state/notices.ts";

const PAGE = 3;

function notice(id: number, part: Partial<DeskNotice> = {}): DeskNotice {
  return { id, at: "2026-11-25T02:00:00Z", kind: "mentioned", text: "", subject: "", conversation_id: `c${id}`, ticket_id: null, entry: "", is_read: false, ...part };
}

/** A server with these notices, newest first. */
function setUp(kept: DeskNotice[]) {
  const world = { kept, asked: [] as unknown[], isDown: false };
  const unread = (): number => world.kept.filter((each) => !each.is_read).length;
  const api = {
    notices: async (beforeId: number | null): Promise<NoticePage> => {
      if (world.isDown) throw new DeskFailure("network", "", "đứt");
      const found = world.kept.filter((each) => beforeId === null || each.id < beforeId);
      return { notices: found.slice(0, PAGE), unread: unread(), has_more: found.length > PAGE };
    },
    readNotices: async (body: { ids?: number[]; up_to?: number }) => {
      world.asked.push(body);
      world.kept = world.kept.map((each) => ({ ...each, is_read: each.is_read || each.id <= (body.up_to ?? 0) || (body.ids ?? []).includes(each.id) }));
      return { unread: unread() };
    },
  };
  return { world, notices: new Notices(api) };
}

const ids = (notices: Notices): number[] => notices.state.list!.map((each) => each.id);

describe("notices", () => {
  test("older ones are added page by page and stay when a new one comes", async () => {
    const { world, notices } = setUp([5, 4, 3, 2, 1].map((id) => notice(id)));
    await notices.load();
    expect([ids(notices), notices.state.hasMore]).toEqual([[5, 4, 3], true]);
    await notices.loadOlder();
    expect([ids(notices), notices.state.hasMore]).toEqual([[5, 4, 3, 2, 1], false]);
    world.kept = [notice(6), ...world.kept];
    await notices.load();
    expect([ids(notices), notices.state.unread, notices.state.hasMore]).toEqual([[6, 5, 4, 3, 2, 1], 6, false]);
  });

  test("all are read up to the newest that was seen", async () => {
    const { world, notices } = setUp([notice(2), notice(1)]);
    await notices.load();
    world.kept = [notice(3), ...world.kept];
    await notices.readAll();
    expect(world.asked).toEqual([{ up_to: 2 }]);
    expect(notices.state.unread).toBe(1);
    expect(notices.state.list!.every((each) => each.is_read)).toBe(true);
  });

  test("nothing is asked when nothing is unread", async () => {
    const { world, notices } = setUp([notice(1, { is_read: true })]);
    await notices.load();
    await notices.readAll();
    await notices.seen("#/conversations/c1");
    expect(world.asked).toEqual([]);
  });

  test("whoever opens a conversation or ticket has seen what was said of it, and of nothing else", async () => {
    const { world, notices } = setUp([notice(3, { ticket_id: "t1", conversation_id: null }), notice(2, { conversation_id: "c1" }), notice(1, { conversation_id: "c1" })]);
    await notices.load();
    await notices.seen("#/conversations/c1");
    await notices.seen("#/tickets/t1");
    expect(world.asked).toEqual([{ ids: [2, 1] }, { ids: [3] }]);
    expect(notices.state.unread).toBe(0);
  });

  test("whoever opens a record has seen what was said of its draft, on whichever part of its page", async () => {
    const about = { entry: "procedure:1.000001", conversation_id: null };
    const { world, notices } = setUp([notice(3, { kind: "draft_submitted", ...about }), notice(2, { entry: "faq:x", conversation_id: null }), notice(1, { ticket_id: "t1" })]);
    await notices.load();
    await notices.seen("#/content/records/procedure%3A1.000001");
    expect(world.asked).toEqual([{ ids: [3] }]);
  });

  test("a failure is said, and gone with the next answer", async () => {
    const { world, notices } = setUp([notice(1)]);
    world.isDown = true;
    await notices.load();
    expect(notices.state).toMatchObject({ list: null, failure: "đứt" });
    world.isDown = false;
    await notices.load();
    expect(notices.state).toMatchObject({ unread: 1, failure: "" });
  });

  test("an answer that comes after somebody else sat down is dropped", async () => {
    const { notices } = setUp([notice(1)]);
    const loading = notices.load();
    notices.forget();
    await loading;
    expect(notices.state.list).toBeNull();
  });
});

describe("where a notice leads", () => {
  test("to its ticket before its conversation, and nowhere without either", () => {
    expect(hrefOfNotice({ conversation_id: "c1", ticket_id: "t1" })).toBe("#/tickets/t1");
    expect(hrefOfNotice({ conversation_id: "c1" })).toBe("#/conversations/c1");
    expect(hrefOfNotice({ kind: "data_request_late" })).toBe("#/data");
    expect(hrefOfNotice({})).toBeNull();
  });

  test("a draft's to its record: to the changes for whoever has to decide, to the talk for whoever is asked", () => {
    const leads = (kind: string): string | null => hrefOfNotice({ kind, entry: "fixed_sentence:utter_greet" });
    expect(leads("draft_submitted")).toBe("#/content/records/fixed_sentence%3Autter_greet?view=changes");
    expect(leads("draft_commented")).toBe("#/content/records/fixed_sentence%3Autter_greet?view=talk");
    expect(leads("draft_published")).toBe("#/content/records/fixed_sentence%3Autter_greet");
  });
});
