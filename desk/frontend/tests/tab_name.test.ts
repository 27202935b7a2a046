import { MemoryStorage } from "@webchat/chat/storage.ts";
import { describe, expect, test } from "vitest";
import { TabName } from "../src/state/tab_name.ts";

describe("name of a tab", () => {
  test("is kept over a reload", () => {
    const storage = new MemoryStorage();
    const before = new TabName(storage);
    before.leave();
    expect(new TabName(storage).name).toBe(before.name);
  });

  test("is not shared with a copy of a tab that lives", () => {
    const storage = new MemoryStorage();
    const original = new TabName(storage);
    expect(new TabName(storage).name).not.toBe(original.name);
  });
});
