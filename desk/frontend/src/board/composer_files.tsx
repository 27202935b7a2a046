/** Files on their way into a reply: picked, pasted or dropped; uploaded at once, sent with the text. */

import { useRef, useState } from "preact/hooks";
import { DeskFailure } from "../api/http.ts";
import type { Attachment } from "../api/types.ts";
import { useContextOfDesk } from "../ui/context.ts";
import { ClipIcon, CloseIcon, FileIcon } from "../ui/icons.tsx";
import { words } from "../words.ts";
import { sizeInWords } from "./attachments.tsx";

const ACCEPTED = "image/*,application/pdf,audio/*";

export interface Files {
  attachments: Attachment[];
  uploading: string[];
  isUploading: boolean;
  isOver: boolean;
  add(files: File[]): void;
  remove(id: string): void;
  clear(): void;
  dropTarget: { onDragOver(event: DragEvent): void; onDragLeave(): void; onDrop(event: DragEvent): void };
}

export function useFiles(conversationId: string, kept: Attachment[], onChange: (all: Attachment[]) => void, onProblem: (text: string) => void): Files {
  const { api, session } = useContextOfDesk();
  const [attachments, setAttachments] = useState(kept);
  const [uploading, setUploading] = useState<string[]>([]);
  const [isOver, setOver] = useState(false);
  const all = useRef(kept);
  const change = (next: Attachment[]): void => {
    all.current = next;
    setAttachments(next);
    onChange(next);
  };
  const upload = async (file: File): Promise<void> => {
    const limit = session.state.me!.max_attachment_megabytes;
    if (file.size > limit * 1_000_000) return onProblem(words.composer.fileTooLarge(file.name, limit));
    setUploading((names) => [...names, file.name]);
    try {
      const stored = await api.attach(conversationId, file);
      change([...all.current, stored]);
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      onProblem(`${file.name}: ${error.message}`);
    } finally {
      setUploading((names) => names.filter((_, index) => index !== names.indexOf(file.name)));
    }
  };
  const add = (files: File[]): void => {
    onProblem("");
    files.forEach((file) => void upload(file));
  };
  return {
    attachments,
    uploading,
    isUploading: uploading.length > 0,
    isOver,
    add,
    remove: (id) => change(all.current.filter((each) => each.id !== id)),
    clear: () => change([]),
    dropTarget: {
      onDragOver: (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        add(Array.from(event.dataTransfer?.files ?? []));
      },
    },
  };
}

export function FileInput({ files }: { files: Files }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="icon-button" title={words.composer.attach} onClick={() => input.current!.click()}>
        <ClipIcon />
        <span class="sr-only">{words.composer.attach}</span>
      </button>
      <input
        ref={input}
        class="sr-only"
        type="file"
        multiple
        accept={ACCEPTED}
        tabIndex={-1}
        aria-label={words.composer.attach}
        onChange={(event) => {
          files.add(Array.from(event.currentTarget.files ?? []));
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

export function FileChips({ files }: { files: Files }) {
  if (!files.attachments.length && !files.uploading.length) return null;
  return (
    <ul class="file-chips" aria-label={words.composer.attachments}>
      {files.attachments.map((each) => (
        <li key={each.id}>
          <FileIcon /> {each.file_name} <small>{sizeInWords(each.size_bytes)}</small>
          <button type="button" class="icon-button" onClick={() => files.remove(each.id)}>
            <CloseIcon />
            <span class="sr-only">{words.composer.removeFile(each.file_name)}</span>
          </button>
        </li>
      ))}
      {files.uploading.map((name, index) => (
        <li key={`${name}${index}`}>
          {name} <small>{words.composer.uploading}</small>
        </li>
      ))}
    </ul>
  );
}
