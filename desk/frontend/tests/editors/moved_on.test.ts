import { describe, expect, test } from "vitest";
import { movedOn, replacing } from "../../src/editors/record/moved_on.ts";
import { draftOf } from "./drafts.ts";

describe("what was published under a draft", () => {
  test("is named with its author, in the warning and in what is confirmed", () => {
    const draft = draftOf({}, { base_version: 3, published_version: 5, published_author: "Trần Minh" });
    expect(movedOn(draft)).toContain("bản 5 (Trần Minh)");
    expect(replacing(draft)).toBe("Tôi đã xem: công bố bản này sẽ thay bản 5 (Trần Minh) đang công bố.");
  });

  test("is not spoken of when it is what the draft began with", () => {
    expect(movedOn(draftOf({}, { base_version: 5, published_version: 5 }))).toBe("");
  });

  test("was taken down: the draft brings the entry back", () => {
    const draft = draftOf({}, { base_version: 3, published_version: null, published_author: "" });
    expect(movedOn({ ...draft, is_taken_down: true })).toContain("đã bị gỡ");
    expect(replacing(draft)).toBe("Tôi đã xem: công bố bản này sẽ đưa mục trở lại với người dân.");
  });
});
