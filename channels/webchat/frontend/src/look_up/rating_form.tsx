/** One to five, each with its word, and room for a sentence. */

import { useRef, useState } from "preact/hooks";
import { lookUpWords as words } from "../words.ts";
import { useSending } from "./sending.ts";

const MOST_CHARACTERS = 1000;

export function RatingForm({ rating, onRate }: { rating: number | null; onRate(rating: number, comment: string): Promise<void> }) {
  const [chosen, setChosen] = useState(rating);
  const comment = useRef<HTMLTextAreaElement>(null);
  const { isBusy, failure, setFailure, run } = useSending();
  return (
    <form
      class="ticket-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === null) setFailure(words.noRate);
        else void run(() => onRate(chosen, comment.current!.value.trim()));
      }}
    >
      <fieldset>
        <legend>{words.rate}</legend>
        {words.rates.map((word, index) => (
          <label key={word} class="rate">
            <input type="radio" name="rating" value={index + 1} checked={chosen === index + 1} onChange={() => setChosen(index + 1)} />
            <span>
              {index + 1} – {word}
            </span>
          </label>
        ))}
      </fieldset>
      <label for="comment">{words.comment}</label>
      <textarea ref={comment} id="comment" rows={2} maxLength={MOST_CHARACTERS} />
      <p class="failure" role="alert">
        {failure}
      </p>
      <button type="submit" class="button-strong" aria-disabled={isBusy}>
        {words.sendRating}
      </button>
    </form>
  );
}
