/** What the citizen sees, drawn as in the citizens' chat. */

import { readBlocks } from "@webchat/chat/types.ts";
import { Blocks } from "@webchat/ui/blocks.tsx";
import { LinkedText } from "@webchat/ui/linked_text.tsx";
import type { Said } from "./bench_api.ts";
import { benchWords } from "./words.ts";

interface Props {
  said: Said;
  /** The last answer's options can be pressed. */
  onOption?: ((value: string) => void) | undefined;
}

export function AnswerView({ said, onOption }: Props) {
  const blocks = said.blocks ? readBlocks(said.blocks) : [];
  return (
    <div class="bench-answer">
      <div class="bench-sheet result-blocks">
        {blocks.length > 0 ? (
          <Blocks blocks={blocks} />
        ) : (
          <p class="plain">
            <LinkedText text={said.text} />
          </p>
        )}
      </div>
      {said.options.length > 0 && (
        <ul class="bench-options" aria-label={benchWords.ask.options}>
          {said.options.map((option, place) => (
            <li key={place}>
              {onOption ? (
                <button type="button" class="button is-small" onClick={() => onOption(option.value)}>
                  {option.label}
                </button>
              ) : (
                <span class="bench-option">{option.label}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
