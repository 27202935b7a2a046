/** Where the citizen writes. Enter sends, Shift+Enter breaks the line, and a word still being composed is never sent. */

import { useEffect, useImperativeHandle, useRef, useState } from "preact/hooks";
import type { Ref } from "preact";
import type { KeyValue } from "../chat/storage.ts";
import type { Status } from "../chat/types.ts";
import type { Upload, Uploads } from "../chat/uploads.ts";
import { words } from "../words.ts";
import { AttachButton } from "./attach_button.tsx";
import { OperatorIcon, SendIcon } from "./icons.tsx";
import { StatusLine } from "./status_line.tsx";
import { UploadTray } from "./upload_tray.tsx";

const DRAFT_KEY = "hotline1022.draft";

export interface ComposerHandle {
  focus(): void;
  fill(text: string): void;
}

interface Props {
  handle: Ref<ComposerHandle>;
  drafts: KeyValue;
  /** Larger letters need a higher box. */
  textSize: number;
  status: Status;
  uploads: Upload[];
  uploading: Uploads;
  canUpload: boolean;
  announce(text: string): void;
  onTyped(isEmpty: boolean): void;
  onSend(text: string): void;
  onOperator(): void;
  /** Whoever waits for a person goes on with the bot instead. */
  onBot(): void;
}

export function Composer(props: Props) {
  const { handle, drafts, textSize, uploads, uploading, onSend } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const isShift = useRef(false);
  const [length, setLength] = useState(0);
  const isTooLong = length > words.composer.limit;
  const isUploading = uploads.some((upload) => upload.state === "sending");
  const hasFiles = uploads.some((upload) => upload.state === "done");

  const fitHeight = (): void => {
    const box = area.current!;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const onChange = (): void => {
    const text = area.current!.value;
    setLength(lengthOf(text));
    drafts.set(DRAFT_KEY, text);
    props.onTyped(!text.trim());
    fitHeight();
  };
  const addFiles = (files: File[]): void => {
    if (files.length && props.canUpload) uploading.add(files);
    area.current!.focus();
  };
  /** A pasted or dropped picture becomes a file of the message; anything else goes its usual way. */
  const takeFiles = (event: Event, data: DataTransfer | null): void => {
    const files = data ? Array.from(data.files) : [];
    if (!files.length) return;
    event.preventDefault();
    addFiles(files);
  };
  const fill = (text: string): void => {
    area.current!.value = text;
    onChange();
  };
  const submit = (): void => {
    const text = area.current!.value;
    if (isUploading) props.announce(words.attachment.wait);
    if (isUploading || (!text.trim() && !hasFiles) || lengthOf(text) > words.composer.limit) return area.current!.focus();
    onSend(text);
    fill("");
    area.current!.focus();
  };

  useEffect(() => fill(drafts.get(DRAFT_KEY) || ""), []);
  useEffect(fitHeight, [textSize]);
  useImperativeHandle(handle, () => ({ focus: () => area.current!.focus(), fill }), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    isShift.current = event.shiftKey;
    // 229: the key belongs to the input method (also where isComposing is not told).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  // An Enter that an input method passes on after closing its word (Telex on macOS and Android) arrives only as a line break.
  const onBeforeInput = (event: InputEvent): void => {
    const breaksLine = event.inputType === "insertLineBreak" || event.inputType === "insertParagraph";
    if (!breaksLine || isShift.current || event.isComposing) return;
    event.preventDefault();
    submit();
  };

  return (
    <section
      class="composer"
      aria-label={words.composer.form}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFiles(event, event.dataTransfer)}
    >
      <div class="column">
        <div class="composer-top">
          {props.status.owner === "bot" && (
            <button type="button" class="operator-button" onClick={props.onOperator}>
              <OperatorIcon />
              {words.composer.operator}
            </button>
          )}
          <StatusLine status={props.status} />
          {props.status.owner === "queue" && (
            <button type="button" class="operator-button is-way-back" onClick={props.onBot}>
              {words.composer.bot}
            </button>
          )}
          <AttachButton isDisabled={!props.canUpload} onFiles={addFiles} />
        </div>
        <UploadTray uploads={uploads} uploading={uploading} />
        <form
          class="composer-form"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <label class="sr-only" for="question">
            {words.composer.label}
          </label>
          <textarea
            ref={area}
            id="question"
            rows={1}
            placeholder={words.composer.placeholder}
            aria-describedby="composer-hint composer-counter"
            aria-invalid={isTooLong}
            enterkeyhint="send"
            autocomplete="off"
            onInput={onChange}
            onPaste={(event) => takeFiles(event, event.clipboardData)}
            onKeyDown={onKeyDown}
            onBeforeInput={onBeforeInput as (event: Event) => void}
          />
          <button type="submit" class="send-button" aria-disabled={(length === 0 && !hasFiles) || isTooLong || isUploading}>
            <SendIcon />
            <span>{words.composer.send}</span>
          </button>
        </form>
        <Counter length={length} />
        <p id="composer-hint" class="sr-only">
          {words.composer.hint}
        </p>
        <p class="privacy">
          {words.composer.privacy}{" "}
          <a href={words.composer.privacyUrl} target="_blank" rel="noopener">
            {words.composer.privacyLink}
          </a>
        </p>
      </div>
    </section>
  );
}

function Counter({ length }: { length: number }) {
  const left = words.composer.limit - length;
  const isShown = length >= words.composer.counterFrom;
  return (
    <p id="composer-counter" class={`counter${left < 0 ? " is-over" : ""}`} role="status">
      {isShown && (left < 0 ? words.composer.over(-left) : words.composer.left(left))}
    </p>
  );
}

/** Counted as the server counts: characters of the composed form, without the blanks around. */
function lengthOf(text: string): number {
  return Array.from(text.normalize("NFC").trim()).length;
}
