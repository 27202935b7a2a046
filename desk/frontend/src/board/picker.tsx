/** The list over the text area; the cursor stays in the text. */

import { useEffect, useRef } from "preact/hooks";
import { words } from "../words.ts";

export interface Pick {
  key: string;
  name: string;
  title: string;
  more: string;
  inserts: string;
}

interface Props {
  title: string;
  picks: Pick[];
  chosen: number;
  onPick(pick: Pick): void;
}

export function Picker({ title, picks, chosen, onPick }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.children[chosen]?.scrollIntoView({ block: "nearest" }), [chosen]);
  if (!picks.length) {
    return (
      <p class="picker picker-empty" id="picker" role="status">
        {words.composer.pickerEmpty}
      </p>
    );
  }
  return (
    <ul class="picker" id="picker" role="listbox" aria-label={title} ref={list}>
      {picks.map((pick, index) => (
        <li
          key={pick.key}
          id={`pick-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(pick);
          }}
        >
          <strong>{pick.name}</strong> {pick.title}
          {pick.more && <small>{pick.more}</small>}
        </li>
      ))}
    </ul>
  );
}
