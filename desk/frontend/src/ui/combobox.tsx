/** A field in which one of many is found by typing: with the keyboard as the ARIA pattern of a combobox has it. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { fold } from "../state/folding.ts";
import { words } from "../words.ts";
import { CloseIcon } from "./icons.tsx";

export interface Candidate {
  value: string;
  label: string;
  more?: string;
}

interface Props {
  label: string;
  hint?: string | undefined;
  failure?: string | undefined;
  /** What is chosen, as people read it; "" for nothing. */
  chosen: string;
  placeholder?: string;
  candidates: readonly Candidate[];
  /** What is said where no candidate fits. */
  empty: string;
  onLook(looked: string): void;
  /** null takes the choice back. */
  onChoose(candidate: Candidate | null): void;
}

const MOST_SHOWN = 50;
let lastNumber = 0;

export function Combobox(props: Props) {
  const { label, hint, failure, chosen, placeholder, empty, onLook, onChoose } = props;
  const id = useRef(`combobox-${++lastNumber}`).current;
  const field = useRef<HTMLInputElement>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const isOpen = looked !== null;
  const shown = props.candidates.slice(0, MOST_SHOWN);
  const open = (text: string): void => {
    setLooked(text);
    setAt(0);
    onLook(text);
  };
  const close = (): void => setLooked(null);
  const isPressed = usePress(isOpen, () => document.activeElement !== field.current && close());
  const leave = (): void => {
    const typed = shown.find((candidate) => looked && fold(candidate.label) === fold(looked.trim()));
    if (typed) onChoose(typed);
    if (!isPressed.current) close();
  };
  const choose = (candidate: Candidate | null): void => {
    onChoose(candidate);
    close();
    field.current?.focus();
  };
  const step = (by: number): void => {
    if (!isOpen) return open("");
    if (shown.length) setAt((before) => (before + by + shown.length) % shown.length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: () => isOpen && shown[at] && choose(shown[at]!),
      Escape: () => isOpen && close(),
    }[event.key];
    // Closed, Enter sends the form and Escape closes the dialog, as in any other field.
    if (!action || event.isComposing || (!isOpen && (event.key === "Enter" || event.key === "Escape"))) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <div class="field combobox">
      <label for={id}>{label}</label>
      <div class="combobox-row">
        <input
          ref={field}
          id={id}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && shown[at] ? `${id}-${at}` : undefined}
          aria-describedby={`${id}-more`}
          aria-invalid={Boolean(failure)}
          placeholder={chosen || placeholder}
          value={looked ?? chosen}
          onInput={(event) => open(event.currentTarget.value)}
          onClick={() => !isOpen && open("")}
          onKeyDown={onKeyDown}
          onBlur={leave}
        />
        {chosen && !isOpen && (
          <button type="button" class="icon-button" onClick={() => choose(null)}>
            <CloseIcon />
            <span class="sr-only">{words.combobox.clear(label)}</span>
          </button>
        )}
      </div>
      {isOpen && (
        <List id={id} label={label} at={at} empty={empty} cut={props.candidates.length > shown.length}>
          {shown.map((candidate, index) => (
            <li
              key={candidate.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(candidate);
              }}
            >
              {candidate.label}
              {candidate.more && <small>{candidate.more}</small>}
            </li>
          ))}
        </List>
      )}
      <p id={`${id}-more`} class={failure ? "field-failure" : "hint"}>
        {failure || hint}
      </p>
    </div>
  );
}

/** Whether the mouse or a finger is down. What is pressed must not move away before it has got its click: the list closes after it. */
function usePress(isWatched: boolean, onReleased: () => void): { readonly current: boolean } {
  const isPressed = useRef(false);
  const released = useRef(onReleased);
  released.current = onReleased;
  useEffect(() => {
    if (!isWatched) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const press = (): void => void (isPressed.current = true);
    const release = (): void => {
      isPressed.current = false;
      // The click comes with it, in the same turn.
      timer = setTimeout(() => released.current());
    };
    document.addEventListener("mousedown", press, true);
    document.addEventListener("mouseup", release, true);
    return () => {
      clearTimeout(timer);
      isPressed.current = false;
      document.removeEventListener("mousedown", press, true);
      document.removeEventListener("mouseup", release, true);
    };
  }, [isWatched]);
  return isPressed;
}

function List({ id, label, at, empty, cut, children }: { id: string; label: string; at: number; empty: string; cut: boolean; children: ComponentChildren[] }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);
  return (
    // Its scroll bar takes the focus from nobody.
    <div class="combobox-list" onMouseDown={(event) => event.preventDefault()}>
      <ul ref={list} id={`${id}-list`} role="listbox" aria-label={label}>
        {children}
      </ul>
      <p class="hint" role="status">
        {children.length === 0 ? empty : cut ? words.combobox.typeOn : ""}
      </p>
    </div>
  );
}
