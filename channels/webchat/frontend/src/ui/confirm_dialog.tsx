/** A question before something is lost. Our own: browsers block `confirm()` inside a frame of another site. */

import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  title: string;
  texts: string[];
  confirm: string;
  cancel: string;
  onConfirm(): void;
  onCancel(): void;
}

export function ConfirmDialog({ title, texts, confirm, cancel, onConfirm, onCancel }: Props) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const buttons = Array.from(box.current!.querySelectorAll("button"));
    buttons[0]!.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") {
        event.stopPropagation();
        onCancel();
      } else if (event.key === "Tab") {
        event.preventDefault();
        const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
        buttons[(at + (event.shiftKey ? buttons.length - 1 : 1)) % buttons.length]!.focus();
      }
    };
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      if (opener) opener.focus();
    };
  }, []);

  return (
    <div class="dialog-shade" onClick={(event) => event.target === event.currentTarget && onCancel()}>
      <div ref={box} class="dialog" role="alertdialog" aria-modal="true" aria-labelledby="dialog-title" aria-describedby="dialog-text">
        <h2 id="dialog-title">{title}</h2>
        <div id="dialog-text">
          {texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
        <div class="dialog-actions">
          <button type="button" class="button-quiet" onClick={onCancel}>
            {cancel}
          </button>
          <button type="button" class="button-strong" onClick={onConfirm}>
            {confirm}
          </button>
        </div>
      </div>
    </div>
  );
}
