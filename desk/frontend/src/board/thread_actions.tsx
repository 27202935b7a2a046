/** The one next step as the main button; the rest beside it. */

import { afterDrawing } from "@webchat/ui/drawing.ts";
import type { TargetedFocusEvent, TargetedKeyboardEvent } from "preact";
import { useEffect } from "preact/hooks";
import type { ConversationView } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { callWords } from "../calls/words.ts";
import { words } from "../words.ts";

export type DialogName = "take_over" | "release" | "transfer" | "hand_back" | "call_back" | "wrap_up" | "export" | "delete";

function closeOnEscape(event: TargetedKeyboardEvent<HTMLDetailsElement>): void {
  if (event.key !== "Escape") return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector("summary")!.focus();
}

function closeWhenLeft(event: TargetedFocusEvent<HTMLDetailsElement>): void {
  const next = event.relatedTarget as Node | null;
  if (next && !event.currentTarget.contains(next)) event.currentTarget.open = false;
}

interface Props {
  open: OpenConversation;
  view: ConversationView;
  onDialog(name: DialogName): void;
}

export function ThreadActions({ open, view, onDialog }: Props) {
  const { desk, session, calls, handles, announce } = useContextOfDesk();
  const work = useWork();
  const { can, row } = view;
  const claim = async (): Promise<void> => {
    if (row.call?.is_live && calls.isTalking) return desk.toast(callWords.elsewhere, true);
    const isDone = await work.run(() => desk.move(open.id, { move: "claim" }));
    if (!isDone) return;
    announce(words.actions.claimed);
    if (row.call?.is_live) return void calls.talk(row.call.id, row.id);
    afterDrawing(() => handles.composer?.focus("reply"));
  };
  useEffect(() => {
    if (work.failure) desk.toast(work.failure, true);
  }, [work.failure]);
  const handlesData = session.may("handle_data_requests");
  const other = (name: DialogName, label: string, isAllowed: boolean) =>
    isAllowed && (
      <button type="button" class="button" onClick={() => onDialog(name)}>
        {label}
      </button>
    );
  return (
    <>
      {can.claim && (
        <button type="button" class="button is-primary" data-primary aria-disabled={work.isBusy} onClick={() => void claim()}>
          {row.call?.is_live ? callWords.claim : words.actions.claim} <kbd aria-hidden="true">{words.actions.claimKey}</kbd>
        </button>
      )}
      {!can.claim && can.take_over && row.owner !== "queue" && (
        <button type="button" class="button is-primary" data-primary onClick={() => onDialog("take_over")}>
          {words.actions.takeOver}
        </button>
      )}
      {(can.release || can.hand_back || can.transfer || can.call_back || handlesData) && (
        <details class="menu-anchor" onKeyDown={closeOnEscape} onFocusOut={closeWhenLeft}>
          <summary class="button">{words.actions.more}</summary>
          <div class="popup" onClick={(event) => event.currentTarget.closest("details")!.removeAttribute("open")}>
            {other("transfer", words.actions.transfer, can.transfer)}
            {other("call_back", words.actions.callBackMenu, can.call_back)}
            {other("release", words.actions.release, can.release)}
            {other("hand_back", words.actions.handBack, can.hand_back)}
            {other("export", words.dataRequests.exportAction, handlesData)}
            {other("delete", words.dataRequests.deleteAction, handlesData)}
          </div>
        </details>
      )}
      {can.wrap_up && (
        <button type="button" class="button is-strong" onClick={() => onDialog("wrap_up")}>
          {words.actions.wrapUp}
        </button>
      )}
    </>
  );
}
