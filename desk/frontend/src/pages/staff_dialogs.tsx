/** Adding and changing people; a new password is shown once. */

import { useState } from "preact/hooks";
import type { StaffMember } from "../api/types.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { CheckField, TextField } from "../ui/fields.tsx";
import { callWords } from "../calls/words.ts";
import { words } from "../words.ts";

export interface NewPassword {
  name: string;
  password: string;
}

export type Reset = "reset_password" | "reset_totp" | "disable" | "enable" | "unlock";

interface Done {
  onDone(given: NewPassword | null): void;
  onClose(): void;
}

/** Under whatever name the server gives a password that it has made. */
function passwordIn(answer: Record<string, unknown>): string {
  const found = answer.password ?? answer.temporary_password ?? answer.initial_password;
  return typeof found === "string" ? found : "";
}

export function StaffDialog({ member, onDone, onClose }: Done & { member: StaffMember | null }) {
  const { api, desk, session } = useContextOfDesk();
  const [name, setName] = useState(member?.display_name ?? "");
  const [username, setUsername] = useState(member?.username ?? "");
  const [group, setGroup] = useState(member?.group_name ?? "");
  const [extension, setExtension] = useState(member?.extension ?? "");
  const [roles, setRoles] = useState<string[]>(member?.roles ?? ["operator"]);
  const work = useWork();
  const save = async (): Promise<void> => {
    if (!roles.length) return work.setFailure(words.staff.roleNeeded);
    await work.run(async () => {
      const body = { display_name: name.trim(), roles, group_name: group.trim(), extension };
      const answer = member ? await api.editStaff(member.id, body) : await api.addStaff({ ...body, username: username.trim() });
      desk.toast(words.staff.saved);
      const password = passwordIn(answer ?? {});
      onDone(password ? { name: name.trim(), password } : null);
    });
  };
  return (
    <Dialog title={member ? words.staff.editTitle(member.display_name) : words.staff.add} onClose={onClose}>
      <DialogForm confirm={words.save} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void save()} onClose={onClose}>
        <TextField label={words.staff.name} value={name} onValue={setName} autocomplete="off" />
        {!member && (
          <TextField
            label={words.staff.username}
            hint={words.staff.usernameHint}
            value={username}
            onValue={setUsername}
            autocomplete="off"
            autocapitalize="none"
          />
        )}
        {session.state.me!.takes_calls && (
          <TextField
            label={words.optionalLabel(callWords.account.extension)}
            hint={callWords.account.extensionHint}
            value={extension}
            onValue={setExtension}
            inputMode="numeric"
            autocomplete="off"
          />
        )}
        <TextField label={words.optionalLabel(words.staff.group)} value={group} onValue={setGroup} autocomplete="off" />
        <fieldset class="choices">
          <legend>{words.staff.roles}</legend>
          {Object.entries(words.staff.roleNames).map(([role, label]) => (
            <CheckField
              key={role}
              label={label}
              isOn={roles.includes(role)}
              onChange={(isOn) => setRoles((before) => (isOn ? [...before, role] : before.filter((each) => each !== role)))}
            />
          ))}
        </fieldset>
      </DialogForm>
    </Dialog>
  );
}

const CHANGES: Record<Reset, Record<string, unknown>> = {
  reset_password: { reset_password: true },
  reset_totp: { reset_totp: true },
  disable: { is_active: false },
  enable: { is_active: true },
  unlock: { unlock: true },
};

const { staff: said } = words;
const SAID: Record<Reset, { confirm: string; title(name: string): string; text: string }> = {
  reset_password: { confirm: said.resetPassword, title: said.resetTitle, text: said.resetText },
  reset_totp: { confirm: said.resetTotp, title: said.resetTitle, text: said.resetText },
  disable: { confirm: said.disable, title: said.disableTitle, text: said.disableText },
  enable: { confirm: said.enable, title: said.enableTitle, text: said.enableText },
  unlock: { confirm: said.unlock, title: said.unlockTitle, text: said.unlockText },
};

export function ResetDialog({ member, reset, onDone, onClose }: Done & { member: StaffMember; reset: Reset }) {
  const { api, desk } = useContextOfDesk();
  const work = useWork();
  const { confirm, title, text } = SAID[reset];
  const submit = (): Promise<boolean> =>
    work.run(async () => {
      const password = passwordIn((await api.editStaff(member.id, CHANGES[reset])) ?? {});
      desk.toast(words.staff.saved);
      onDone(password ? { name: member.display_name, password } : null);
    });
  const isDisabling = reset === "disable";
  return (
    <Dialog title={title(member.display_name)} onClose={onClose}>
      <DialogForm
        confirm={confirm}
        isBusy={work.isBusy}
        failure={work.failure}
        isDanger={isDisabling}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <p>{text}</p>
      </DialogForm>
    </Dialog>
  );
}

export function NewPasswordDialog({ given, onClose }: { given: NewPassword; onClose(): void }) {
  return (
    <Dialog title={words.staff.newPassword(given.name)} onClose={onClose}>
      <p>
        <code class="secret">{given.password}</code>
      </p>
      <p class="hint">{words.staff.newPasswordHint}</p>
      <button type="button" class="button is-primary" onClick={onClose}>
        {words.close}
      </button>
    </Dialog>
  );
}
