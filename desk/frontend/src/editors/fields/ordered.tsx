/** Rows in an order: added, taken away, moved by buttons, by Alt and the arrows, or by dragging; the focus goes along. */

import { afterDrawing } from "@webchat/ui/drawing.ts";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { useContextOfDesk } from "../../ui/context.ts";
import { CloseIcon, DownIcon } from "../../ui/icons.tsx";
import { fieldWords } from "./words.ts";

export interface Ordered {
  /** One for each row; stays with it when it moves. */
  keys: number[];
  box: { current: HTMLElement | null };
  add(...items: unknown[]): void;
  insert(place: number, ...items: unknown[]): void;
  remove(place: number): void;
  move(from: number, to: number): void;
}

const FIRST_INPUT = "input:not([readonly]), textarea, select";

export function useOrdered(items: readonly unknown[], one: string, onValue: (items: unknown[]) => void): Ordered {
  const { announce } = useContextOfDesk();
  const last = useRef(0);
  const kept = useRef<number[]>([]);
  const box = useRef<HTMLElement | null>(null);
  const keys = kept.current;
  while (keys.length < items.length) keys.push(++last.current);
  keys.length = items.length;
  const rowAt = (place: number): HTMLElement | undefined => Array.from(box.current?.children ?? [])[place] as HTMLElement | undefined;
  const insert = (place: number, ...added: unknown[]): void => {
    kept.current = [...keys.slice(0, place), ...added.map(() => ++last.current), ...keys.slice(place)];
    onValue([...items.slice(0, place), ...added, ...items.slice(place)]);
    afterDrawing(() => rowAt(place + added.length - 1)?.querySelector<HTMLElement>(FIRST_INPUT)?.focus());
  };
  return {
    keys,
    box,
    insert,
    add: (...added) => insert(items.length, ...added),
    remove: (place) => {
      kept.current = keys.filter((_, each) => each !== place);
      onValue(items.filter((_, each) => each !== place));
      announce(fieldWords.removed(fieldWords.numbered(one, place + 1)));
      afterDrawing(() => {
        const near = rowAt(Math.min(place, items.length - 2));
        (near?.querySelector<HTMLElement>("[data-remove]") ?? box.current?.parentElement?.querySelector<HTMLElement>("[data-add]"))?.focus();
      });
    },
    move: (from, to) => {
      if (to < 0 || to >= items.length || from === to) return;
      const active = document.activeElement as HTMLElement | null;
      kept.current = moved(keys, from, to);
      onValue(moved(items, from, to));
      announce(fieldWords.nowAt(one, to + 1, items.length));
      afterDrawing(() => {
        if (active?.isConnected && document.activeElement !== active) active.focus();
        rowAt(to)?.scrollIntoView({ block: "nearest" });
      });
    },
  };
}

export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, place) => place !== from);
  return [...rest.slice(0, to), items[from]!, ...rest.slice(to)];
}

interface RowProps {
  order: Ordered;
  place: number;
  count: number;
  one: string;
  isReadOnly: boolean;
  id: string;
  head?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

/** The innermost row that the key was pressed in moves. */
export function OrderedRow({ order, place, count, one, isReadOnly, id, head, class: look = "", children }: RowProps) {
  const [isOver, setOver] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isReadOnly || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    order.move(place, place + (event.key === "ArrowUp" ? -1 : 1));
  };
  const isOurs = (event: DragEvent): boolean => dragged !== null && dragged.order === order.box && event.dataTransfer !== null;
  return (
    <li
      id={id}
      tabIndex={-1}
      class={`ordered-row ${look}${isOver ? " is-over" : ""}`}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (!isOurs(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!isOurs(event)) return;
        event.preventDefault();
        event.stopPropagation();
        order.move(dragged!.place, place);
      }}
    >
      {head}
      {children}
      {!isReadOnly && <RowButtons order={order} place={place} count={count} one={fieldWords.numbered(one, place + 1)} />}
    </li>
  );
}

let dragged: { order: Ordered["box"]; place: number } | null = null;

function RowButtons({ order, place, count, one }: { order: Ordered; place: number; count: number; one: string }) {
  return (
    <span class="row-buttons">
      {count > 1 && (
        <>
          <span
            class="drag-handle"
            draggable
            title={fieldWords.drag(one)}
            aria-hidden="true"
            onDragStart={(event) => {
              dragged = { order: order.box, place };
              event.stopPropagation();
              event.dataTransfer?.setData("text/plain", one);
            }}
            onDragEnd={() => (dragged = null)}
          >
            ⠿
          </span>
          <button type="button" class="icon-button is-up" aria-disabled={place === 0} title={`${fieldWords.up(one)} (Alt+↑)`} onClick={() => order.move(place, place - 1)}>
            <DownIcon />
            <span class="sr-only">{fieldWords.up(one)}</span>
          </button>
          <button
            type="button"
            class="icon-button"
            aria-disabled={place === count - 1}
            title={`${fieldWords.down(one)} (Alt+↓)`}
            onClick={() => order.move(place, place + 1)}
          >
            <DownIcon />
            <span class="sr-only">{fieldWords.down(one)}</span>
          </button>
        </>
      )}
      <button type="button" class="icon-button" data-remove title={fieldWords.remove(one)} onClick={() => order.remove(place)}>
        <CloseIcon />
        <span class="sr-only">{fieldWords.remove(one)}</span>
      </button>
    </span>
  );
}

export function AddButton({ one, onAdd }: { one: string; onAdd(): void }) {
  return (
    <button type="button" class="button is-small add-row" data-add onClick={onAdd}>
      + {fieldWords.add(one)}
    </button>
  );
}
