/** A password of one's own: forced at the first sign-in, later by choice. */

import { useState } from "preact/hooks";
import type { Me } from "../api/types.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";

const SHORTEST = 12;

export function PasswordForm({ onDone, isForced = false }: { onDone(me: Me): void; isForced?: boolean }) {
  const { api } = useContextOfDesk();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const work = useWork();

  const save = (): void => {
    if (Array.from(next).length < SHORTEST) return work.setFailure(words.access.tooShort);
    if (next !== again) return work.setFailure(words.access.notSame);
    void work.run(async () => onDone(await api.changePassword(current, next)));
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {isForced && (
        <>
          <h1>{words.access.passwordTitle}</h1>
          <p class="hint">{words.access.passwordIntro}</p>
        </>
      )}
      <div class="stack">
        <TextField label={words.access.current} value={current} onValue={setCurrent} type="password" autocomplete="current-password" />
        <TextField label={words.access.next} hint={words.access.passwordRule} value={next} onValue={setNext} type="password" autocomplete="new-password" />
        <TextField label={words.access.again} value={again} onValue={setAgain} type="password" autocomplete="new-password" />
      </div>
      <Failure text={work.failure} />
      <button type="submit" class="button is-primary is-wide" aria-disabled={work.isBusy}>
        {words.access.savePassword}
      </button>
    </form>
  );
}
