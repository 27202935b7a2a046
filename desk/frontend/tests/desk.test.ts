import { MemoryStorage } from "@webchat/chat/storage.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DeskApi } from "../src/api/desk_api.ts";
import { DeskFailure, type StreamListener } from "../src/api/http.ts";
import type { DeskMessage, MessageDelivery, Row } from "../src/api/types.ts";
import { Alerts } from "../src/state/alerts.ts";
import { ServerClock } from "../src/state/clock.ts";
import { Desk } from "../src/state/desk.ts";
import { message, row } from "./fakes.ts";

const ME = "me";

function setUp() {
  const world = {
    rows: [] as Row[],
    messages: [] as DeskMessage[],
    deliveries: {} as Record<string, MessageDelivery>,
    boards: 0,
    views: 0,
    tickets: [] as { id: string }[],
    beats: [] as [string[], string | null][],
    tabs: new Set<string>(),
    duties: [] as string[],
    noticeLoads: 0,
    seen: [] as string[],
    beeps: 0,
    channelAlarms: 0,
    isHidden: false,
    breaks: [] as ((error: unknown) => void)[],
    listener: null as StreamListener | null,
  };
  const api = {
    board: async () => {
      world.boards += 1;
      return { server_time: "2026-11-25T02:00:00Z", rows: world.rows, staff: [], can_pause_bot: false, bot_paused: false };
    },
    cannedReplies: async () => [],
    conversation: async (id: string) => {
      world.views += 1;
      return {
        row: world.rows.find((each) => each.id === id) ?? row(id),
        ownership: [],
        tickets: world.tickets,
        notes: [],
        earlier: [],
        viewers: [],
        can: {},
      };
    },
    messages: async (_: string, after: number) => ({
      messages: world.messages.filter((each) => each.seq > after),
      deliveries: world.deliveries,
      has_more: false,
    }),
    heartbeat: async (tab: string, open: string[], typingIn: string | null) => {
      world.tabs.add(tab);
      world.beats.push([open, typingIn]);
    },
    reply: async (_: string, clientId: string, text: string) => {
      const known = world.messages.find((each) => each.client_id === clientId);
      const made = known ?? message(world.messages.length + 1, { sender: "operator", client_id: clientId, text });
      if (!known) world.messages.push(made);
      return { message: made };
    },
    openEvents: (listener: StreamListener) => {
      world.listener = listener;
      listener.onOpen();
      return { done: new Promise<void>((_, reject) => world.breaks.push(reject)), close: () => undefined };
    },
  };
  const desk = new Desk({
    api: api as unknown as DeskApi,
    storage: new MemoryStorage(),
    clock: new ServerClock(() => performance.now(), 0),
    isOnline: () => true,
    isHidden: () => world.isHidden,
    myId: () => ME,
    isOnDuty: () => true,
    onChannelAlarms: () => void (world.channelAlarms += 1),
    onDuty: (duty) => void world.duties.push(duty),
    tab: "tab-1",
    notices: { load: async () => void (world.noticeLoads += 1), seen: async (href) => void world.seen.push(href) },
    makeAlerts: (toast) =>
      new Alerts({ storage: new MemoryStorage(), beep: () => void (world.beeps += 1), isHidden: () => world.isHidden, notify: () => undefined, toast }),
  });
  const hear = (event: string, data: unknown): void => world.listener!.onEvent({ event, data: JSON.stringify(data) });
  return { world, desk, hear };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe("live", () => {
  test("loads the board at every hello, so that nothing missed stays missed", async () => {
    const { world, desk, hear } = setUp();
    desk.start();
    hear("hello", { server_time: "2026-11-25T02:00:00Z" });
    await settle();
    world.rows = [row("c1")];
    world.breaks[0]!(new DeskFailure("network", "", "đứt"));
    await settle();
    expect(desk.state.link).toBe("down");
    await settle(2_000);
    hear("hello", { server_time: "2026-11-25T02:01:00Z" });
    await settle();
    expect(desk.state.link).toBe("live");
    expect(world.boards).toBe(2);
    expect(desk.state.rows.has("c1")).toBe(true);
    desk.stop();
  });

  test("what was heard while the board was on its way is the newer", async () => {
    const { world, desk, hear } = setUp();
    world.rows = [row("c1"), row("c2")];
    desk.start();
    hear("hello", { server_time: "2026-11-25T02:00:00Z" });
    hear("row", row("c1", { owner: "operator", owner_id: ME }));
    hear("row", row("c2", { owner: "bot" }));
    await settle();
    expect(desk.state.rows.get("c1")?.owner).toBe("operator");
    expect(desk.state.rows.has("c2")).toBe(false);
    desk.stop();
  });

  test("a row that the bot has again leaves the lists", async () => {
    const { world, desk, hear } = setUp();
    world.rows = [row("c1")];
    desk.start();
    hear("hello", { server_time: "2026-11-25T02:00:00Z" });
    await settle();
    hear("row", row("c1", { owner: "bot" }));
    expect(desk.state.rows.size).toBe(0);
    desk.stop();
  });
});

describe("an open conversation", () => {
  test("is asked for anew when a ticket of its own changes, not when any other does", async () => {
    const { world, desk, hear } = setUp();
    world.tickets = [{ id: "t1" }];
    desk.start();
    desk.openConversation("c1");
    await settle();
    hear("ticket", { id: "t2" });
    await settle(1_000);
    expect(world.views).toBe(1);
    hear("ticket", { id: "t1" });
    await settle(1_000);
    expect(world.views).toBe(2);
    desk.stop();
  });

  test("reads what the citizen wrote just before the own reply was stored", async () => {
    const { world, desk } = setUp();
    world.rows = [row("c1", { owner: "operator", owner_id: ME })];
    world.messages = [message(1)];
    desk.start();
    desk.openConversation("c1");
    await settle();
    world.messages.push(message(2));
    desk.send("c1", "trả lời", []);
    await settle(1_000);
    await desk.state.open!.refresh();
    expect(desk.state.open!.messages.map((each) => each.seq)).toEqual([1, 2, 3]);
    expect(desk.state.outgoing).toEqual([]);
    desk.stop();
  });

  test("taken over by somebody else: says who, and knows when it is back", async () => {
    const { world, desk, hear } = setUp();
    world.rows = [row("c1", { owner: "operator", owner_id: ME })];
    desk.start();
    desk.openConversation("c1");
    await settle();
    hear("row", row("c1", { owner: "operator", owner_id: "hung", owner_name: "Hùng" }));
    expect(desk.state.open!.lost?.owner_name).toBe("Hùng");
    hear("row", row("c1", { owner: "operator", owner_id: ME }));
    expect(desk.state.open!.lost).toBeNull();
    desk.stop();
  });
});

describe("what is on its way", () => {
  test("is waited for before the conversation is given away", async () => {
    const { desk } = setUp();
    desk.start();
    desk.send("a", "Chào bác", []);
    const gone = desk.delivered("a");
    await vi.advanceTimersByTimeAsync(50);
    expect(await gone).toBe(true);
    desk.stop();
  });

  test("is told of when it does not go", async () => {
    const { desk } = setUp();
    desk.send("a", "Chào bác", []);
    expect(await desk.delivered("b")).toBe(true);
    const gone = desk.delivered("a");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await gone).toBe(false);
  });
});

