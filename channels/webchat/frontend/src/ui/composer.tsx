/** Where the citizen writes. Enter sends, Shift+Enter breaks the line, and a word still being composed is never sent. */

import { useEffect, useImperativeHandle, useRef, useState } from "preact/hooks";
import type { Ref } from "preact";
import type { KeyValue } from "../chat/storage.ts";
import { words } from "../words.ts";
import { OperatorIcon, SendIcon } from "./icons.tsx";

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
  onSend(text: string): void;
  onOperator(): void;
}

export function Composer({ handle, drafts, textSize, onSend, onOperator }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const isShift = useRef(false);
  const [length, setLength] = useState(0);
  const isTooLong = length > words.composer.limit;

  const fitHeight = (): void => {
    const box = area.current!;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const onChange = (): void => {
    const text = area.current!.value;
    setLength(lengthOf(text));
    drafts.set(DRAFT_KEY, text);
    fitHeight();
  };
  const fill = (text: string): void => {
    area.current!.value = text;
    onChange();
  };
  const submit = (): void => {
    const text = area.current!.value;
    if (!text.trim() || lengthOf(text) > words.composer.limit) return area.current!.focus();
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
    <section class="composer" aria-label={words.composer.form}>
      <div class="column">
        <div class="composer-top">
          <button type="button" class="operator-button" onClick={onOperator}>
            <OperatorIcon />
            {words.composer.operator}
          </button>
          <Counter length={length} />
        </div>
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
            onKeyDown={onKeyDown}
            onBeforeInput={onBeforeInput as (event: Event) => void}
          />
          <button type="submit" class="send-button" aria-disabled={length === 0 || isTooLong}>
            <SendIcon />
            <span>{words.composer.send}</span>
          </button>
        </form>
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
