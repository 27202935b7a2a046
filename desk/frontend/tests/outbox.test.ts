import { MemoryStorage } from "@webchat/chat/storage.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DeskFailure, type FailureKind } from "../src/api/http.ts";
import { Delivery } from "../src/state/delivery.ts";
import { Drafts } from "../src/state/drafts.ts";
import { Outbox, OUTBOX_KEY } from "../src/state/outbox.ts";
import { message } from "./fakes.ts";

function setUp(storage = new MemoryStorage()) {
  const outbox = new Outbox(storage);
  const world = { posts: [] as string[], failures: new Map<string, DeskFailure[]>(), delivered: [] as string[], refused: [] as string[], isOnline: true };
  const delivery = new Delivery(outbox, {
    post: async (item) => {
      world.posts.push(item.clientId);
      const failure = world.failures.get(item.clientId)?.shift();
      if (failure) throw failure;
      return message(world.posts.length, { client_id: item.clientId });
    },
    isOnline: () => world.isOnline,
    onDelivered: (item) => world.delivered.push(item.clientId),
    onRefused: (item) => world.refused.push(item.clientId),
    onChange: () => undefined,
  });
  const add = (clientId: string, conversationId = "c1"): void => outbox.add({ clientId, conversationId, text: clientId, attachments: [], createdAt: "" });
  const fail = (clientId: string, kind: FailureKind, retryAfter = 0): unknown =>
    world.failures.set(clientId, [...(world.failures.get(clientId) ?? []), new DeskFailure(kind, "", "vì sao", retryAfter)]);
  return { storage, outbox, world, delivery, add, fail };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe("delivery", () => {
  test("keeps the order within a conversation", async () => {
    const { delivery, add, world } = setUp();
    ["a", "b", "c"].forEach((id) => add(id));
    delivery.start();
    await settle();
    expect(world.delivered).toEqual(["a", "b", "c"]);
  });

  test("one conversation that fails does not hold up another", async () => {
    const { delivery, add, fail, world } = setUp();
    add("a", "c1");
    add("b", "c1");
    add("x", "c2");
    fail("a", "server");
    delivery.start();
    await settle();
    expect(world.delivered).toEqual(["x"]);
    await settle(2_000);
    expect(world.delivered).toEqual(["x", "a", "b"]);
  });

  test("a lost answer is asked for again under the same id", async () => {
    const { delivery, add, fail, world } = setUp();
    add("a");
    fail("a", "network");
    delivery.start();
    await settle(2_000);
    expect(world.posts).toEqual(["a", "a"]);
    expect(world.delivered).toEqual(["a"]);
  });

  test("waits offline without trying, and goes when the network is back", async () => {
    const { delivery, add, world, outbox } = setUp();
    world.isOnline = false;
    add("a");
    delivery.start();
    await settle(60_000);
    expect(world.posts).toEqual([]);
    expect(outbox.list()[0]?.state).toBe("waiting");
    world.isOnline = true;
    delivery.kick();
    await settle();
    expect(world.delivered).toEqual(["a"]);
  });

  test("refused because somebody else has it: kept with the reason, over a reload too", async () => {
    const { delivery, add, fail, world, storage } = setUp();
    add("a");
    fail("a", "refused");
    delivery.start();
    await settle();
    expect(world.refused).toEqual(["a"]);
    expect(new Outbox(storage).list()).toMatchObject([{ clientId: "a", state: "refused", reason: "vì sao" }]);
  });

  test("signed out: stops trying, keeps everything, sends after signing in again", async () => {
    const { delivery, add, fail, world, outbox } = setUp();
    add("a");
    fail("a", "signed_out");
    delivery.start();
    await settle(60_000);
    delivery.stop();
    expect(world.posts).toEqual(["a"]);
    expect(outbox.list()).toHaveLength(1);
    delivery.start();
    await settle();
    expect(world.delivered).toEqual(["a"]);
  });

  test("waits as long as the server asks", async () => {
    const { delivery, add, fail, world } = setUp();
    add("a");
    fail("a", "busy", 7);
    delivery.start();
    await settle(6_900);
    expect(world.posts).toHaveLength(1);
    await settle(200);
    expect(world.delivered).toEqual(["a"]);
  });
});

describe("outbox", () => {
  test("survives a reload", () => {
    const { add, storage } = setUp();
    add("a");
    expect(new Outbox(storage).next("c1")).toMatchObject({ clientId: "a", state: "waiting" });
  });

  test("a broken store is an empty one", () => {
    const storage = new MemoryStorage();
    storage.set(OUTBOX_KEY, "{không phải");
    expect(new Outbox(storage).list()).toEqual([]);
  });
});

describe("drafts", () => {
  test("each conversation keeps its own reply and note", () => {
    const storage = new MemoryStorage();
    new Drafts(storage).change("c1", { reply: "dở dang" });
    new Drafts(storage).change("c1", { note: "nhớ hỏi" });
    expect(new Drafts(storage).get("c1")).toMatchObject({ reply: "dở dang", note: "nhớ hỏi" });
    expect(new Drafts(storage).get("c2").reply).toBe("");
  });

  test("an empty draft leaves nothing behind", () => {
    const storage = new MemoryStorage();
    const drafts = new Drafts(storage);
    drafts.change("c1", { reply: "a" });
    drafts.change("c1", { reply: "" });
    expect(storage.get("desk.draft.c1")).toBeNull();
  });
});
