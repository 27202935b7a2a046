/** Name and password, then the code of the second factor. Everything may be pasted; password managers know the fields. */

import { useEffect, useRef, useState } from "preact/hooks";
import { DeskFailure } from "../api/http.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";

export function SignInForm() {
  const { api, session } = useContextOfDesk();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const [isShown, setShown] = useState(false);
  const work = useWork();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => form.current!.querySelector<HTMLInputElement>("input:not([readonly])")?.focus(), [needsCode]);

  const signIn = async (): Promise<void> => {
    try {
      const { me } = await api.signIn({ username: username.trim(), password, ...(needsCode ? { code: code.replace(/\s/g, "") } : {}) });
      session.accept(me);
    } catch (error) {
      if (error instanceof DeskFailure && error.code === "code_needed") return setNeedsCode(true);
      setCode("");
      throw error;
    }
  };
  const startAgain = (): void => {
    setNeedsCode(false);
    setPassword("");
    work.setFailure("");
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void work.run(signIn);
      }}
    >
      <h1>{needsCode ? words.access.codeTitle : words.access.title}</h1>
      <p class="hint">{needsCode ? words.access.codeIntro : words.access.intro}</p>
      <div class="stack">
        {needsCode ? (
          <TextField
            label={words.access.code}
            value={code}
            onValue={setCode}
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={8}
            class="code-input"
          />
        ) : (
          <>
            <TextField label={words.access.username} value={username} onValue={setUsername} autocomplete="username" autocapitalize="none" spellcheck={false} />
            <TextField
              label={words.access.password}
              value={password}
              onValue={setPassword}
              type={isShown ? "text" : "password"}
              autocomplete="current-password"
            />
            <button type="button" class="button is-quiet show-password" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? words.access.hide : words.access.show}
            </button>
          </>
        )}
      </div>
      <Failure text={work.failure} />
      <button type="submit" class="button is-primary is-wide" aria-disabled={work.isBusy}>
        {needsCode ? words.access.confirm : words.access.signIn}
      </button>
      {needsCode && (
        <button type="button" class="button is-quiet" onClick={startAgain}>
          {words.access.otherAccount}
        </button>
      )}
    </form>
  );
}
