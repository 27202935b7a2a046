/** Chooses files of the phone or computer, several at once. */

import { useRef } from "preact/hooks";
import { words } from "../words.ts";
import { ClipIcon } from "./icons.tsx";

export function AttachButton({ isDisabled, onFiles }: { isDisabled: boolean; onFiles(files: File[]): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="operator-button attach-button" aria-disabled={isDisabled} title={words.attachment.hint} onClick={() => isDisabled || input.current!.click()}>
        <ClipIcon />
        <span>{words.attachment.button}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={words.attachment.accept}
        onChange={() => {
          onFiles(Array.from(input.current!.files || []));
          // The same file may be chosen again after it was taken out.
          input.current!.value = "";
        }}
      />
    </>
  );
}
