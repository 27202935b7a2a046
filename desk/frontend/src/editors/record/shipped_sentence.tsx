/** Over the form of a fixed sentence: what is said without us, and what its replacement must keep. */

import { useSentences } from "../api/sentences.ts";
import type { RecordJson } from "../api/types.ts";
import { textOf } from "../fields/values.ts";
import { pageWords } from "./words.ts";

interface Props {
  record: RecordJson;
  isReadOnly: boolean;
  onText(text: string): void;
}

export function ShippedSentence({ record, isReadOnly, onText }: Props) {
  const shipped = useSentences().sentences.find((each) => each.name === record.name);
  if (!shipped) return null;
  const text = textOf(record.text);
  const missing = shipped.required.filter((each) => !text.includes(each));
  return (
    <section class="card shipped-sentence" aria-labelledby="shipped-title">
      <h3 id="shipped-title">{pageWords.shipped}</h3>
      <ul>
        {shipped.texts.map((each, place) => (
          <li key={place}>
            <p class="plain">{each}</p>
            {!isReadOnly && each !== text && (
              <button type="button" class="button is-small" onClick={() => onText(each)}>
                {pageWords.useShipped}
                {shipped.texts.length > 1 && <span class="sr-only"> {place + 1}</span>}
              </button>
            )}
          </li>
        ))}
      </ul>
      {shipped.required.length > 0 && (
        <p>
          {pageWords.mustKeep} {shipped.required.map((each) => (
            <code key={each} class={missing.includes(each) ? "is-missing" : ""}>
              {each}
            </code>
          ))}
        </p>
      )}
      {!isReadOnly &&
        missing.map((each) => (
          <button key={each} type="button" class="button is-small" onClick={() => onText(`${text.trimEnd()} ${each}`.trim())}>
            {pageWords.insert(each)}
          </button>
        ))}
    </section>
  );
}
