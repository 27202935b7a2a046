import type { CallLine } from "@webchat/call/call_line.ts";
import { expect, test } from "vitest";
import type { DeskApi } from "../src/api/desk_api.ts";
import { CallDesk } from "../src/calls/call_desk.ts";

/** A line without a microphone. */
class Line {
  isMuted = false;
  isHungUp = false;
  constructor(readonly ports: { onState(state: string, end: unknown): void; onLevel(level: number): void }) {
    lines.push(this);
  }
  async open(): Promise<void> {
    this.ports.onState("open", null);
  }
  hangUp(): void {
    this.isHungUp = true;
    this.ports.onState("ended", { why: "hung_up" });
  }
}
const lines: Line[] = [];

function desk() {
  const held: boolean[] = [];
  const said: string[] = [];
  const api = { talk: async () => ({ url: "ws://x", pass: "p" }), hold: async (_: string, on: boolean) => void held.push(on) } as unknown as DeskApi;
  return { calls: new CallDesk(api, (text) => said.push(text), async () => ({ CallLine: Line as unknown as typeof CallLine })), held, said };
}

test("one call at a time: a second one ends the sound of the first", async () => {
  const { calls } = desk();
  await calls.talk("a", "conv-a");
  const first = lines.at(-1)!;
  await calls.talk("b", "conv-b");
  expect(first.isHungUp).toBe(true);
  expect(calls.state.talk).toMatchObject({ callId: "b", state: "open" });
});

test("what an old line still tells does not change the new one", async () => {
  const { calls } = desk();
  await calls.talk("a", "conv-a");
  const first = lines.at(-1)!;
  await calls.talk("b", "conv-b");
  first.ports.onState("ended", { why: "broken" });
  first.ports.onLevel(1);
  expect(calls.state.talk).toMatchObject({ callId: "b", state: "open", level: 0 });
});

test("a line that is opened anew is not on hold, as the server has it", async () => {
  const { calls, held } = desk();
  await calls.talk("a", "conv-a");
  await calls.hold();
  expect(calls.state.talk!.isHeld).toBe(true);
  lines.at(-1)!.ports.onState("away", null);
  lines.at(-1)!.ports.onState("open", null);
  expect(calls.state.talk!.isHeld).toBe(false);
  expect(held).toEqual([true]);
});

test("muting is said aloud and reaches the line", async () => {
  const { calls, said } = desk();
  await calls.talk("a", "conv-a");
  calls.mute();
  expect(lines.at(-1)!.isMuted).toBe(true);
  expect(said.at(-1)).toBe("Micro đang tắt");
});

test("why it ended stays to be read", async () => {
  const { calls } = desk();
  await calls.talk("a", "conv-a");
  lines.at(-1)!.ports.onState("ended", { why: "broken" });
  expect(calls.state.talk).toMatchObject({ state: "ended", end: { why: "broken" } });
  expect(calls.isTalking).toBe(false);
});

test("whose conversation it no longer is talks to nobody", async () => {
  const { calls } = desk();
  await calls.talk("a", "conv-a");
  calls.follow((id) => id === "conv-a");
  expect(calls.isTalking).toBe(true);
  calls.follow(() => false);
  expect(lines.at(-1)!.isHungUp).toBe(true);
  expect(calls.state.talk).toBe(null);
});
