import { MemoryStorage } from "@webchat/chat/storage.ts";
import { expect, test } from "vitest";
import { DeskFailure } from "../../src/api/http.ts";
import type { Draft, RecordJson, RecordView } from "../../src/editors/api/types.ts";
import { DraftSession } from "../../src/editors/record/draft_session.ts";
import { beginning, isUnbegun, unbegun, unbegunId } from "../../src/editors/record/unbegun.ts";
import { UnsavedTexts } from "../../src/editors/record/unsaved.ts";
import { draftOf } from "./drafts.ts";

const RECORD = { question: "Mấy giờ?", answer: "7 giờ" };
const VIEW = { kind: "faq", key: "gio", title: "Giờ", published: { version: 3, record: RECORD }, draft: null, versions: [], taken_down: null } as unknown as RecordView;

/** A server that has no draft, or the one that somebody else has begun. */
function setUp(theirs: RecordJson | null = null) {
  const server = { draft: theirs && draftOf(theirs, { changed_by: "Hùng", revision: 4 }), failures: [] as DeskFailure[] };
  const unsaved = new UnsavedTexts(new MemoryStorage());
  const api = {
    openDraft: async (): Promise<Draft> => (server.draft ??= draftOf(RECORD)),
    save: async (id: string, body: { revision: number; record: RecordJson; reason: string }): Promise<Draft> => {
      const failure = server.failures.shift();
      if (failure) throw failure;
      expect(id).toBe("d1");
      expect(body.revision).toBe(server.draft?.revision);
      return (server.draft = { ...server.draft!, record: body.record, reason: body.reason, revision: body.revision + 1 });
    },
  };
  const open = (draft: Draft): DraftSession => {
    unsaved.adopt(unbegunId(VIEW), draft.id);
    return new DraftSession(draft, { save: beginning(api, draft), unsaved, now: () => new Date(0), me: "Lan" });
  };
  return { server, unsaved, open };
}

test("looking begins nothing", async () => {
  const { server, open } = setUp();
  const session = open(unbegun(VIEW, "Lan"));
  expect(await session.flush()).toBe(true);
  session.close();
  expect(server.draft).toBeNull();
});

test("the first change begins the draft, the next ones are saved into it", async () => {
  const { server, unsaved, open } = setUp();
  const session = open(unbegun(VIEW, "Lan"));
  session.type({ ...RECORD, answer: "8 giờ" });
  expect(unsaved.get(unbegunId(VIEW))).not.toBeNull();
  await session.flush();
  expect(isUnbegun(session.state.draft)).toBe(false);
  expect(unsaved.get(unbegunId(VIEW))).toBeNull();
  session.type({ ...RECORD, answer: "9 giờ" });
  expect(await session.flush()).toBe(true);
  expect(server.draft?.record.answer).toBe("9 giờ");
});

test("what somebody else has begun meanwhile is not written over", async () => {
  const { server, unsaved, open } = setUp({ ...RECORD, question: "Mấy giờ mở cửa?" });
  const session = open(unbegun(VIEW, "Lan"));
  session.type({ ...RECORD, answer: "8 giờ" });
  await session.flush();
  expect(await session.flush()).toBe(true);
  expect(server.draft?.record).toEqual({ question: "Mấy giờ mở cửa?", answer: "8 giờ" });
  expect(session.state.takenIn).toEqual({ by: "Hùng", fields: ["question"] });
  expect(unsaved.get(unbegunId(VIEW))).toBeNull();
});

test("begun but not saved before the page went, it goes on in the draft that is there now", async () => {
  const { server, open } = setUp();
  server.failures = [new DeskFailure("network", "", "Mất mạng")];
  const session = open(unbegun(VIEW, "Lan"));
  session.type({ ...RECORD, answer: "8 giờ" });
  await session.flush();
  expect(session.state.saving).toBe("retrying");
  const again = open(server.draft!);
  expect(again.state.record.answer).toBe("8 giờ");
  expect(await again.flush()).toBe(true);
  expect(server.draft?.record.answer).toBe("8 giờ");
});
