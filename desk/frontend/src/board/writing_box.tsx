/** The text area with its two helpers: ready-made replies after `/`, colleagues after `@`. Enter submits, Shift+Enter breaks the line. */

import type { Ref } from "preact";
import { useImperativeHandle, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CannedReply, Colleague } from "../api/types.ts";
import { fold } from "../state/folding.ts";
import { pieces } from "../state/variables.ts";
import type { ComposerTab } from "../ui/context.ts";
import { words } from "../words.ts";
import { tokenAt } from "./composer_rules.ts";
import { Picker, type Pick } from "./picker.tsx";

export interface WritingHandle {
  focus(): void;
  /** The text as it would be with `added` at the cursor. */
  withInserted(added: string): string;
}

interface Props {
  handle: Ref<WritingHandle>;
  tab: ComposerTab;
  text: string;
  isReadOnly: boolean;
  canned: CannedReply[];
  colleagues: Colleague[];
  fill(template: string): string;
  onText(text: string): void;
  onSubmit(): void;
  onSubmitAndEnd(): void;
  onFiles: ((files: File[]) => void) | null;
  onTooLong(count: number): void;
}

const MOST_PICKS = 8;

export function WritingBox(props: Props) {
  const { tab, text } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const behind = useRef<HTMLDivElement>(null);
  const isShift = useRef(false);
  const [cursor, setCursor] = useState(text.length);
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState("");
  const token = tokenAt(text, cursor, tab === "reply" ? "/" : "@");
  const picks = token && !props.isReadOnly && dismissed !== text ? picksFor(token.looked, props) : null;
  const chosen = picks && picks.length ? Math.min(at, picks.length - 1) : -1;

  useLayoutEffect(() => {
    const box = area.current!;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }, [text]);
  useImperativeHandle(
    props.handle,
    () => ({
      focus: () => area.current!.focus(),
      withInserted: (added) => {
        const { selectionStart, selectionEnd, value } = area.current!;
        const before = value.slice(0, selectionStart);
        return `${before}${before && !/\s$/.test(before) ? "\n" : ""}${added}${value.slice(selectionEnd)}`;
      },
    }),
    [],
  );

  const change = (next: string, nextCursor: number): void => {
    setCursor(nextCursor);
    setAt(0);
    props.onText(next);
  };
  const follow = (): void => setCursor(area.current!.selectionStart);
  const pick = (picked: Pick): void => {
    const inserted = tab === "reply" ? props.fill(picked.inserts) : picked.inserts;
    const next = text.slice(0, token!.start) + inserted + text.slice(cursor);
    const end = token!.start + inserted.length;
    // At once, not with the next drawing: whoever types on must not find the cursor in the wrong place.
    area.current!.value = next;
    area.current!.focus();
    area.current!.setSelectionRange(end, end);
    change(next, end);
  };

  const onPickerKey = (event: KeyboardEvent): boolean => {
    if (!picks) return false;
    if (event.key === "Escape") setDismissed(text);
    else if (chosen < 0) return false;
    else if (event.key === "ArrowDown") setAt((chosen + 1) % picks.length);
    else if (event.key === "ArrowUp") setAt((chosen + picks.length - 1) % picks.length);
    else if (event.key === "Enter" || event.key === "Tab") pick(picks[chosen]!);
    else return false;
    event.preventDefault();
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    isShift.current = event.shiftKey;
    // 229: the key belongs to the input method (also where isComposing is not told).
    if (event.isComposing || event.keyCode === 229 || onPickerKey(event)) return;
    if (event.key === "Escape") {
      area.current!.blur();
      area.current!.closest<HTMLElement>("section.thread")?.focus();
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) props.onSubmitAndEnd();
    else props.onSubmit();
  };
  // An Enter that an input method passes on after closing its word arrives only as a line break.
  const onBeforeInput = (event: InputEvent): void => {
    const breaksLine = event.inputType === "insertLineBreak" || event.inputType === "insertParagraph";
    if (!breaksLine || isShift.current || event.isComposing) return;
    event.preventDefault();
    props.onSubmit();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const files = Array.from(event.clipboardData?.files ?? []);
    if (files.length && props.onFiles) {
      event.preventDefault();
      return props.onFiles(files);
    }
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length <= words.composer.pasteLimit) return;
    event.preventDefault();
    props.onTooLong(pasted.length);
  };

  return (
    <div class="writing">
      {picks && <Picker title={tab === "reply" ? words.composer.picker : words.composer.mentions} picks={picks} chosen={chosen} onPick={pick} />}
      <div class="writing-frame">
        <div class="writing-behind" ref={behind} aria-hidden="true">
          {pieces(text).map((piece, index) => (piece.isVariable ? <mark key={index}>{piece.text}</mark> : piece.text))}{" "}
        </div>
        <textarea
          ref={area}
          rows={2}
          value={text}
          readOnly={props.isReadOnly}
          aria-label={tab === "reply" ? words.composer.replyLabel : words.composer.noteLabel}
          aria-describedby="composer-hint composer-counter"
          placeholder={tab === "reply" ? words.composer.replyPlaceholder : words.composer.notePlaceholder}
          aria-autocomplete="list"
          {...(picks ? { "aria-controls": "picker" } : {})}
          {...(chosen >= 0 ? { "aria-activedescendant": `pick-${chosen}` } : {})}
          autocomplete="off"
          onInput={(event) => change(event.currentTarget.value, event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onKeyUp={follow}
          onClick={follow}
          onBeforeInput={onBeforeInput as (event: Event) => void}
          onPaste={onPaste}
          onScroll={() => (behind.current!.scrollTop = area.current!.scrollTop)}
        />
      </div>
    </div>
  );
}

function picksFor(looked: string, { tab, canned, colleagues, fill }: Props): Pick[] {
  const wanted = fold(looked);
  const found =
    tab === "reply"
      ? canned
          .filter((each) => fold(`${each.shortcut} ${each.title} ${each.text}`).includes(wanted))
          .sort((one, other) => Number(!fold(one.shortcut).startsWith(wanted)) - Number(!fold(other.shortcut).startsWith(wanted)))
          .map((each) => ({ key: each.id, name: `/${each.shortcut}`, title: each.title, more: fill(each.text), inserts: each.text }))
      : colleagues
          .filter((each) => fold(`${each.username} ${each.display_name}`).includes(wanted))
          .map((each) => ({ key: each.id, name: `@${each.username}`, title: each.display_name, more: each.group_name, inserts: `@${each.username} ` }));
  return found.slice(0, MOST_PICKS);
}
