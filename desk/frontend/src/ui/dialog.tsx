/** A dialog over the page: the browser's own, so that focus stays inside and Escape closes; the opener gets the focus back. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../words.ts";
import { CloseIcon } from "./icons.tsx";

interface Props {
  title: string;
  /** Wide: for pictures and tables. */
  size?: "wide" | "menu";
  onClose(): void;
  children: ComponentChildren;
}

let lastNumber = 0;

export function Dialog({ title, size, onClose, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useRef(`dialog-${++lastNumber}`).current;
  useLayoutEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const dialog = box.current!;
    dialog.showModal();
    const first = dialog.querySelector<HTMLElement>("[autofocus], .dialog-body input, .dialog-body select, .dialog-body textarea");
    (first ?? dialog.querySelector<HTMLElement>(".dialog-body button, .dialog-body a"))?.focus();
    return () => {
      dialog.close();
      if (opener?.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={`dialog${size ? ` is-${size}` : ""}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class="dialog-frame">
        <header class="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="icon-button" onClick={onClose}>
            <CloseIcon />
            <span class="sr-only">{words.close}</span>
          </button>
        </header>
        <div class="dialog-body">{children}</div>
      </div>
    </dialog>
  );
}

interface FormProps {
  confirm: string;
  isBusy: boolean;
  failure: string;
  isDanger?: boolean;
  onSubmit(): void;
  onClose(): void;
  children: ComponentChildren;
}

/** The inside of most dialogs: fields, what went wrong, and two buttons. */
export function DialogForm({ confirm, isBusy, failure, isDanger, onSubmit, onClose, children }: FormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div class="stack">{children}</div>
      <Failure text={failure} />
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="submit" class={`button is-primary${isDanger ? " is-danger" : ""}`} aria-disabled={isBusy}>
          {confirm}
        </button>
      </div>
    </form>
  );
}

export function Failure({ text }: { text: string }) {
  return (
    <p class="failure" role="alert">
      {text}
    </p>
  );
}
