/** The files chosen for the next message: how far each is, and what can be done about one that is not taken. */

import { useEffect, useState } from "preact/hooks";
import type { Upload, Uploads } from "../chat/uploads.ts";
import { words } from "../words.ts";
import { CloseIcon, PaperIcon, PictureIcon, SoundIcon } from "./icons.tsx";

export function UploadTray({ uploads, uploading }: { uploads: Upload[]; uploading: Uploads }) {
  return (
    <>
      <p class="tray-notice" role="alert">
        {uploading.notice}
      </p>
      {uploads.length > 0 && <TrayList uploads={uploads} uploading={uploading} />}
    </>
  );
}

function TrayList({ uploads, uploading }: { uploads: Upload[]; uploading: Uploads }) {
  return (
    <ul class="tray" aria-label={words.attachment.tray}>
      {uploads.map((upload) => (
        <li key={upload.key} class={`tray-item is-${upload.state}`}>
          <Preview file={upload.file} />
          <span class="tray-label">
            <span class="file-name">{upload.name}</span>
            <span class="tray-state">{stateOf(upload)}</span>
            {upload.state === "sending" && <progress max={1} value={upload.share} aria-label={upload.name} />}
          </span>
          {upload.state === "failed" && (
            <button type="button" class="text-button" onClick={() => uploading.retry(upload.key)}>
              {words.attachment.retry}
            </button>
          )}
          <button type="button" class="tray-remove" aria-label={words.attachment.remove(upload.name)} onClick={() => uploading.remove(upload.key)}>
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}

function stateOf(upload: Upload): string {
  if (upload.state === "done") return `${words.attachment.done} · ${words.attachment.size(upload.file.size)}`;
  if (upload.state !== "sending") return upload.reason;
  return upload.share >= 1 ? words.attachment.checking : words.attachment.sending(Math.floor(upload.share * 100));
}

function Preview({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null);
  const isPicture = /^image\/(jpeg|png|webp|gif)$/.test(file.type);
  useEffect(() => {
    if (!isPicture) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url) return <img class="tray-picture" src={url} alt="" onError={() => setUrl(null)} />;
  return <span class="tray-picture">{isPicture ? <PictureIcon /> : file.type.startsWith("audio/") ? <SoundIcon /> : <PaperIcon />}</span>;
}
