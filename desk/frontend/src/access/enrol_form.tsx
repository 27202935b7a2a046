/** The second factor, set up once: a square code to scan or a key to type, then a code as proof. */

import { useState } from "preact/hooks";
import { Awaited } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";
import { QrCode } from "./qr_code.tsx";

export function EnrolForm() {
  const { api, session } = useContextOfDesk();
  const loaded = useLoaded(() => api.totp(), []);
  const [code, setCode] = useState("");
  const work = useWork();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void work.run(async () => session.accept(await api.enrolTotp(code.replace(/\s/g, ""))));
      }}
    >
      <h1>{words.access.enrolTitle}</h1>
      <p class="hint">{words.access.enrolIntro}</p>
      <ol class="steps">
        {words.access.enrolSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Awaited loaded={loaded}>
        {(totp) => (
          <div class="enrol-code">
            <QrCode svg={totp.qr_svg} />
            <p>
              {words.access.secret}
              <code class="secret">{totp.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            </p>
          </div>
        )}
      </Awaited>
      <TextField label={words.access.code} value={code} onValue={setCode} inputMode="numeric" autocomplete="one-time-code" maxLength={8} class="code-input" />
      <Failure text={work.failure} />
      <button type="submit" class="button is-primary is-wide" aria-disabled={work.isBusy}>
        {words.access.confirm}
      </button>
    </form>
  );
}
