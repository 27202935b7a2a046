/** Text from Word, Excel or a web page as clean text: no styles, no odd signs, bullets as "- ". */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const SPACES = /[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g;
// Word's bullets come as letters of its own fonts, or as a lone "o".
const BULLET = /^\s*(?:[\u2022\u00b7\u25aa\u25cf\u25cb\u25e6\u2023\u2043\u2219\u27a2\u27a4\u2713\u2714\uf000-\uf0ff]|o(?=\s{2,}|\t))\s*/;
const OTHER_CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export function cleanText(pasted: string): string {
  return pasted
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029\u000b]/g, "\n")
    .replace(INVISIBLE, "")
    .split("\n")
    .map((each) => each.replace(BULLET, "- ").replace(SPACES, " ").replace(OTHER_CONTROLS, "").replace(/ {2,}/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
}

export const cleanLine = (pasted: string): string => cleanText(pasted).replace(/\s*\n\s*/g, " ");

/** Each line for itself, without the bullet or number it had in a list. */
export function cleanLines(pasted: string): string[] {
  return cleanText(pasted)
    .split("\n")
    .map((each) => each.replace(/^(?:[-–+*]|\d{1,2}[.)]|[a-zđ][.)])\s+/u, "").trim())
    .filter(Boolean);
}

/** Puts clean text where the cursor is. `split`, where given, takes several lines for itself. */
export function pasteClean(event: ClipboardEvent, split?: (lines: string[]) => void): void {
  const field = event.currentTarget as HTMLInputElement | HTMLTextAreaElement;
  const pasted = textIn(event.clipboardData);
  if (!pasted) return;
  event.preventDefault();
  const found = split ? cleanLines(pasted) : [];
  if (split && found.length > 1) return split(found);
  const clean = split || field instanceof HTMLInputElement ? cleanLine(pasted) : cleanText(pasted);
  // The one way that keeps the browser's undo; where it is not there, the text is put in by hand.
  if (document.execCommand("insertText", false, clean)) return;
  field.setRangeText(clean, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function textIn(data: DataTransfer | null): string {
  const plain = data?.getData("text/plain") ?? "";
  if (plain) return plain;
  const html = data?.getData("text/html") ?? "";
  return html ? (new DOMParser().parseFromString(html, "text/html").body.textContent ?? "") : "";
}
