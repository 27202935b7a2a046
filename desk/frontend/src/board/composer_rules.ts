/** What may be sent. */

import { unfilled } from "../state/variables.ts";
import { words } from "../words.ts";

/** Counted as the server counts: characters of the composed form, without the blanks around. */
export function lengthOf(text: string): number {
  return Array.from(text.normalize("NFC").trim()).length;
}

export function counterOf(length: number): { text: string; isOver: boolean } {
  const left = words.composer.limit - length;
  if (length < words.composer.counterFrom) return { text: "", isOver: false };
  return left < 0 ? { text: words.composer.over(-left), isOver: true } : { text: words.composer.left(left), isOver: false };
}

/** Why this reply cannot go out as it is; empty when it can. */
export function whyNot(text: string, hasFiles: boolean, isUploading: boolean): string {
  if (isUploading) return words.composer.stillUploading;
  const length = lengthOf(text);
  if (!length && !hasFiles) return words.composer.empty;
  if (length > words.composer.limit) return words.composer.over(length - words.composer.limit);
  const open = unfilled(text);
  return open.length ? words.composer.unfilled(open) : "";
}

export interface Token {
  start: number;
  looked: string;
}

/** The `/word` or `@word` that ends at the cursor, if one does. */
export function tokenAt(text: string, cursor: number, sign: "/" | "@"): Token | null {
  const found = new RegExp(`(?:^|\\s)\\${sign}([^\\s${sign}]*)$`).exec(text.slice(0, cursor));
  return found ? { start: cursor - found[1]!.length - 1, looked: found[1]! } : null;
}
