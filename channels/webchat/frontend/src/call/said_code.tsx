/** The last tracking code that was said, where captions cannot scroll it away: spelled once by a voice, it is hard to keep. */

import { copyText } from "../ui/clipboard.ts";
import type { Caption } from "./call_panel.tsx";
import { callWords as words } from "./words.ts";

const CODE = /\b[A-Z][0-9A-Z]{2}-[0-9A-Z]{3}-[0-9A-Z]{4}\b/g;

interface Props {
  captions: readonly Caption[];
  announce(text: string): void;
}

export function SaidCode({ captions, announce }: Props) {
  const said = captions.filter((each) => each.who === "said").map((each) => each.text);
  const codes = said.join("\n").match(CODE);
  if (!codes) return null;
  const code = codes[codes.length - 1]!;
  const copy = async (): Promise<void> => announce((await copyText(code)) ? words.copied : words.copyFailed);
  return (
    <p class="call-code">
      <span>
        {words.code} <b>{code}</b>
      </span>
      <button type="button" class="button-quiet" aria-label={words.copyCode} onClick={() => void copy()}>
        {words.copy}
      </button>
    </p>
  );
}
