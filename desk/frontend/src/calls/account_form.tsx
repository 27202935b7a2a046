/** What members keep of their own account: the telephone on their table. */

import { useState } from "preact/hooks";
import type { Me } from "../api/types.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { words as deskWords } from "../words.ts";
import { callWords } from "./words.ts";

const words = callWords.account;

export function AccountForm({ me, onDone }: { me: Me; onDone(changed: Me): void }) {
  const { api } = useContextOfDesk();
  const [extension, setExtension] = useState(me.extension);
  const work = useWork();
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void work.run(async () => onDone(await api.changeExtension(extension)));
      }}
    >
      <TextField label={words.extension} hint={words.extensionHint} value={extension} onValue={setExtension} inputMode="numeric" autocomplete="off" />
      <button type="submit" class="button is-primary" aria-disabled={work.isBusy}>
        {deskWords.save}
      </button>
      <Failure text={work.failure} />
    </form>
  );
}
