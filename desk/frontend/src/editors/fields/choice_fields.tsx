/** Fields in which something is picked: one of several, several of several, yes or no. */

import type { CheckField, ChecksField, SelectField } from "./field.ts";
import { useForm } from "./form_context.ts";
import { Frame, useTies, type ViewProps } from "./frame.tsx";
import { idOf } from "./problems.ts";
import { textOf, textsOf } from "./values.ts";

export function SelectView({ field, path, value, onValue }: ViewProps<SelectField>) {
  const ties = useTies(path);
  const { isReadOnly } = useForm();
  const chosen = textOf(value);
  // A value that is none of the choices must not look like the first of them.
  const isForeign = chosen !== "" && !field.choices.some((choice) => choice.value === chosen);
  return (
    <Frame field={field} path={path}>
      <select {...ties} disabled={isReadOnly} value={chosen} onChange={(event) => onValue(event.currentTarget.value || (field.none === undefined ? "" : null))}>
        {(field.none !== undefined || chosen === "") && <option value="">{field.none ?? ""}</option>}
        {isForeign && <option value={chosen}>{chosen}</option>}
        {field.choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === chosen}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function CheckView({ field, path, value, onValue }: ViewProps<CheckField>) {
  const ties = useTies(path);
  const { isReadOnly } = useForm();
  return (
    <div class={`field is-w${field.width ?? 12}`}>
      <div class="check">
        <input {...ties} type="checkbox" disabled={isReadOnly} checked={value === true} onChange={(event) => onValue(event.currentTarget.checked)} />
        <label for={ties.id}>{field.label}</label>
        <p id={`${ties.id}-more`} class="hint">
          {field.hint}
        </p>
      </div>
    </div>
  );
}

export function ChecksView({ field, path, value, onValue }: ViewProps<ChecksField>) {
  const { isReadOnly } = useForm();
  const chosen = textsOf(value);
  const change = (name: string, isOn: boolean): void =>
    onValue(field.choices.map((choice) => choice.value).filter((each) => (each === name ? isOn : chosen.includes(each))));
  return (
    <Frame field={field} path={path} isGroup>
      <div class="checks">
        {field.choices.map((choice) => (
          <span key={choice.value} class="check">
            <input
              id={`${idOf(path)}-${choice.value}`}
              type="checkbox"
              disabled={isReadOnly}
              checked={chosen.includes(choice.value)}
              onChange={(event) => change(choice.value, event.currentTarget.checked)}
            />
            <label for={`${idOf(path)}-${choice.value}`}>{choice.label}</label>
          </span>
        ))}
      </div>
    </Frame>
  );
}
