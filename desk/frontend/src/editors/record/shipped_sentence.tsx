/** Over the form of a fixed sentence: what is said without us, and what its replacement must keep. */

import { useSentences } from "../api/sentences.ts";
import type { RecordJson } from "../api/types.ts";
import { isSame, textOf, textsOf } from "../fields/values.ts";
import { pageWords } from "./words.ts";

interface Props {
  record: RecordJson;
  isReadOnly: boolean;
  onSaid(said: { text: string; others?: string[] }): void;
}

export function ShippedSentence({ record, isReadOnly, onSaid }: Props) {
  const shipped = useSentences().sentences.find((each) => each.name === record.name);
  if (!shipped) return null;
  const text = textOf(record.text);
  const [first = "", ...others] = shipped.texts;
  const isShipped = isSame([text, ...textsOf(record.others)], shipped.texts);
  const missing = shipped.required.filter((each) => !text.includes(each));
  return (
    <section class="card shipped-sentence" aria-labelledby="shipped-title">
      <p>
        {pageWords.occasion} <strong>{shipped.occasion}</strong>
      </p>
      <h3 id="shipped-title">{pageWords.shipped}</h3>
      {others.length > 0 && <p class="hint">{pageWords.shippedMany(shipped.texts.length)}</p>}
      <ul>
        {shipped.texts.map((each, place) => (
          <li key={place} class="plain">
            {each}
          </li>
        ))}
      </ul>
      {!isReadOnly && !isShipped && (
        <button type="button" class="button is-small" onClick={() => onSaid({ text: first, others })}>
          {pageWords.useShipped}
        </button>
      )}
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
          <button key={each} type="button" class="button is-small" onClick={() => onSaid({ text: `${text.trimEnd()} ${each}`.trim() })}>
            {pageWords.insert(each)}
          </button>
        ))}
    </section>
  );
}
