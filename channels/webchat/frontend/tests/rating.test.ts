import { expect, test } from "vitest";
import { Chat } from "../src/chat/chat.ts";
import { MemoryStorage } from "../src/chat/storage.ts";
import { readMessage } from "../src/chat/types.ts";
import { words } from "../src/words.ts";
import { FakeApi } from "./fakes.ts";

async function answered() {
  const api = new FakeApi();
  const said: string[] = [];
  const storage = new MemoryStorage();
  const open = () => new Chat({ api, storage, isOnline: () => true, isVisible: () => true, announce: (text) => said.push(text) });
  await open().start();
  api.say("bot", { mayRate: true });
  // The page opened again, with the answer there.
  const chat = open();
  await chat.start();
  return { api, chat, said };
}

test("an answer is called helpful, and the citizen may change their mind", async () => {
  const { api, chat, said } = await answered();
  await chat.rate(chat.state.messages[0]!, true);
  await chat.rate(chat.state.messages[0]!, false);
  expect(api.rated).toEqual([
    ["m1", true],
    ["m1", false],
  ]);
  expect(chat.state.messages[0]!.isHelpful).toBe(false);
  expect(said).toEqual([words.answer.rated, words.answer.rated]);
});

test("what the server did not hear of is taken back and said", async () => {
  const { api, chat, said } = await answered();
  api.failNext("rate", "network");
  await chat.rate(chat.state.messages[0]!, true);
  expect(chat.state.messages[0]!.isHelpful).toBeNull();
  expect(said).toEqual([words.answer.notRated]);
});

test("a server that says nothing of it offers nothing", () => {
  const read = readMessage({ seq: 1, id: "a", sender: "bot", text: "Dạ" })!;
  expect([read.mayRate, read.isHelpful]).toEqual([false, null]);
  const said = readMessage({ seq: 1, id: "a", sender: "bot", text: "Dạ", may_rate: true, is_helpful: false })!;
  expect([said.mayRate, said.isHelpful]).toEqual([true, false]);
});
