/** The twelve keys of a telephone. */

import { callWords as words } from "./words.ts";

export const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

export function Keypad({ onPress }: { onPress(key: string): void }) {
  return (
    <div class="call-keys" role="group" aria-label={words.keys}>
      {KEYS.map((key) => (
        <button key={key} type="button" aria-label={words.key(key)} onClick={() => onPress(key)}>
          {key}
        </button>
      ))}
    </div>
  );
}
