/** Keys for everything. Single letters never fire while one types or a dialog is open, and can be switched off (WCAG 2.1.4). */

import type { KeyValue } from "@webchat/chat/storage.ts";

const SETTING = "desk.letter-keys";
const SEQUENCE_MS = 1500;
const TYPING = "input, textarea, select, [contenteditable]";

/** Key (or "g q" for a sequence) → what it does. */
export type KeyActions = Record<string, () => void>;

export class Keys {
  areLettersOn: boolean;
  private readonly actions: KeyActions[] = [];
  private pendingSince = Number.NEGATIVE_INFINITY;

  constructor(private readonly settings: KeyValue) {
    this.areLettersOn = settings.get(SETTING) !== "off";
  }

  setLetters(isOn: boolean): void {
    this.areLettersOn = isOn;
    this.settings.set(SETTING, isOn ? "on" : "off");
  }

  /** The newest wins. Returns how to take them away. */
  add(actions: KeyActions): () => void {
    this.actions.push(actions);
    return this.takingAway(actions);
  }

  /** For the frame around the pages, which is drawn after what it holds: any page's own comes before. */
  addBeneath(actions: KeyActions): () => void {
    this.actions.unshift(actions);
    return this.takingAway(actions);
  }

  private takingAway(actions: KeyActions): () => void {
    return () => void this.actions.splice(this.actions.indexOf(actions), 1);
  }

  listen(): void {
    document.addEventListener("keydown", (event) => this.onKey(event));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    if (target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (target.matches("[data-nav-item]") && moveFocus(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
      return;
    }
    if (event.key === "Escape") return this.lookUp("escape")?.();
    if (!this.areLettersOn || event.key.length !== 1) return;
    const action = this.find(event);
    if (!action) return;
    event.preventDefault();
    action();
  }

  private find(event: KeyboardEvent): (() => void) | undefined {
    const key = event.key.toLowerCase();
    const isSecond = event.timeStamp - this.pendingSince < SEQUENCE_MS;
    this.pendingSince = Number.NEGATIVE_INFINITY;
    if (isSecond) return this.lookUp(`g ${key}`);
    if (key === "g") {
      this.pendingSince = event.timeStamp;
      return undefined;
    }
    if (key === "j" || key === "k") return () => moveFocus(key === "j" ? 1 : -1);
    return this.lookUp(key);
  }

  private lookUp(name: string): (() => void) | undefined {
    for (let at = this.actions.length - 1; at >= 0; at -= 1) if (this.actions[at]![name]) return this.actions[at]![name];
    return undefined;
  }
}

/** To the next thing in the lists on screen; from nowhere, to the open one or the first. */
export function moveFocus(step: 1 | -1): boolean {
  const items = Array.from(document.querySelectorAll<HTMLElement>("[data-nav-item]")).filter((each) => each.offsetParent !== null);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const open = items.findIndex((each) => each.getAttribute("aria-current") === "true");
  const next = at >= 0 ? at + step : open >= 0 ? open : 0;
  const item = items[Math.min(items.length - 1, Math.max(0, next))];
  item?.focus();
  item?.scrollIntoView({ block: "nearest" });
  return item !== undefined;
}
