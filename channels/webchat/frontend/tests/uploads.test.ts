import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiFailure } from "../src/chat/api.ts";
import { Chat } from "../src/chat/chat.ts";
import { CitizenTyping } from "../src/chat/citizen_typing.ts";
import { MemoryStorage } from "../src/chat/storage.ts";
import { readMessage, readStatus, WITH_BOT } from "../src/chat/types.ts";
import { readTicket, stepOf } from "../src/look_up/tickets.ts";
import { words } from "../src/words.ts";
import { FakeApi } from "./fakes.ts";

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const file = (name: string, size = 10): File => new File([new Uint8Array(size)], name, { type: "image/jpeg" });
const kept = (id: string) => ({ id, fileName: `${id}.jpg`, mediaType: "image/jpeg", sizeBytes: 10 });

async function open() {
  const api = new FakeApi();
  const storage = new MemoryStorage();
  const said: string[] = [];
  const chat = new Chat({ api, storage, isOnline: () => true, isVisible: () => true, announce: (text) => said.push(text) });
  await chat.start();
  return { api, chat, said, storage };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("files", () => {
  test("go with the next message and with no other", async () => {
    const { api, chat } = await open();
    chat.uploads.add([file("a"), file("b")]);
    api.uploads[0]!.finish(kept("f1"));
    api.uploads[1]!.finish(kept("f2"));
    await settle();
    chat.send("đây");
    chat.send("nữa");
    await settle();
    expect(api.posted).toEqual([
      { text: "đây", attachmentIds: ["f1", "f2"] },
      { text: "nữa", attachmentIds: [] },
    ]);
  });

  test("need no words of the citizen's own", async () => {
    const { api, chat } = await open();
    chat.uploads.add([file("a")]);
    api.uploads[0]!.finish(kept("f1"));
    await settle();
    chat.send("  ");
    await settle();
    expect(api.posts).toEqual(["Gửi 1 ảnh"]);
  });

  test("stay out of the answer to an option", async () => {
    const { api, chat } = await open();
    chat.uploads.add([file("a")]);
    api.uploads[0]!.finish(kept("f1"));
    await settle();
    chat.send("v:1", "Thẻ mới");
    await settle();
    expect(api.posted[0]!.attachmentIds).toEqual([]);
    expect(chat.state.uploads).toHaveLength(1);
  });

  test("keep their place in an unsent message over a reload", async () => {
    const { api, chat, storage } = await open();
    chat.uploads.add([file("a")]);
    api.uploads[0]!.finish(kept("f1"));
    await settle();
    api.failNext("post", "server", 5);
    chat.send("đây");
    await settle();
    const again = new Chat({ api, storage, isOnline: () => true, isVisible: () => true, announce: () => undefined });
    expect(again.state.outgoing[0]!.attachments.map((each) => each.id)).toEqual(["f1"]);
  });

  test("that failed may be tried again, those that are refused may not", async () => {
    const { api, chat } = await open();
    chat.uploads.add([file("a"), file("b")]);
    api.uploads[0]!.fail(new ApiFailure("network", "đứt"));
    api.uploads[1]!.fail(new ApiFailure("refused", "không nhận"));
    await settle();
    expect(chat.state.uploads.map((each) => [each.state, each.reason])).toEqual([
      ["failed", "đứt"],
      ["refused", "không nhận"],
    ]);
    chat.state.uploads.forEach((each) => chat.uploads.retry(each.key));
    expect(api.uploads).toHaveLength(3);
  });

  test("that are too large are not sent at all", async () => {
    const { api, chat } = await open();
    chat.uploads.add([file("a", 10 * 1024 * 1024 + 1)]);
    expect(api.uploads).toHaveLength(0);
    expect(chat.state.uploads[0]!.state).toBe("refused");
  });

  test("taken out on their way are stopped and never come back", async () => {
    const { api, chat } = await open();
    chat.uploads.add([file("a")]);
    chat.uploads.remove(chat.state.uploads[0]!.key);
    expect(api.uploads[0]!.isCancelled).toBe(true);
    api.uploads[0]!.finish(kept("f1"));
    await settle();
    expect(chat.state.uploads).toEqual([]);
  });

  test("beyond five are left out, and it is said", async () => {
    const { chat } = await open();
    chat.uploads.add(["a", "b", "c", "d", "e", "f"].map((name) => file(name)));
    expect(chat.state.uploads).toHaveLength(5);
    expect(chat.uploads.notice).toBe(words.attachment.tooMany);
  });

  test("are loaded once each, and again after a failure", async () => {
    const { api, chat } = await open();
    const [one, two] = await Promise.all([chat.openFile(kept("f1")), chat.openFile(kept("f1"))]);
    expect(one).toBe(two);
    expect(api.loads).toBe(1);
  });
});

describe("who has the conversation", () => {
  test("is known from the history and from the stream", async () => {
    const { api, chat } = await open();
    expect(chat.state.status).toEqual(WITH_BOT);
    api.listener!.onEvent({ event: "status", data: '{"owner":"queue","place":2,"expected_wait_seconds":240}' });
    expect(chat.state.status).toEqual({ owner: "queue", operatorName: "", place: 2, expectedWaitSeconds: 240 });
  });

  test("ends the promise of an answer when it is not the bot", async () => {
    const { api, chat } = await open();
    chat.send("hỏi");
    await settle();
    expect(chat.state.awaiting).toBe("working");
    api.listener!.onEvent({ event: "status", data: '{"owner":"queue","place":1}' });
    expect(chat.state.awaiting).toBe("none");
  });

  test.each([null, {}, { owner: "hacker" }, { owner: 1 }])("is the bot when it cannot be read: %j", (raw) => expect(readStatus(raw)).toEqual(WITH_BOT));

  test.each([
    [1, 30, "bạn là người tiếp theo, chưa đến 1 phút"],
    [2, 240, "bạn là người thứ 2, khoảng 4 phút"],
    [3, null, "bạn là người thứ 3"],
    [3, 9000, "bạn là người thứ 3, hơn 1 giờ"],
  ])("place %s and %s seconds are said in words", (place, seconds, said) => expect(words.status.queue(place, seconds)).toBe(`Đang chờ tổng đài viên – ${said}`));

  test("nothing but the waiting is said when no more is known", () => expect(words.status.queue(null, null)).toBe("Đang chờ tổng đài viên"));
});

describe("the citizen's typing", () => {
  test("is said at most every four seconds and taken back when the box is left alone", async () => {
    const said: boolean[] = [];
    const typing = new CitizenTyping((isOn) => said.push(isOn));
    for (let at = 0; at < 9; at += 1) {
      typing.typed();
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(said).toEqual([true, true]);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(said).toEqual([true, true, false]);
    typing.stop();
    expect(said).toHaveLength(3);
  });

  test("is no business of the bot's", async () => {
    const { api, chat } = await open();
    chat.typed(false);
    expect(api.typed).toEqual([]);
    api.listener!.onEvent({ event: "status", data: '{"owner":"operator","operator_name":"Lan"}' });
    chat.typed(false);
    chat.typed(true);
    expect(api.typed).toEqual([true, false]);
  });
});

describe("what the server sends of files and tickets", () => {
  test("is read, and what is no file is dropped", () => {
    const read = readMessage({ seq: 1, id: "a", sender: "operator", author_name: "Lan", attachments: [{ id: "f", file_name: "x" }, {}, null] })!;
    expect([read.authorName, read.attachments]).toEqual(["Lan", [{ id: "f", fileName: "x", mediaType: "", sizeBytes: 0 }]]);
  });

  test("a ticket needs a code and a state", () => {
    expect(readTicket({ tracking_code: "A" })).toBeNull();
    expect(readTicket({ tracking_code: "A", state: "received", replies: [{ text: "x" }, {}] })!.replies).toEqual([{ at: "", text: "x" }]);
  });

  test("every state has its place on the line", () => {
    expect(["received", "triage", "assigned", "in_progress", "awaiting_citizen", "reopened", "resolved", "closed", "rejected"].map(stepOf)).toEqual([
      0, 0, 1, 1, 1, 1, 2, 2, 2,
    ]);
  });
});
