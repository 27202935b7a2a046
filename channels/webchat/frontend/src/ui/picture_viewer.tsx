/** One picture over the whole page; Escape, the button or a press beside it closes. */

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Attachment } from "../chat/types.ts";
import { words } from "../words.ts";
import { saveAs } from "./attachments.tsx";
import { CloseIcon } from "./icons.tsx";

export function PictureViewer({ url, attachment, onClose }: { url: string; attachment: Attachment; onClose(): void }) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const buttons = Array.from(box.current!.querySelectorAll("button"));
    buttons[0]!.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") {
        event.stopPropagation();
        onClose();
      } else if (event.key === "Tab") {
        event.preventDefault();
        buttons[(buttons.indexOf(document.activeElement as HTMLButtonElement) + 1) % buttons.length]!.focus();
      }
    };
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      if (opener) opener.focus();
    };
  }, []);

  return (
    <div
      ref={box}
      class="viewer"
      role="dialog"
      aria-modal="true"
      aria-label={words.attachment.image(attachment.fileName)}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class="viewer-bar">
        <button type="button" onClick={onClose}>
          <CloseIcon />
          {words.attachment.close}
        </button>
        <button type="button" onClick={() => saveAs(url, attachment.fileName)}>
          {words.attachment.save}
        </button>
      </div>
      <img src={url} alt={words.attachment.image(attachment.fileName)} />
    </div>
  );
}