test("whoever is the last on duty knows whom the page leaves alone", async () => {
  const { desk, world, hear } = setUp();
  world.rows = [row("a"), row("b", { owner: "operator", owner_id: ME, waiting_since: "2026-11-25T02:00:00Z" })];
  desk.start();
  await desk.loadBoard();
  expect(desk.leftAlone()).toEqual({ queue: 1, mine: 1 });
  hear("staff", [{ id: "hung", duty: "on_duty" }]);
  expect(desk.leftAlone()).toBeNull();
  hear("staff", [{ id: "hung", duty: "away" }, { id: ME, duty: "on_duty" }]);
  expect(desk.leftAlone()).not.toBeNull();
  desk.stop();
});

describe("heartbeat", () => {
  test("every ten seconds, and at once when writing begins and ends", async () => {
    const { world, desk } = setUp();
    desk.openConversation("c1");
    desk.heartbeat.typed();
    desk.heartbeat.typed();
    expect(world.beats).toEqual([
      [["c1"], null],
      [["c1"], "c1"],
    ]);
    await settle(7_000);
    desk.heartbeat.tick();
    expect(world.beats[2]).toEqual([["c1"], null]);
    for (let second = 0; second < 10; second += 1) desk.heartbeat.tick();
    expect(world.beats).toHaveLength(4);
    expect([...world.tabs]).toEqual(["tab-1"]);
  });
});

describe("the same person in another tab", () => {
  const colleague = (id: string, duty: string) => ({ id, username: id, display_name: id, group_name: "", duty, conversations: 0 });

  test("changes the switch here too, and nobody else's does", () => {
    const { world, desk, hear } = setUp();
    desk.start();
    hear("staff", [colleague("hung", "on_duty"), colleague(ME, "away")]);
    hear("staff", [colleague("hung", "away")]);
    expect(world.duties).toEqual(["away"]);
    desk.stop();
  });

  test("not heard from for a while says nothing of what was chosen", () => {
    const { world, desk, hear } = setUp();
    desk.start();
    hear("staff", [colleague(ME, "off")]);
    expect(world.duties).toEqual([]);
    desk.stop();
  });

  test("reads notices: they are loaded anew, as after every break of the line", async () => {
    const { world, desk, hear } = setUp();
    desk.start();
    hear("hello", { server_time: "2026-11-25T02:00:00Z" });
    hear("notices", {});
    await settle();
    expect(world.noticeLoads).toBe(2);
    desk.stop();
  });
});

