/** The people of the desk: who they are, what they may, and starting anew when a password or phone is lost. */

import { timeOf } from "@webchat/ui/dates.ts";
import { useState } from "preact/hooks";
import type { StaffMember } from "../api/types.ts";
import { Awaited, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded } from "../ui/context.ts";
import { words } from "../words.ts";
import { NewPasswordDialog, ResetDialog, StaffDialog, type NewPassword, type Reset } from "./staff_dialogs.tsx";

type Asking = { kind: "edit"; member: StaffMember | null } | { kind: "reset"; member: StaffMember; reset: Reset };

export function StaffPage() {
  const { api } = useContextOfDesk();
  const loaded = useLoaded(async () => {
    const answer = await api.staff();
    return Array.isArray(answer) ? answer : answer.staff;
  }, []);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [password, setPassword] = useState<NewPassword | null>(null);
  const done = (given: NewPassword | null): void => {
    setAsking(null);
    setPassword(given);
    loaded.reload();
  };
  return (
    <Page
      title={words.staff.title}
      actions={
        <button type="button" class="button is-primary" onClick={() => setAsking({ kind: "edit", member: null })}>
          {words.staff.add}
        </button>
      }
    >
      <Awaited loaded={loaded}>
        {(staff) => (
          <div class="table-scroll" tabIndex={0} role="region" aria-label={words.staff.title}>
            <table class="table is-stacking">
              <thead>
                <tr>
                  <th scope="col">{words.staff.name}</th>
                  <th scope="col">{words.staff.roles}</th>
                  <th scope="col">{words.staff.group}</th>
                  <th scope="col">{words.staff.state}</th>
                  <th scope="col">{words.staff.actions}</th>
                </tr>
              </thead>
              <tbody>
                {staff.map((member) => (
                  <Row key={member.id} member={member} onAsk={setAsking} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Awaited>
      {asking?.kind === "edit" && <StaffDialog member={asking.member} onDone={done} onClose={() => setAsking(null)} />}
      {asking?.kind === "reset" && <ResetDialog member={asking.member} reset={asking.reset} onDone={done} onClose={() => setAsking(null)} />}
      {password && <NewPasswordDialog given={password} onClose={() => setPassword(null)} />}
    </Page>
  );
}

function Row({ member, onAsk }: { member: StaffMember; onAsk(asking: Asking): void }) {
  const button = (label: string, asking: Asking, isDanger = false) => (
    <button type="button" class={`button is-small${isDanger ? " is-danger-quiet" : ""}`} onClick={() => onAsk(asking)}>
      {label}
      <span class="sr-only"> – {member.display_name}</span>
    </button>
  );
  return (
    <tr class={member.is_active ? "" : "is-disabled"}>
      <th scope="row">
        {member.display_name} <small class="code">{member.username}</small>
      </th>
      <td>{member.roles.map((role) => words.staff.roleNames[role] ?? role).join(", ")}</td>
      <td>{member.group_name || words.none}</td>
      <td>
        {member.is_active ? words.staff.active : words.staff.disabled}
        {member.locked_until && <span class="chip is-urgent">{words.staff.lockedUntil(timeOf(member.locked_until))}</span>}
      </td>
      <td class="actions-cell">
        {member.locked_until && button(words.staff.unlock, { kind: "reset", member, reset: "unlock" })}
        {button(words.edit, { kind: "edit", member })}
        {button(words.staff.resetPassword, { kind: "reset", member, reset: "reset_password" })}
        {button(words.staff.resetTotp, { kind: "reset", member, reset: "reset_totp" })}
        {member.is_active
          ? button(words.staff.disable, { kind: "reset", member, reset: "disable" }, true)
          : button(words.staff.enable, { kind: "reset", member, reset: "enable" })}
      </td>
    </tr>
  );
}
