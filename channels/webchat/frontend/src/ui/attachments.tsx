/** Files of a message: a picture as a small one that opens large, a recording to listen to, a paper to save. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment } from "../chat/types.ts";
import { words } from "../words.ts";
import { PaperIcon, SoundIcon } from "./icons.tsx";
import { PictureViewer } from "./picture_viewer.tsx";

export type OpenFile = (attachment: Attachment) => Promise<string>;

interface Props {
  attachments: readonly Attachment[];
  openFile: OpenFile;
}

export function AttachmentList({ attachments, openFile }: Props) {
  if (!attachments.length) return null;
  return (
    <ul class="attachments">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <AttachmentView attachment={attachment} openFile={openFile} />
        </li>
      ))}
    </ul>
  );
}

function AttachmentView({ attachment, openFile }: { attachment: Attachment; openFile: OpenFile }) {
  if (attachment.mediaType.startsWith("image/")) return <Picture attachment={attachment} openFile={openFile} />;
  if (attachment.mediaType.startsWith("audio/")) return <Recording attachment={attachment} openFile={openFile} />;
  return <Paper attachment={attachment} openFile={openFile} />;
}

/** The address of the bytes, asked for by `open`. */
function useFile(attachment: Attachment, openFile: OpenFile) {
  const [url, setUrl] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const open = (): Promise<string | null> => {
    setFailed(false);
    return openFile(attachment).then(
      (found) => {
        setUrl(found);
        return found;
      },
      () => {
        setFailed(true);
        return null;
      },
    );
  };
  return { url, hasFailed, open };
}

function Picture({ attachment, openFile }: { attachment: Attachment; openFile: OpenFile }) {
  const box = useRef<HTMLButtonElement>(null);
  const { url, hasFailed, open } = useFile(attachment, openFile);
  const [isLarge, setLarge] = useState(false);

  // A long conversation does not load the pictures of its beginning before somebody scrolls there.
  useEffect(() => {
    if (typeof IntersectionObserver === "undefined") {
      void open();
      return undefined;
    }
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void open();
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, [attachment.id]);

  return (
    <>
      <button ref={box} type="button" class="picture" aria-label={words.attachment.openImage(attachment.fileName)} onClick={() => (url ? setLarge(true) : void open())}>
        {url ? <img src={url} alt="" /> : <span>{hasFailed ? `${words.attachment.failed} ${words.attachment.again}` : words.attachment.loading}</span>}
      </button>
      {isLarge && url && <PictureViewer url={url} attachment={attachment} onClose={() => setLarge(false)} />}
    </>
  );
}

function Recording({ attachment, openFile }: { attachment: Attachment; openFile: OpenFile }) {
  const { url, hasFailed, open } = useFile(attachment, openFile);
  const [isOpening, setOpening] = useState(false);
  const listen = async (): Promise<void> => {
    setOpening(true);
    await open();
    setOpening(false);
  };
  if (url) return <audio class="recording" controls autoplay src={url} aria-label={attachment.fileName} />;
  return (
    <button type="button" class="file" onClick={() => void listen()}>
      <SoundIcon />
      <FileLabel attachment={attachment} action={hasFailed ? words.attachment.again : isOpening ? words.attachment.loading : words.attachment.listen} />
    </button>
  );
}

function Paper({ attachment, openFile }: { attachment: Attachment; openFile: OpenFile }) {
  const { hasFailed, open } = useFile(attachment, openFile);
  const save = async (): Promise<void> => {
    const url = await open();
    if (url) saveAs(url, attachment.fileName);
  };
  return (
    <button type="button" class="file" onClick={() => void save()}>
      <PaperIcon />
      <FileLabel attachment={attachment} action={hasFailed ? words.attachment.again : words.attachment.save} />
    </button>
  );
}

function FileLabel({ attachment, action }: { attachment: Attachment; action: string }) {
  return (
    <span class="file-label">
      <span class="file-name">{attachment.fileName}</span>
      <span class="file-action">
        {action} · {words.attachment.size(attachment.sizeBytes)}
      </span>
    </span>
  );
}

/** To the reader's own folder: what others sent is not opened inside our page. */
export function saveAs(url: string, fileName: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  document.body.appendChild(link);
  link.click();
  link.remove();
}
