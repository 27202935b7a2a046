/** A day, or a day and a time: typed as people here write it, whatever language the browser speaks; the calendar is a press away. */

import { useRef, useState } from "preact/hooks";
import { CalendarIcon } from "../../ui/icons.tsx";
import { readDate, readMoment, wholeMoment, writtenDate, writtenMoment, type TypedMoment } from "./dates.ts";
import type { DateField, MomentField } from "./field.ts";
import { useForm } from "./form_context.ts";
import { Frame, useTies, type ViewProps } from "./frame.tsx";
import { textOf } from "./values.ts";
import { fieldWords } from "./words.ts";

export function DateView({ field, path, value, onValue }: ViewProps<DateField>) {
  const ties = useTies(path);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Frame field={field} path={path}>
      <span class="date-row">
        <DateInput
          ties={ties}
          label={field.label}
          text={typed ?? writtenDate(value)}
          iso={textOf(value)}
          onText={(text) => {
            setTyped(text);
            onValue(readDate(text));
          }}
          onDone={() => setTyped(null)}
        />
      </span>
    </Frame>
  );
}

export function MomentView({ field, path, value, onValue }: ViewProps<MomentField>) {
  const ties = useTies(path);
  const { isReadOnly } = useForm();
  const [typed, setTyped] = useState<TypedMoment | null>(null);
  const shown = typed ?? writtenMoment(value);
  const change = (part: Partial<TypedMoment>): void => {
    const next = { ...shown, ...part };
    setTyped(next);
    onValue(readMoment(next));
  };
  // In one piece into either half: it belongs into both.
  const onPaste = (event: ClipboardEvent): void => {
    const whole = wholeMoment(event.clipboardData?.getData("text/plain") ?? "");
    if (!whole || isReadOnly) return;
    event.preventDefault();
    change(whole);
  };
  return (
    <Frame field={field} path={path}>
      <span class="date-row">
        <DateInput
          ties={ties}
          label={field.label}
          text={shown.date}
          iso={readDate(shown.date) ?? ""}
          onText={(date) => change({ date })}
          onPaste={onPaste}
          onDone={() => setTyped(null)}
        />
        <input
          type="text"
          autocomplete="off"
          inputMode="text"
          aria-label={fieldWords.clockOf(field.label)}
          aria-invalid={ties["aria-invalid"]}
          placeholder={fieldWords.clock}
          readOnly={isReadOnly}
          value={shown.clock}
          onPaste={onPaste}
          onInput={(event) => change({ clock: event.currentTarget.value })}
          onBlur={() => setTyped(null)}
        />
      </span>
    </Frame>
  );
}

interface DateInputProps {
  ties: ReturnType<typeof useTies>;
  label: string;
  text: string;
  iso: string;
  onText(text: string): void;
  onPaste?(event: ClipboardEvent): void;
  onDone(): void;
}

function DateInput({ ties, label, text, iso, onText, onPaste, onDone }: DateInputProps) {
  const { isReadOnly } = useForm();
  const calendar = useRef<HTMLInputElement>(null);
  return (
    <span class="date-input">
      <input
        {...ties}
        type="text"
        autocomplete="off"
        placeholder={fieldWords.date}
        readOnly={isReadOnly}
        value={text}
        onPaste={onPaste}
        onInput={(event) => onText(event.currentTarget.value)}
        onBlur={onDone}
      />
      {!isReadOnly && (
        <>
          <input
            ref={calendar}
            class="sr-only"
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={/^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso : ""}
            onChange={(event) => {
              onText(writtenDate(event.currentTarget.value));
              onDone();
            }}
          />
          <button type="button" class="icon-button" onClick={() => calendar.current?.showPicker?.()}>
            <CalendarIcon />
            <span class="sr-only">{fieldWords.calendar(label)}</span>
          </button>
        </>
      )}
    </span>
  );
}
