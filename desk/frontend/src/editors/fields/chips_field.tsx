/** Short texts of which there are many: each a chip that can be pressed to be changed, or taken away. */

import { useRef, useState } from "preact/hooks";
import { fold } from "../../state/folding.ts";
import { useContextOfDesk } from "../../ui/context.ts";
import { CloseIcon } from "../../ui/icons.tsx";
import type { ChipsField } from "./field.ts";
import { useForm } from "./form_context.ts";
import { Frame, useTies, type ViewProps } from "./frame.tsx";
import { pasteClean } from "./paste.ts";
import { SPELLED } from "./text_fields.tsx";
import { textsOf } from "./values.ts";
import { fieldWords } from "./words.ts";

export function ChipsView({ field, path, value, onValue }: ViewProps<ChipsField>) {
  const ties = useTies(path);
  const { isReadOnly } = useForm();
  const { announce } = useContextOfDesk();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const chips = textsOf(value);
  const add = (texts: string[], without?: number): void => {
    const next = chips.filter((_, place) => place !== without);
    texts
      .map((text) => text.replace(/\s+/g, " ").trim())
      .filter((text) => text && !next.some((each) => fold(each) === fold(text) && each.toLowerCase() === text.toLowerCase()))
      .forEach((text) => next.push(text));
    onValue(next);
    setTyped("");
  };
  const remove = (place: number): void => {
    onValue(chips.filter((_, each) => each !== place));
    announce(fieldWords.removed(chips[place]!));
    input.current?.focus();
  };
  const edit = (place: number): void => {
    add([typed], place);
    setTyped(chips[place]!);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      if (typed.trim()) add([typed]);
    } else if (event.key === "Backspace" && !typed && chips.length) {
      event.preventDefault();
      edit(chips.length - 1);
    }
  };
  return (
    <Frame field={isReadOnly ? field : { ...field, hint: field.hint ?? fieldWords.chipHint }} path={path}>
      <div class="chip-box" onClick={(event) => event.target === event.currentTarget && input.current?.focus()}>
        {chips.map((chip, place) => (
          <span key={`${place}-${chip}`} class="typed-chip">
            <button type="button" class="chip-text" disabled={isReadOnly} onClick={() => edit(place)}>
              <span class="sr-only">{fieldWords.chipEdit("")} </span>
              {chip}
            </button>
            {!isReadOnly && (
              <button type="button" class="chip-remove" onClick={() => remove(place)}>
                <CloseIcon />
                <span class="sr-only">{fieldWords.chipRemove(chip)}</span>
              </button>
            )}
          </span>
        ))}
        <input
          ref={input}
          {...ties}
          {...SPELLED}
          type="text"
          autocomplete="off"
          readOnly={isReadOnly}
          value={typed}
          onPaste={(event) => pasteClean(event, (lines) => add([typed, ...lines]))}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => typed.trim() && add([typed])}
        />
      </div>
    </Frame>
  );
}
