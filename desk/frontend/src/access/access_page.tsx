/** Before the desk: signing in, and what has to be set up once (own password, second factor). */

import { MarkIcon } from "../ui/icons.tsx";
import { useContextOfDesk, useObserved } from "../ui/context.ts";
import { words } from "../words.ts";
import { EnrolForm } from "./enrol_form.tsx";
import { PasswordForm } from "./password_form.tsx";
import { SignInForm } from "./sign_in_form.tsx";

export function AccessPage({ hasNoPage = false }: { hasNoPage?: boolean }) {
  const { session } = useContextOfDesk();
  const { phase, me, wasEnded } = useObserved(session);
  document.title = words.page.title;
  return (
    <main class="access">
      <div class="access-card">
        <p class="access-mark">
          <MarkIcon />
          <span>{words.page.title}</span>
        </p>
        {wasEnded && <p class="notice">{words.access.ended}</p>}
        {phase === "loading" && <p class="loading">{words.loading}</p>}
        {phase === "unreachable" && <Unreachable onRetry={() => void session.start()} />}
        {phase === "signed_out" && <SignInForm />}
        {phase === "finish" && me && (me.must_change_password ? <PasswordForm onDone={(changed) => session.accept(changed)} isForced /> : <EnrolForm />)}
        {hasNoPage && <p class="notice">{words.shell.noAccess}</p>}
        {(phase === "finish" || hasNoPage) && (
          <button type="button" class="button is-quiet" onClick={() => void session.signOut()}>
            {words.access.signOut}
          </button>
        )}
      </div>
    </main>
  );
}

function Unreachable({ onRetry }: { onRetry(): void }) {
  return (
    <div role="alert">
      <h1>{words.access.unreachable}</h1>
      <button type="button" class="button is-primary" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  );
}
