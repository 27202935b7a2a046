/** Files of a message: pictures to look at, sound to hear, all to download. */

import { useState } from "preact/hooks";
import { ROOT } from "../api/http.ts";
import type { Attachment } from "../api/types.ts";
import { Dialog } from "../ui/dialog.tsx";
import { FileIcon } from "../ui/icons.tsx";
import { words } from "../words.ts";

const addressOf = (attachment: Attachment): string => `${ROOT}/attachments/${encodeURIComponent(attachment.id)}`;

export function sizeInWords(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes >= 1 ? `${megabytes.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}

export function Attachments({ attachments }: { attachments: Attachment[] }) {
  const [shown, setShown] = useState<Attachment | null>(null);
  if (!attachments.length) return null;
  return (
    <ul class="files">
      {attachments.map((each) => (
        <li key={each.id}>
          {each.media_type.startsWith("image/") && (
            <button type="button" class="thumb" onClick={() => setShown(each)}>
              <img src={addressOf(each)} alt={words.thread.image(each.file_name)} loading="lazy" />
            </button>
          )}
          {each.media_type.startsWith("audio/") && <audio controls preload="none" src={addressOf(each)} aria-label={words.thread.audio(each.file_name)} />}
          <a class="file-line" href={addressOf(each)} download={each.file_name}>
            <FileIcon />
            <span>
              {each.file_name} <small>{sizeInWords(each.size_bytes)}</small>
            </span>
            <span class="sr-only"> – {words.thread.download}</span>
          </a>
        </li>
      ))}
      {shown && (
        <li class="no-mark">
          <Dialog title={shown.file_name} size="wide" onClose={() => setShown(null)}>
            <img class="picture" src={addressOf(shown)} alt={shown.file_name} />
            <a class="button" href={addressOf(shown)} download={shown.file_name}>
              {words.thread.download}
            </a>
          </Dialog>
        </li>
      )}
    </ul>
  );
}
