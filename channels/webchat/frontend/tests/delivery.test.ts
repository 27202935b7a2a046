import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiFailure, type FailureKind } from "../src/chat/api.ts";
import { backoff } from "../src/chat/backoff.ts";
import { newClientId } from "../src/chat/client_id.ts";
import { Delivery } from "../src/chat/delivery.ts";
import { Outbox, OUTBOX_KEY } from "../src/chat/outbox.ts";
import { MemoryStorage } from "../src/chat/storage.ts";
import { message } from "./fakes.ts";

function setUp() {
  const storage = new MemoryStorage();
  const outbox = new Outbox(storage);
  const world = { posts: [] as string[], failures: [] as ApiFailure[], delivered: [] as string[], lost: 0, isOnline: true };
  const delivery = new Delivery(outbox, {
    post: async ({ clientId, text }) => {
      world.posts.push(text);
      const failure = world.failures.shift();
      if (failure) throw failure;
      return message(world.posts.length, "citizen", { clientId, text });
    },
    isOnline: () => world.isOnline,
    onDelivered: (each) => world.delivered.push(each.text),
    onSessionLost: () => (world.lost += 1),
    onChange: () => undefined,
    onFailed: () => undefined,
  });
  const add = (text: string): void => outbox.add({ clientId: text, text, label: null, createdAt: "" });
  const fail = (kind: FailureKind, retryAfter = 0): unknown => world.failures.push(new ApiFailure(kind, "vì sao", retryAfter));
  return { storage, outbox, world, delivery, add, fail };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe("delivery", () => {
  test("sends in order, one at a time", async () => {
    const { delivery, add, world } = setUp();
    ["a", "b", "c"].forEach(add);
    delivery.kick();
    delivery.kick();
    await settle();
    expect(world.posts).toEqual(["a", "b", "c"]);
  });

  test("a failing server holds the later ones back and is tried again by itself", async () => {
    const { delivery, add, fail, world, outbox } = setUp();
    ["a", "b"].forEach(add);
    fail("server");
    delivery.kick();
    await settle();
    expect(outbox.list().map((item) => [item.state, item.reason])).toEqual([
      ["failed", "vì sao"],
      ["waiting", ""],
    ]);
    await settle(2_000);
    expect(world.posts).toEqual(["a", "a", "b"]);
    expect(world.delivered).toEqual(["a", "b"]);
  });

  test("a refused message keeps its reason over a reload and lets the next one pass", async () => {
    const { delivery, add, fail, world, storage } = setUp();
    ["dài", "ngắn"].forEach(add);
    fail("refused");
    delivery.kick();
    await settle();
    expect(world.delivered).toEqual(["ngắn"]);
    const [kept] = new Outbox(storage).list();
    expect(kept).toMatchObject({ text: "dài", state: "refused", reason: "vì sao" });
  });

  test("waits as long as the server asks when it is too fast", async () => {
    const { delivery, add, fail, world } = setUp();
    add("a");
    fail("busy", 7);
    delivery.kick();
    await settle(6_900);
    expect(world.posts).toHaveLength(1);
    await settle(200);
    expect(world.delivered).toEqual(["a"]);
  });

  test("tries at once when the citizen asks for it, even against the browser's word", async () => {
    const { delivery, add, world } = setUp();
    world.isOnline = false;
    add("a");
    delivery.kick();
    await settle();
    expect(world.posts).toEqual([]);
    delivery.kick(true);
    await settle();
    expect(world.delivered).toEqual(["a"]);
  });

  test("stops and tells when the conversation is gone; the message stays", async () => {
    const { delivery, add, fail, world, outbox } = setUp();
    add("a");
    fail("session");
    delivery.kick();
    await settle();
    expect(world.lost).toBe(1);
    expect(outbox.has("a")).toBe(true);
  });

  test("after a stop nothing more goes out", async () => {
    const { delivery, add, fail, world } = setUp();
    add("a");
    fail("server");
    delivery.kick();
    await settle();
    delivery.stop();
    await settle(60_000);
    expect(world.posts).toHaveLength(1);
  });
});

describe("outbox", () => {
  test("a broken store is an empty one", () => {
    const storage = new MemoryStorage();
    storage.set(OUTBOX_KEY, "{không phải");
    expect(new Outbox(storage).list()).toEqual([]);
  });

  test("two tabs share one list", () => {
    const storage = new MemoryStorage();
    const [one, two] = [new Outbox(storage), new Outbox(storage)];
    one.add({ clientId: "a", text: "a", label: null, createdAt: "" });
    two.add({ clientId: "b", text: "b", label: null, createdAt: "" });
    two.remove(["a"]);
    expect(one.list().map((item) => item.clientId)).toEqual(["b"]);
  });
});

test("waits double up to a cap, spread by a quarter either way", () => {
  expect([1, 2, 3, 4, 10].map((failures) => backoff(failures, 30_000, () => 0.5))).toEqual([1000, 2000, 4000, 8000, 30_000]);
  expect(backoff(1, 30_000, () => 0)).toBe(750);
});

test("client ids are UUIDs, each its own", () => {
  const ids = Array.from({ length: 200 }, newClientId);
  expect(new Set(ids).size).toBe(200);
  ids.forEach((id) => expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
});
