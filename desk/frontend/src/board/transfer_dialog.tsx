/** To whom a conversation goes on: a colleague on duty or a group. */

import { useState } from "preact/hooks";
import type { Colleague } from "../api/types.ts";
import { fold } from "../state/folding.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { go, hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useObserved, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";

interface Target {
  key: string;
  name: string;
  more: string;
  to: { to_id: string } | { to_group: string };
}

function targetsOf(staff: Colleague[], myId: string, ownerId: string | null, looked: string): { people: Target[]; groups: Target[] } {
  const others = staff.filter((each) => each.id !== ownerId && each.id !== myId && each.duty === "on_duty");
  const groups = Array.from(new Set(staff.map((each) => each.group_name).filter(Boolean))).sort((one, other) => one.localeCompare(other, "vi"));
  const isFound = (target: Target): boolean => fold(`${target.name} ${target.more}`).includes(fold(looked.trim()));
  return {
    people: others
      .map((each) => ({
        key: each.id,
        name: each.display_name,
        more: [each.group_name && words.board.group(each.group_name), words.board.colleagueCount(each.conversations)].filter(Boolean).join(" · "),
        to: { to_id: each.id },
      }))
      .filter(isFound),
    groups: groups.map((group) => ({ key: `g:${group}`, name: words.board.group(group), more: "", to: { to_group: group } })).filter(isFound),
  };
}

export function TransferDialog({ open, onClose }: { open: OpenConversation; onClose(): void }) {
  const { desk, session } = useContextOfDesk();
  const { staff } = useObserved(desk);
  const [looked, setLooked] = useState("");
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const work = useWork();
  const { people, groups } = targetsOf(staff, session.state.me!.id, open.view?.row.owner_id ?? null, looked);
  const all = [...people, ...groups];
  const target = all.find((each) => each.key === chosen) ?? (looked && all.length === 1 ? all[0] : undefined);
  const submit = async (): Promise<void> => {
    if (!target) return work.setFailure(words.actions.transferTitle);
    const move = { move: "transfer" as const, ...target.to, ...(reason.trim() ? { reason: reason.trim() } : {}) };
    if (!(await work.run(() => desk.move(open.id, move)))) return;
    onClose();
    desk.toast(words.actions.transferred(target.name));
    go(hrefOf("conversations"));
  };
  const list = (title: string, targets: Target[]) =>
    targets.length > 0 && (
      <fieldset class="choices">
        <legend>{title}</legend>
        {targets.map((each) => (
          <label key={each.key} class="choice">
            <input type="radio" name="target" checked={target?.key === each.key} onChange={() => setChosen(each.key)} />
            <span>
              {each.name} {each.more && <small>{each.more}</small>}
            </span>
          </label>
        ))}
      </fieldset>
    );
  return (
    <Dialog title={words.actions.transferTitle} onClose={onClose}>
      <DialogForm confirm={words.actions.transferConfirm} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void submit()} onClose={onClose}>
        <TextField label={words.actions.transferFind} value={looked} onValue={setLooked} type="search" autocomplete="off" />
        <div class="choice-scroll">
          {list(words.actions.transferPeople, people)}
          {list(words.actions.transferGroups, groups)}
          {all.length === 0 && <p class="hint">{words.actions.transferNobody}</p>}
        </div>
        <TextField
          label={words.optionalLabel(words.actions.reason)}
          hint={words.actions.reasonPlaceholder}
          value={reason}
          onValue={setReason}
          maxLength={500}
        />
      </DialogForm>
    </Dialog>
  );
}
