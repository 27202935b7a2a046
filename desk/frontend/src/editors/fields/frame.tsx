/** Around each field: its label, what the label means, what is wrong with the value. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Field } from "./field.ts";
import { meaningOf, useForm, useProblem } from "./form_context.ts";
import { idOf } from "./problems.ts";
import { fieldWords } from "./words.ts";

export interface ViewProps<F> {
  field: F;
  path: string;
  value: unknown;
  onValue(value: unknown): void;
}

/** What ties an input to its frame. */
export function useTies(path: string): { id: string; "aria-describedby": string; "aria-invalid": boolean } {
  const id = idOf(path);
  return { id, "aria-describedby": `${id}-more`, "aria-invalid": Boolean(useProblem(path)) };
}

interface Props {
  field: Field;
  path: string;
  /** For what is no single input: the label is a heading of a group. */
  isGroup?: boolean;
  children: ComponentChildren;
}

export function Frame({ field, path, isGroup, children }: Props) {
  const id = idOf(path);
  const problem = useProblem(path);
  const more = (
    <p id={`${id}-more`} class={problem ? "field-failure" : "hint"}>
      {problem || field.hint}
    </p>
  );
  const label = (
    <>
      {field.label}
      {field.isNeeded && (
        <span class="needed">
          <span aria-hidden="true"> *</span>
          <span class="sr-only"> ({fieldWords.needed})</span>
        </span>
      )}
    </>
  );
  const sized = `field is-w${field.width ?? 12}`;
  if (isGroup) {
    return (
      <div class={`${sized} is-group`} role="group" aria-labelledby={`${id}-label`} id={id} tabIndex={-1}>
        <div class="label-row">
          <span class="label" id={`${id}-label`}>
            {label}
          </span>
          <Explained term={field.term ?? field.label} />
        </div>
        {more}
        {children}
      </div>
    );
  }
  return (
    <div class={sized}>
      <div class="label-row">
        <label for={id}>{label}</label>
        <Explained term={field.term ?? field.label} />
      </div>
      {children}
      {more}
    </div>
  );
}

/** A question mark that tells what a term means: on hover, focus or press; Escape takes it away. */
export function Explained({ term }: { term: string }) {
  const found = meaningOf(useForm().terms, term);
  const [isOpen, setOpen] = useState(false);
  if (!found) return null;
  return (
    <span class="explained" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <button
        type="button"
        class="explain"
        aria-expanded={isOpen}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !isOpen) return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(false);
        }}
      >
        <span aria-hidden="true">?</span>
        <span class="sr-only">{fieldWords.explains(found.term)}</span>
      </button>
      <span class="meaning" role="status" hidden={!isOpen}>
        <strong>{found.term}</strong>: {found.meaning}
      </span>
    </span>
  );
}
