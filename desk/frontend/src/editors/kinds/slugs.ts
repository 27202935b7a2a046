import { fold } from "../../state/folding.ts";

const MOST_LETTERS = 60;

/** "Mất sổ đỏ thì làm gì?" → "mat-so-do-thi-lam-gi", cut between words. */
export function slugOf(text: string): string {
  const whole = fold(text)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (whole.length <= MOST_LETTERS) return whole;
  return whole.slice(0, MOST_LETTERS + 1).replace(/-[^-]*$/, "");
}
