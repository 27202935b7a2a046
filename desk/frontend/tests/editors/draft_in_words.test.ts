import { expect, test } from "vitest";
import type { DraftSessionState } from "../../src/editors/record/draft_session.ts";
import { savingInWords } from "../../src/editors/record/draft_page.tsx";
import { movedOn } from "../../src/editors/record/moved_on.ts";
import { draftOf } from "./drafts.ts";

test("a draft that was published itself is not warned of what is published now", () => {
  const moved = { base_version: 1, published_version: 3 };
  expect(movedOn(draftOf({}, moved))).toContain("nay bản 3");
  expect(movedOn(draftOf({}, { ...moved, state: "published" }))).toBe("");
});

test("who only gave it back is not named as the one who saved", () => {
  const said = (changed_by: string): string =>
    savingInWords({ draft: draftOf({}, { changed_by, written_by: ["Lan"] }), saving: "saved", savedAt: null } as DraftSessionState);
  expect(said("Lan")).toContain("(Lan)");
  expect(said("Tập")).toBe("Đã lưu");
});
