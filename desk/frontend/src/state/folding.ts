/** Vietnamese without its diacritics, in small letters: how people type when they look for something. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}

/** Those that hold every word looked for; first those that begin with it. */
export function foldedMatches(texts: readonly string[], looked: string): string[] {
  const wanted = fold(looked).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [...texts];
  const whole = wanted.join(" ");
  const found = texts.filter((text) => wanted.every((word) => fold(text).includes(word)));
  const begins = (text: string): number => (fold(text).startsWith(whole) ? 0 : 1);
  return found.sort((one, other) => begins(one) - begins(other));
}
