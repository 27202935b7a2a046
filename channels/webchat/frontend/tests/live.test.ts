import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EventStreamParser } from "../src/chat/event_stream.ts";
import { Live, type LinkState } from "../src/chat/live.ts";
import type { Banner, Message, Session } from "../src/chat/types.ts";
import { FakeApi } from "./fakes.ts";

const session: Session = { id: "c", token: "t", welcome: { text: "", suggestions: [] }, provinceName: "", hotlineNumber: "" };

function listen(api: FakeApi) {
  const world = { links: [] as LinkState[], messages: [] as Message[], banners: [] as Banner[], lost: 0 };
  const live = new Live(api, session, {
    after: () => world.messages.length,
    isVisible: () => true,
    onMessages: (messages) => world.messages.push(...messages),
    onTyping: () => undefined,
    onStatus: () => undefined,
    onBanners: (banners) => (world.banners = banners),
    onLink: (link) => world.links.push(link),
    onSessionLost: () => (world.lost += 1),
  });
  live.start();
  return { live, world };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("live", () => {
  test("returns to the stream after a break", async () => {
    const api = new FakeApi();
    const { world } = listen(api);
    await vi.advanceTimersByTimeAsync(6_000);
    api.cutStream();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(api.streams).toBe(2);
    expect(world.links).toEqual(["connecting", "live", "down", "live"]);
  });

  test("polls every three seconds while streams fail, and says so", async () => {
    const api = new FakeApi();
    api.failNext("events", "server", 100);
    const { world } = listen(api);
    await vi.advanceTimersByTimeAsync(5_000);
    api.say("bot");
    await vi.advanceTimersByTimeAsync(4_000);
    expect(world.messages).toHaveLength(1);
    expect(world.links).toContain("polling");
    const before = api.polls;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(api.polls - before).toBeGreaterThanOrEqual(8);
    expect(api.polls - before).toBeLessThanOrEqual(14);
  });

  test("drops a stream that has gone silent", async () => {
    const api = new FakeApi();
    listen(api);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(api.streams).toBe(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(api.streams).toBe(2);
  });

  test("heartbeats keep it", async () => {
    const api = new FakeApi();
    listen(api);
    for (let at = 0; at < 10; at += 1) {
      await vi.advanceTimersByTimeAsync(15_000);
      api.listener!.onBytes();
    }
    expect(api.streams).toBe(1);
  });

  test("tells once when the conversation is gone, and is quiet afterwards", async () => {
    const api = new FakeApi();
    api.failNext("events", "session");
    const { world } = listen(api);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(world.lost).toBe(1);
    expect(api.streams).toBe(1);
  });

  test("begins again at once when woken", async () => {
    const api = new FakeApi();
    const { live } = listen(api);
    await vi.advanceTimersByTimeAsync(10_000);
    live.wake();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(api.streams).toBe(2);
  });
});

describe("the event stream", () => {
  const text = 'event: message\r\ndata: {"a":\r\ndata: 1}\r\n\r\n: nhịp\n\nevent:typing\ndata:{"on":true}\n\ndata: trơn\n\n';
  const events = [
    { event: "message", data: '{"a":\n1}' },
    { event: "typing", data: '{"on":true}' },
    { event: "message", data: "trơn" },
  ];

  test("is read alike however it is cut", () => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      const parser = new EventStreamParser();
      expect([...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))]).toEqual(events);
    }
    const parser = new EventStreamParser();
    expect(Array.from(text).flatMap((char) => parser.push(char))).toEqual(events);
  });
});
