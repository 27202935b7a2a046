/** For who is not helped yet: why the ticket is needed again. */

import { useEffect, useRef, useState } from "preact/hooks";
import { lookUpWords as words } from "../words.ts";
import { useSending } from "./sending.ts";

const MOST_CHARACTERS = 2000;

export function ReopenForm({ onReopen }: { onReopen(reason: string): Promise<void> }) {
  const [isOpen, setOpen] = useState(false);
  const reason = useRef<HTMLTextAreaElement>(null);
  const { isBusy, failure, setFailure, run } = useSending();
  useEffect(() => {
    if (isOpen) reason.current!.focus();
  }, [isOpen]);
  if (!isOpen) {
    return (
      <button type="button" class="button-quiet reopen" onClick={() => setOpen(true)}>
        {words.reopen}
      </button>
    );
  }
  return (
    <form
      class="ticket-form"
      onSubmit={(event) => {
        event.preventDefault();
        const why = reason.current!.value.trim();
        if (why) return void run(() => onReopen(why));
        setFailure(words.noReason);
        return reason.current!.focus();
      }}
    >
      <label for="reason">{words.reason}</label>
      <textarea ref={reason} id="reason" rows={3} maxLength={MOST_CHARACTERS} aria-describedby="reopen-lead" />
      <p id="reopen-lead" class="hint">
        {words.reopenLead}
      </p>
      <p class="failure" role="alert">
        {failure}
      </p>
      <div class="form-actions">
        <button type="submit" class="button-strong" aria-disabled={isBusy}>
          {words.sendReopen}
        </button>
        <button type="button" class="button-quiet" onClick={() => setOpen(false)}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
