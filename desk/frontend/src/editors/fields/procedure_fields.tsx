/** A procedure, or several: found by name or code, kept as their codes. */

import { useState } from "preact/hooks";
import { ProcedureField as ProcedureLookUp } from "../../ui/subject_fields.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import type { ProcedureField, ProceduresField } from "./field.ts";
import { useForm, useProblem } from "./form_context.ts";
import { Frame, type ViewProps } from "./frame.tsx";
import { idOf } from "./problems.ts";
import { textOf, textsOf } from "./values.ts";
import { fieldWords } from "./words.ts";

export function ProcedureView({ field, path, value, onValue }: ViewProps<ProcedureField>) {
  const { isReadOnly } = useForm();
  const problem = useProblem(path);
  const code = textOf(value);
  if (isReadOnly || field.isLocked) {
    return (
      <Frame field={field} path={path}>
        <input id={idOf(path)} type="text" readOnly value={code} aria-describedby={`${idOf(path)}-more`} />
      </Frame>
    );
  }
  return (
    <div class={`field is-w${field.width ?? 12}`} id={idOf(path)}>
      <ProcedureLookUp key={code} label={field.label} code={code} onChoose={(found) => onValue(found?.code ?? "")} />
      {problem && <p class="field-failure">{problem}</p>}
    </div>
  );
}

export function ProceduresView({ field, path, value, onValue }: ViewProps<ProceduresField>) {
  const { isReadOnly } = useForm();
  const codes = textsOf(value);
  const [turn, setTurn] = useState(0);
  return (
    <Frame field={field} path={path} isGroup>
      {codes.length > 0 && (
        <ul class="chip-box is-list">
          {codes.map((code) => (
            <li key={code} class="typed-chip">
              <span class="chip-text code">{code}</span>
              {!isReadOnly && (
                <button type="button" class="chip-remove" onClick={() => onValue(codes.filter((each) => each !== code))}>
                  <CloseIcon />
                  <span class="sr-only">{fieldWords.chipRemove(code)}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <ProcedureLookUp
          key={turn}
          label={fieldWords.addProcedure}
          code=""
          onChoose={(found) => {
            if (!found) return;
            if (!codes.includes(found.code)) onValue([...codes, found.code]);
            setTurn(turn + 1);
          }}
        />
      )}
    </Frame>
  );
}
