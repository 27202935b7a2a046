/** The letters' size, in steps, kept in this browser. */

import type { KeyValue } from "../chat/storage.ts";

const KEY = "hotline1022.text-size";
const PERCENTS = [90, 100, 115, 130, 150];
const NORMAL = 1;
export const LARGEST = PERCENTS.length - 1;

export function percentOf(size: number): number {
  return PERCENTS[size] || 100;
}

export function loadTextSize(storage: KeyValue): number {
  const stored = storage.get(KEY);
  const size = stored === null ? NORMAL : Number(stored);
  return Number.isInteger(size) && size >= 0 && size <= LARGEST ? size : NORMAL;
}

export function applyTextSize(storage: KeyValue, size: number): void {
  storage.set(KEY, String(size));
  document.documentElement.style.fontSize = `${percentOf(size)}%`;
}
