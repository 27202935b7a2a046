/** Labelled fields; what goes wrong is said at the field and tied to it. */

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

let lastNumber = 0;
function useNewId(): string {
  return useRef(`field-${++lastNumber}`).current;
}

interface Common {
  label: string;
  hint?: string | undefined;
  failure?: string | undefined;
}

type InputProps = Common & {
  value: string;
  type?: "text" | "password" | "search" | "tel" | "date" | "datetime-local";
  class?: string;
  autocomplete?: string;
  autocapitalize?: string;
  inputMode?: "numeric";
  maxLength?: number;
  spellcheck?: boolean;
  onValue(value: string): void;
};

export function TextField({ label, hint, failure, value, onValue, ...rest }: InputProps) {
  const id = useNewId();
  const attributes: Record<string, unknown> = { type: "text", ...rest };
  return (
    <Frame id={id} label={label} hint={hint} failure={failure}>
      <input
        {...attributes}
        id={id}
        value={value}
        aria-describedby={`${id}-more`}
        aria-invalid={Boolean(failure)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

type AreaProps = Common & { value: string; rows?: number; onValue(value: string): void; autofocus?: boolean };

export function AreaField({ label, hint, failure, value, rows = 3, onValue, autofocus }: AreaProps) {
  const id = useNewId();
  return (
    <Frame id={id} label={label} hint={hint} failure={failure}>
      <textarea
        id={id}
        rows={rows}
        value={value}
        autofocus={autofocus}
        aria-describedby={`${id}-more`}
        aria-invalid={Boolean(failure)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

export interface Choice {
  value: string;
  label: string;
}

type SelectProps = Common & { value: string; choices: Choice[]; onValue(value: string): void };

export function SelectField({ label, hint, failure, value, choices, onValue }: SelectProps) {
  const id = useNewId();
  return (
    <Frame id={id} label={label} hint={hint} failure={failure}>
      <select id={id} value={value} aria-describedby={`${id}-more`} aria-invalid={Boolean(failure)} onChange={(event) => onValue(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function CheckField({ label, hint, isOn, onChange }: { label: string; hint?: string; isOn: boolean; onChange(isOn: boolean): void }) {
  const id = useNewId();
  return (
    <div class="check">
      <input id={id} type="checkbox" checked={isOn} aria-describedby={`${id}-more`} onChange={(event) => onChange(event.currentTarget.checked)} />
      <label for={id}>{label}</label>
      <p id={`${id}-more`} class="hint">
        {hint}
      </p>
    </div>
  );
}

function Frame({ id, label, hint, failure, children }: Common & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      <p id={`${id}-more`} class={failure ? "field-failure" : "hint"}>
        {failure || hint}
      </p>
    </div>
  );
}

export const choicesOf = (names: Record<string, string>, first?: string): Choice[] => [
  ...(first === undefined ? [] : [{ value: "", label: first }]),
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];
