/** Around each field: its label, what the label means, what is wrong with the value. */

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
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

const LEAVES_AFTER_MS = 250;

/** A question mark that tells what a term means: on hover, focus or press; Escape takes it away. */
export function Explained({ term }: { term: string }) {
  const found = meaningOf(useForm().terms, term);
  const [isOpen, setOpen] = useState(false);
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const show = (): void => {
    clearTimeout(leaving.current);
    setOpen(true);
  };
  // Time enough to come to the words themselves, to mark and copy them.
  const leave = (): void => void (leaving.current = setTimeout(() => setOpen(false), LEAVES_AFTER_MS));
  useEffect(() => () => clearTimeout(leaving.current), []);
  // As soon as it is seen, or a quick Escape would find nobody.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    // Wherever the focus is: Escape takes away what is in the way, and nothing else.
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    };
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, [isOpen]);
  if (!found) return null;
  return (
    <span class="explained" onMouseEnter={show} onMouseLeave={leave}>
      <button type="button" class="explain" aria-expanded={isOpen} onFocus={show} onBlur={() => setOpen(false)} onClick={show}>
        <span aria-hidden="true">?</span>
        <span class="sr-only">{fieldWords.explains(found.term)}</span>
      </button>
      <span class="meaning" role="status" hidden={!isOpen}>
        <strong>{found.term}</strong>: {found.meaning}
      </span>
    </span>
  );
}
