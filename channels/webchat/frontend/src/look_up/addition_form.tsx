/** For the answer to what staff asked, open at once; or, on a press, for more about a ticket that is still worked on. */

import { useEffect, useRef, useState } from "preact/hooks";
import { lookUpWords as words } from "../words.ts";
import { useSending } from "./sending.ts";

const MOST_CHARACTERS = 2000;

export function AdditionForm({ isAsked, onAdd }: { isAsked: boolean; onAdd(text: string): Promise<void> }) {
  const [isChosen, setChosen] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const { isBusy, failure, setFailure, run } = useSending();
  useEffect(() => {
    if (isChosen) text.current!.focus();
  }, [isChosen]);
  if (!isAsked && !isChosen) {
    return (
      <button type="button" class="button-quiet reopen" onClick={() => setChosen(true)}>
        {words.add}
      </button>
    );
  }
  return (
    <form
      class={`ticket-form${isAsked ? " is-asked" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        const written = text.current!.value.trim();
        if (written) return void run(() => onAdd(written));
        setFailure(words.noAddition);
        return text.current!.focus();
      }}
    >
      <label for="addition">{isAsked ? words.answerLabel : words.addLabel}</label>
      <textarea ref={text} id="addition" rows={4} maxLength={MOST_CHARACTERS} aria-describedby="addition-lead addition-failure" />
      <p id="addition-lead" class="hint">
        {isAsked ? words.answerLead : words.addLead}
      </p>
      <p id="addition-failure" class="failure" role="alert">
        {failure}
      </p>
      <div class="form-actions">
        <button type="submit" class="button-strong" aria-disabled={isBusy}>
          {isBusy ? words.sending : isAsked ? words.sendAnswer : words.sendAddition}
        </button>
        {!isAsked && (
          <button type="button" class="button-quiet" onClick={() => setChosen(false)}>
            {words.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
