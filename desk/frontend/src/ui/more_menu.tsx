/** What is needed now and then: other pages, sound, keys, password, signing out. */

import { useState } from "preact/hooks";
import { PasswordForm } from "../access/password_form.tsx";
import { AccountForm } from "../calls/account_form.tsx";
import { callWords } from "../calls/words.ts";
import { hrefOf, type PageName } from "../state/routes.ts";
import { words } from "../words.ts";
import { useContextOfDesk, useObserved } from "./context.ts";
import { Dialog } from "./dialog.tsx";
import { DutySwitch } from "./duty_switch.tsx";
import { CheckField } from "./fields.tsx";
import { useLeaving } from "./leaving.tsx";
import { askForNotifications, notificationState } from "./notifications.ts";

interface Props {
  pages: PageName[];
  onKeys(): void;
  onClose(): void;
}

export function MoreMenu({ pages, onKeys, onClose }: Props) {
  const { session, desk } = useContextOfDesk();
  const { me } = useObserved(session);
  const leaving = useLeaving();
  const [part, setPart] = useState<"menu" | "sound" | "password" | "account">("menu");
  if (part === "sound") return <SoundDialog onClose={onClose} />;
  if (part === "password") {
    return (
      <Dialog key="password" title={words.shell.changePassword} onClose={onClose}>
        <PasswordForm
          onDone={(changed) => {
            session.accept(changed);
            desk.toast(words.shell.passwordChanged);
            onClose();
          }}
        />
      </Dialog>
    );
  }
  if (part === "account") {
    return (
      <Dialog key="account" title={callWords.account.title} onClose={onClose}>
        <AccountForm
          me={me!}
          onDone={(changed) => {
            session.accept(changed);
            desk.toast(callWords.account.saved);
            onClose();
          }}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={me!.display_name} size="menu" onClose={onClose}>
      {session.may("answer_citizens") && (
        <div class="menu-duty">
          <DutySwitch />
        </div>
      )}
      <ul class="menu">
        {pages.map((page) => (
          <li key={page}>
            <a href={hrefOf(page)} onClick={onClose}>
              {words.shell[page]}
            </a>
          </li>
        ))}
        <MenuButton label={words.shell.sound} onPress={() => setPart("sound")} />
        <MenuButton label={words.shell.keys} onPress={onKeys} />
        {me!.takes_calls && session.may("answer_citizens") && <MenuButton label={callWords.account.title} onPress={() => setPart("account")} />}
        <MenuButton label={words.shell.changePassword} onPress={() => setPart("password")} />
        <MenuButton label={words.shell.signOut} onPress={() => void leaving.ask(words.leaving.signOut, () => void session.signOut())} />
      </ul>
      {leaving.dialog}
    </Dialog>
  );
}

function MenuButton({ label, onPress }: { label: string; onPress(): void }) {
  return (
    <li>
      <button type="button" onClick={onPress}>
        {label}
      </button>
    </li>
  );
}

function SoundDialog({ onClose }: { onClose(): void }) {
  const { desk } = useContextOfDesk();
  const [settings, setSettings] = useState(desk.alerts.settings);
  const [permission, setPermission] = useState(notificationState());
  const change = (part: Partial<typeof settings>): void => {
    desk.alerts.changeSettings(part);
    setSettings(desk.alerts.settings);
  };
  return (
    <Dialog key="sound" title={words.shell.sound} onClose={onClose}>
      <div class="stack">
        <CheckField label={words.shell.soundOn} isOn={settings.isSoundOn} onChange={(isSoundOn) => change({ isSoundOn })} />
        <div class="field">
          <label for="volume">{words.shell.volume}</label>
          <input
            id="volume"
            type="range"
            min="0"
            max="1"
            step="0.1"
            value={settings.volume}
            onInput={(event) => change({ volume: Number(event.currentTarget.value) })}
          />
        </div>
        <button type="button" class="button" onClick={() => desk.alerts.tryOut()}>
          {words.shell.tryOut}
        </button>
        {permission === "default" && (
          <button type="button" class="button" onClick={() => void askForNotifications().then(setPermission)}>
            {words.shell.allowNotifications}
          </button>
        )}
        {permission === "granted" && <p class="hint">{words.shell.notificationsOn}</p>}
        {permission === "denied" && <p class="hint">{words.shell.notificationsBlocked}</p>}
      </div>
    </Dialog>
  );
}
