/** The confirmed messages in the server's order, each once, however often and by whichever way they arrive. */

import type { Message, Option } from "./types.ts";

export function merge(known: readonly Message[], arrived: readonly Message[]): Message[] {
  const byId = new Map(known.map((message) => [message.id, message] as [string, Message]));
  arrived.forEach((message) => byId.set(message.id, message));
  return Array.from(byId.values()).sort((a, b) => a.seq - b.seq);
}

export function lastSeq(messages: readonly Message[]): number {
  const last = messages[messages.length - 1];
  return last ? last.seq : 0;
}

export function lastAnswer(messages: readonly Message[]): Message | undefined {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    if (messages[index]!.sender !== "citizen") return messages[index];
  }
  return undefined;
}

/** True when `text` picks this option: by its value, its words or its number in the list. */
function picks(option: Option, index: number, text: string): boolean {
  return text === option.value || text === option.label || text.replace(/[.)]$/, "") === String(index + 1);
}

export interface OptionsView {
  /** No longer the question at hand: something was said after it. */
  isSpent: boolean;
  chosenIndex: number;
}

/** How the options of `messages[index]` stand now; `isAnswering` says that an unsent message already follows. */
export function optionsView(messages: readonly Message[], index: number, unsentTexts: readonly string[]): OptionsView {
  const options = messages[index]!.options;
  const later = messages.slice(index + 1);
  const reply = later.find((message) => message.sender === "citizen");
  const isFollowedByAnswer = later.length > 0 && later[0]!.sender !== "citizen" && later[0]!.options.length > 0;
  const text = reply ? reply.text : unsentTexts[0];
  const chosenIndex = text === undefined || isFollowedByAnswer ? -1 : options.findIndex((option, at) => picks(option, at, text.trim()));
  return { isSpent: text !== undefined || isFollowedByAnswer, chosenIndex };
}

/** What the citizen is shown of an own message: the label of the button that was pressed, else the text as sent. */
export function shownText(messages: readonly Message[], index: number): string {
  const message = messages[index]!;
  for (let at = index - 1; at >= 0; at -= 1) {
    const earlier = messages[at]!;
    if (earlier.sender === "citizen") break;
    const option = earlier.options.find((each) => each.value === message.text);
    if (option) return option.label;
  }
  return message.text;
}

/** The question that `messages[index]` answers, for print. */
export function questionOf(messages: readonly Message[], index: number): string {
  const answer = messages[index]!;
  const asked = messages.findIndex((message) => message.id === answer.inReplyTo && message.sender === "citizen");
  if (asked >= 0) return shownText(messages, asked);
  for (let at = index - 1; at >= 0; at -= 1) {
    if (messages[at]!.sender === "citizen") return shownText(messages, at);
  }
  return "";
}