describe("alerts", () => {
  test("of one person stay until they are closed, and are seen then", async () => {
    const { world, desk, hear } = setUp();
    desk.start();
    hear("alert", { kind: "reopened", ticket_id: "t1", text: "Người dân mở lại phiếu", at: "" });
    for (let second = 0; second < 60; second += 1) desk.tick();
    const [toast] = desk.state.toasts;
    expect(toast).toMatchObject({ href: "#/tickets/t1", stays: true });
    desk.closeToast(toast!.id);
    expect(world.seen).toEqual(["#/tickets/t1"]);
    desk.stop();
  });

  test("rings again every 30 s while somebody waits, and stops when nobody does", () => {
    const { world, desk } = setUp();
    desk.alerts.watchQueue(1, true);
    for (let second = 0; second < 65; second += 1) desk.alerts.tick();
    expect(world.beeps).toBe(2);
    desk.alerts.watchQueue(0, true);
    for (let second = 0; second < 65; second += 1) desk.alerts.tick();
    expect(world.beeps).toBe(2);
  });

  test("does not ring again for those who are away", () => {
    const { world, desk } = setUp();
    desk.alerts.watchQueue(3, false);
    for (let second = 0; second < 65; second += 1) desk.alerts.tick();
    expect(world.beeps).toBe(0);
  });

  test("whoever is away hears nothing of the queue, but of what concerns them alone", () => {
    const { world, desk } = setUp();
    desk.alerts.watchQueue(0, false);
    desk.alerts.on({ kind: "queued", text: "Cuộc mới", at: "" });
    expect(world.beeps).toBe(0);
    desk.alerts.on({ kind: "mentioned", text: "Lan nhắc đến bạn", at: "" });
    expect(world.beeps).toBe(1);
  });

  test("silent when the sound is off, but still shown", () => {
    const { world, desk } = setUp();
    desk.alerts.watchQueue(1, true);
    desk.alerts.changeSettings({ isSoundOn: false });
    desk.alerts.on({ kind: "queued", conversation_id: "c1", text: "Cuộc mới", at: "" });
    expect(world.beeps).toBe(0);
    expect(desk.state.toasts).toMatchObject([{ text: "Cuộc mới", href: "#/conversations/c1" }]);
  });
});

describe("what was announced", () => {
  const later = (desk: ReturnType<typeof setUp>["desk"], seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) desk.tick();
  };

  test("goes by itself, also when it concerns one person who need not act", () => {
    const { desk, hear } = setUp();
    desk.start();
    desk.toast("Đã lưu.");
    hear("alert", { kind: "mentioned", ticket_id: "t1", text: "Lan nhắc đến bạn", at: "" });
    later(desk, 7);
    expect(desk.state.toasts).toEqual([]);
    desk.stop();
  });

  test("stays as long as somebody reads it, and goes some seconds after", () => {
    const { desk } = setUp();
    desk.toast("Đã lưu.");
    desk.holdToasts(true);
    later(desk, 60);
    expect(desk.state.toasts).toHaveLength(1);
    desk.holdToasts(false);
    later(desk, 7);
    expect(desk.state.toasts).toEqual([]);
  });

  test("goes on ageing when the one that was read was closed", () => {
    const { desk } = setUp();
    desk.toast("một");
    desk.toast("hai");
    desk.holdToasts(true);
    desk.closeToast(desk.state.toasts[0]!.id);
    later(desk, 7);
    expect(desk.state.toasts).toEqual([]);
  });

  test("of an alarm goes when the alarm is over, not before its time otherwise", () => {
    const { desk } = setUp();
    desk.alerts.on({ kind: "channel", text: "Kênh chưa kết nối", at: "", about: "alarm:a" });
    desk.isOver("alarm:b");
    expect(desk.state.toasts).toMatchObject([{ text: "Kênh chưa kết nối", stays: false }]);
    desk.isOver("alarm:a");
    expect(desk.state.toasts).toEqual([]);
  });

  test("about one ticket is said once, with the newest word", () => {
    const { desk } = setUp();
    desk.alerts.on({ kind: "breach", ticket_id: "t1", text: "Phiếu quá hạn", at: "" });
    desk.alerts.on({ kind: "reopened", ticket_id: "t1", text: "Người dân mở lại", at: "" });
    expect(desk.state.toasts).toMatchObject([{ text: "Người dân mở lại", stays: true }]);
    desk.isOver("#/tickets/t1");
    expect(desk.state.toasts).toEqual([]);
  });

  test("ends with Escape, the newest first", () => {
    const { desk } = setUp();
    desk.toast("một");
    desk.toast("hai");
    expect(desk.closeNewestToast()).toBe(true);
    expect(desk.state.toasts).toMatchObject([{ text: "một" }]);
    desk.closeNewestToast();
    expect(desk.closeNewestToast()).toBe(false);
  });
});

test("alarms of channels are asked for when the server says so, and after every break of the line", () => {
  const { world, desk, hear } = setUp();
  desk.start();
  hear("channel_alarms", {});
  hear("hello", { server_time: "2026-11-25T02:00:00Z" });
  expect(world.channelAlarms).toBe(2);
  desk.stop();
});
