import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Chat } from "../src/chat/chat.ts";
import { MemoryStorage } from "../src/chat/storage.ts";
import { FakeApi, Network } from "./fakes.ts";

function open(api: FakeApi, storage: MemoryStorage, network = new Network()) {
  const said: string[] = [];
  const chat = new Chat({
    api,
    storage,
    isOnline: () => network.isOnline,
    isVisible: () => true,
    announce: (text) => said.push(text),
  });
  return { chat, network, said };
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

let api: FakeApi;
let storage: MemoryStorage;

beforeEach(() => {
  vi.useFakeTimers();
  api = new FakeApi();
  storage = new MemoryStorage();
});

afterEach(() => vi.useRealTimers());

describe("starting", () => {
  test("opens a conversation once and finds it again", async () => {
    await open(api, storage).chat.start();
    api.say("bot");
    const { chat } = open(api, storage);
    await chat.start();
    expect(api.created).toBe(1);
    expect(chat.state.messages).toHaveLength(1);
    expect(chat.state.isHistoryLoaded).toBe(true);
  });

  test("two starts at once open one conversation", async () => {
    const { chat } = open(api, storage);
    await Promise.all([chat.start(), chat.start()]);
    expect(api.created).toBe(1);
  });

  test("is tried again by itself when the server is away", async () => {
    api.failNext("create", "server", 2);
    const { chat } = open(api, storage);
    await chat.start();
    expect(chat.state.startFailure).toBe("lỗi server");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(chat.state.startFailure).toBeNull();
    expect(chat.state.session!.id).toBe("c1");
  });

  test("a lost conversation is explained and replaced, and what was not sent goes along", async () => {
    const { chat } = open(api, storage);
    await chat.start();
    api.failNext("post", "session");
    chat.send("còn hồ sơ của tôi");
    await vi.advanceTimersByTimeAsync(100);
    expect(chat.state.wasSessionLost).toBe(true);
    expect(chat.state.session!.id).toBe("c2");
    expect(chat.state.messages.map((each) => each.text)).toEqual(["còn hồ sơ của tôi"]);
  });

  test("a conversation forgotten by the server while away is replaced", async () => {
    await open(api, storage).chat.start();
    api.failNext("list", "session");
    const { chat } = open(api, storage);
    await chat.start();
    await settle();
    expect(chat.state.session!.id).toBe("c2");
    expect(chat.state.wasSessionLost).toBe(true);
  });

  test("anew drops the old messages and the unsent ones", async () => {
    const { chat, network } = open(api, storage);
    await chat.start();
    network.isOnline = false;
    chat.send("cũ");
    network.isOnline = true;
    await chat.startAnew();
    await settle();
    expect(chat.state.outgoing).toEqual([]);
    expect(api.posts).toEqual([]);
    expect(chat.state.session!.id).toBe("c2");
  });
});

describe("sending", () => {
  test("puts composed letters on the way, without blanks around", async () => {
    const { chat } = open(api, storage);
    await chat.start();
    chat.send("  Đăng ký\n".normalize("NFD"));
    await settle();
    expect(api.posts).toEqual(["Đăng ký".normalize("NFC")]);
  });

  test("nothing is sent for blanks", async () => {
    const { chat } = open(api, storage);
    await chat.start();
    chat.send(" \n ");
    expect(chat.state.outgoing).toEqual([]);
  });

  test("waits while offline and goes out in order when the network is back", async () => {
    const { chat, network, said } = open(api, storage);
    await chat.start();
    network.isOnline = false;
    chat.onConnectivity();
    chat.send("một");
    chat.send("hai");
    await settle();
    expect(chat.state.outgoing.map((item) => item.state)).toEqual(["waiting", "waiting"]);
    expect(api.posts).toEqual([]);
    network.isOnline = true;
    chat.onConnectivity();
    await settle();
    expect(api.posts).toEqual(["một", "hai"]);
    expect(chat.state.outgoing).toEqual([]);
    expect(said.join()).toContain("Đã có kết nối trở lại");
  });

  test("what was written before the first connection is kept and sent", async () => {
    const network = new Network();
    network.isOnline = false;
    api.failNext("create", "network");
    const { chat } = open(api, storage, network);
    await chat.start();
    chat.send("sớm");
    network.isOnline = true;
    chat.onConnectivity();
    await settle();
    expect(api.posts).toEqual(["sớm"]);
  });

  test("survives a reload and is not doubled when only the receipt was lost", async () => {
    const first = open(api, storage);
    await first.chat.start();
    api.losesReceipt = true;
    first.chat.send("một lần");
    await settle();
    expect(first.chat.state.outgoing).toHaveLength(1);
    const second = open(api, storage);
    await second.chat.start();
    await settle();
    expect(second.chat.state.messages).toHaveLength(1);
    expect(second.chat.state.outgoing).toEqual([]);
    expect(api.stored).toHaveLength(1);
  });

  test("survives a reload while the server is away", async () => {
    const first = open(api, storage);
    await first.chat.start();
    api.failNext("post", "server", 2);
    first.chat.send("giữ lại");
    await settle();
    vi.clearAllTimers();
    const second = open(api, storage);
    await second.chat.start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(second.chat.state.messages.map((each) => each.text)).toEqual(["giữ lại"]);
    expect(api.stored).toHaveLength(1);
  });

  test("a message that arrives by the stream before its own receipt shows once", async () => {
    const { chat } = open(api, storage);
    await chat.start();
    chat.send("nhanh");
    await settle();
    api.listener!.onEvent({
      event: "message",
      data: JSON.stringify({ seq: 1, id: "m1", sender: "citizen", text: "nhanh", client_id: api.stored[0]!.clientId, created_at: "" }),
    });
    expect(chat.state.messages).toHaveLength(1);
  });
});

describe("awaiting an answer", () => {
  test("is shown from the receipt, called slow after a while, and ends by itself", async () => {
    const { chat } = open(api, storage);
    await chat.start();
    chat.send("hỏi");
    await settle();
    expect(chat.state.awaiting).toBe("working");
    await vi.advanceTimersByTimeAsync(16_000);
    expect(chat.state.awaiting).toBe("slow");
    await vi.advanceTimersByTimeAsync(80_000);
    expect(chat.state.awaiting).toBe("none");
  });

  test("ends with the answer, found by a look at the list when the stream holds it back", async () => {
    const { chat } = open(api, storage);
    await chat.start();
    chat.send("hỏi");
    await settle();
    api.say("bot");
    await vi.advanceTimersByTimeAsync(4_100);
    expect(chat.state.messages).toHaveLength(2);
    expect(chat.state.awaiting).toBe("none");
  });

  test("promises nothing for an operator", async () => {
    const { chat } = open(api, storage);
    await chat.start();
    api.say("operator");
    const again = open(api, storage);
    await again.chat.start();
    again.chat.send("cảm ơn");
    await settle();
    expect(again.chat.state.awaiting).toBe("none");
  });

  test("a typing sign that is never taken back goes out", async () => {
    const { chat } = open(api, storage);
    await chat.start();
    api.listener!.onEvent({ event: "typing", data: '{"on":true}' });
    expect(chat.state.isTyping).toBe(true);
    await vi.advanceTimersByTimeAsync(46_000);
    expect(chat.state.isTyping).toBe(false);
  });
});

describe("announcements", () => {
  const storm = { id: "storm.1", title: "Bão số 5", text: "Nghỉ học", url: "" };
  const told = (...banners: object[]): void => api.listener!.onEvent({ event: "banners", data: JSON.stringify({ banners }) });

  test("stand over the page from its opening, come and go while it is open", async () => {
    api.banners = [storm];
    const { chat } = open(api, storage);
    await chat.start();
    expect(chat.state.banners).toEqual([storm]);
    told();
    expect(chat.state.banners).toEqual([]);
    told(storm, { id: "", title: "không tên" }, { id: "x" });
    expect(chat.state.banners).toEqual([storm]);
  });

  test("one that was put away stays away in this browser, a new wording of it comes back", async () => {
    api.banners = [storm];
    const first = open(api, storage).chat;
    await first.start();
    first.putAway(storm);
    expect(first.state.banners).toEqual([]);
    const again = open(api, storage).chat;
    await again.start();
    expect(again.state.banners).toEqual([]);
    told({ ...storm, id: "storm.2" });
    expect(again.state.banners.map((banner) => banner.id)).toEqual(["storm.2"]);
  });

  test("what another tab put away goes here too", async () => {
    api.banners = [storm];
    const [here, there] = [open(api, storage).chat, open(api, storage).chat];
    await here.start();
    await there.start();
    there.putAway(storm);
    here.onStorageChanged();
    expect(here.state.banners).toEqual([]);
  });

  test("a store that holds something else forgets nothing but that", async () => {
    storage.set("hotline1022.putAway", "{hỏng");
    api.banners = [storm];
    const { chat } = open(api, storage);
    await chat.start();
    expect(chat.state.banners).toEqual([storm]);
  });
});
