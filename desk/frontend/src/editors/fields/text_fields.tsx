/** Fields of one value that is typed: a line, a text, a number. */

import { useState } from "preact/hooks";
import type { LineField, NumberField, TextField } from "./field.ts";
import { useForm } from "./form_context.ts";
import { Frame, useTies, type ViewProps } from "./frame.tsx";
import { pasteClean } from "./paste.ts";
import { readNumber, textOf, writtenNumber } from "./values.ts";
import { fieldWords } from "./words.ts";

export const SPELLED = { spellcheck: true, lang: "vi" } as const;

export function LineView({ field, path, value, onValue }: ViewProps<LineField>) {
  const ties = useTies(path);
  const isReadOnly = useForm().isReadOnly || Boolean(field.isLocked);
  return (
    <Frame field={field.isLocked ? { ...field, hint: fieldWords.locked } : field} path={path}>
      <input
        {...ties}
        {...SPELLED}
        type="text"
        autocomplete="off"
        inputMode={field.inputMode}
        spellcheck={field.inputMode === undefined && !field.isLocked}
        readOnly={isReadOnly}
        value={textOf(value)}
        onPaste={pasteClean}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function TextView({ field, path, value, onValue }: ViewProps<TextField>) {
  const ties = useTies(path);
  const { isReadOnly } = useForm();
  return (
    <Frame field={field} path={path}>
      <textarea
        {...ties}
        {...SPELLED}
        class="grows"
        rows={field.rows ?? 3}
        readOnly={isReadOnly}
        value={textOf(value)}
        onPaste={pasteClean}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

/** Shown with its thousands apart, but bare while it is typed: the cursor must not jump. */
export function NumberView({ field, path, value, onValue }: ViewProps<NumberField>) {
  const ties = useTies(path);
  const { isReadOnly } = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Frame field={field} path={path}>
      <span class="with-unit">
        <input
          {...ties}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          readOnly={isReadOnly}
          value={typed ?? writtenNumber(value)}
          onFocus={(event) => {
            // At once, not with the next drawing: what is typed next takes the place of what is chosen.
            const bare = textOf(value);
            event.currentTarget.value = bare;
            event.currentTarget.select();
            setTyped(bare);
          }}
          onBlur={() => setTyped(null)}
          onPaste={pasteClean}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            onValue(readNumber(event.currentTarget.value) ?? field.ifEmpty ?? null);
          }}
        />
        {field.unit && <span class="unit">{field.unit}</span>}
      </span>
    </Frame>
  );
}
