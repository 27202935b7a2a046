/** Finds https addresses, Vietnamese phone numbers, and emergency numbers that one is told to call; everything else stays text. */

export interface TextPart {
  text: string;
  href: string | null;
}

const CANDIDATE = /https:\/\/[^\s<>"“”]+|(?:\+84|0)\d(?:[ .-]?\d){6,9}|1[89]00(?:[ .-]?\d){4,6}|11[1-5]/g;
const TELLS_TO_CALL = /gọi/i;
const DATE = /^\d{1,2}[.-]\d{1,2}[.-]\d{4}$/;

/** The address if a browser may follow it: http, https or tel; null for anything else (`javascript:`, `data:`, …). */
export function safeHref(url: string): string | null {
  const clean = url.trim();
  if (/^tel:[+\d][\d .-]*$/i.test(clean)) return clean.replace(/[ .-]/g, "");
  if (!/^https?:\/\//i.test(clean)) return null;
  try {
    return new URL(clean).href;
  } catch {
    return null;
  }
}

/** Without the sentence's own punctuation at the end; a bracket stays when it was opened within the address. */
function trimUrl(url: string): string {
  let end = url.replace(/[.,;:!?'»…\]]+$/, "");
  while (end.endsWith(")") && end.split(")").length > end.split("(").length) end = end.slice(0, -1).replace(/[.,;:!?]+$/, "");
  return end;
}

/** A letter or a digit. (`\p{L}` would stop the whole script on browsers before 2018.) */
function isWordly(char: string): boolean {
  return /\d/.test(char) || char.toLowerCase() !== char.toUpperCase();
}

/** "Nghị định 113/2025", "113.000 đồng": numbers that are none to call. */
function isEmergencyNumber(text: string, start: number, end: number): boolean {
  return TELLS_TO_CALL.test(text.slice(0, start)) && !/^[/.,-]\d|^\s*(?:đ|%)/.test(text.slice(end, end + 3));
}

function phoneHref(found: string, before: string, after: string): string | null {
  if (isWordly(before) || /[./+-]/.test(before) || isWordly(after) || DATE.test(found)) return null;
  const digits = found.replace(/[ .-]/g, "");
  const length = digits.replace(/^\+84/, "0").length;
  const isHotline = length === 8 && digits.startsWith("02") && digits.endsWith("1022");
  return isHotline || digits.startsWith("1") || length === 10 || length === 11 ? `tel:${digits}` : null;
}

export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  const pattern = new RegExp(CANDIDATE.source, "g");
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const isUrl = match[0].startsWith("https:");
    const found = isUrl ? trimUrl(match[0]) : match[0];
    const end = match.index + found.length;
    const isShort = found.length === 3;
    if (isShort && !isEmergencyNumber(text, match.index, end)) continue;
    const href = isUrl ? safeHref(found) : phoneHref(found, text.charAt(match.index - 1), text.charAt(end));
    if (!href) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index), href: null });
    parts.push({ text: found, href });
    done = end;
    pattern.lastIndex = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), href: null });
  return parts;
}
