/** The numbered choices under an answer. Old ones stay readable but no longer send: "Đúng" belongs to its own question. */

import type { OptionsView } from "../chat/transcript.ts";
import type { Option } from "../chat/types.ts";
import { words } from "../words.ts";
import { CheckIcon } from "./icons.tsx";

/** "1 – Rất không hài lòng" as the first of a list says its number twice. */
function withoutNumber(label: string, number: number): string {
  return label.replace(new RegExp(`^${number}\\s*[–.-]\\s*(?=\\S)`), "");
}

interface Props {
  options: Option[];
  view: OptionsView;
  onPick(option: Option): void;
  onPickSpent(option: Option): void;
}

export function Options({ options, view, onPick, onPickSpent }: Props) {
  return (
    <ol class={`options${view.isSpent ? " is-spent" : ""}`} aria-label={words.answer.options}>
      {options.map((option, index) => {
        const isChosen = index === view.chosenIndex;
        const state = isChosen ? words.answer.chosen : view.isSpent ? words.answer.spent : "";
        return (
          <li key={index}>
            <button
              type="button"
              class={`option${isChosen ? " is-chosen" : ""}`}
              onClick={() => (view.isSpent ? onPickSpent(option) : onPick(option))}
            >
              <span class="option-number" aria-hidden="true">{isChosen ? <CheckIcon /> : index + 1}</span>
              <span class="option-label">
                <span class="sr-only">{index + 1}. </span>
                {withoutNumber(option.label, index + 1)}
                {state && <span class="sr-only"> ({state})</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
