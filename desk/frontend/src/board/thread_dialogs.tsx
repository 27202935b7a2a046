/** The questions before a conversation changes hands. */

import { afterDrawing } from "@webchat/ui/drawing.ts";
import { useState } from "preact/hooks";
import type { ConversationView, Move, Row } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { AskDataDialog } from "../pages/data_request_dialogs.tsx";
import { callWords } from "../calls/words.ts";
import { go, hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { named, words } from "../words.ts";
import { CallBackDialog } from "./call_back_dialog.tsx";
import type { DialogName } from "./thread_actions.tsx";
import { TransferDialog } from "./transfer_dialog.tsx";
import { WrapUpDialog } from "./wrap_up_dialog.tsx";

interface Props {
  name: DialogName;
  open: OpenConversation;
  view: ConversationView;
  onClose(): void;
}

export function ThreadDialogs(props: Props) {
  if (props.name === "wrap_up") return <WrapUpDialog {...props} />;
  if (props.name === "call_back") return <CallBackDialog {...props} />;
  if (props.name === "transfer") return <TransferDialog {...props} />;
  if (props.name === "export" || props.name === "delete") {
    return <AskDataDialog kind={props.name} conversationId={props.open.id} onClose={props.onClose} />;
  }
  return <MoveDialog {...props} name={props.name} />;
}

const TITLES = {
  take_over: words.actions.takeOverTitle,
  release: words.actions.releaseTitle,
  hand_back: words.actions.handBackTitle,
};
const CONFIRMS = { take_over: words.actions.takeOver, release: words.actions.release, hand_back: words.actions.handBack };
const DONE = { take_over: words.actions.claimed, release: words.actions.released, hand_back: words.actions.handedBack };

function MoveDialog({ name, open, view, onClose }: Props & { name: keyof typeof TITLES }) {
  const { calls, desk, handles } = useContextOfDesk();
  const [reason, setReason] = useState("");
  const work = useWork();
  const { row } = view;
  const submit = async (): Promise<void> => {
    if (name === "take_over" && row.call?.is_live && calls.isTalking) return work.setFailure(callWords.elsewhere);
    const move: Move = { move: name, ...(reason.trim() ? { reason: reason.trim() } : {}) };
    if (!(await work.run(() => desk.move(open.id, move)))) return;
    onClose();
    desk.toast(DONE[name]);
    if (name === "take_over" && row.call?.is_live) void calls.talk(row.call.id, row.id);
    else if (name === "take_over") afterDrawing(() => handles.composer?.focus("reply"));
    else go(hrefOf("conversations"));
  };
  const text = {
    take_over: takeOverInWords(row),
    release: words.actions.releaseText,
    hand_back: words.actions.handBackText,
  }[name];
  return (
    <Dialog title={TITLES[name]} onClose={onClose}>
      <DialogForm confirm={CONFIRMS[name]} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void submit()} onClose={onClose}>
        <p>{text}</p>
        {name === "take_over" && row.call?.is_live && (
          <p>{row.owner === "operator" ? callWords.takeOver(row.owner_name ?? words.state.someone) : callWords.takeOverBot}</p>
        )}
        <TextField label={words.optionalLabel(words.actions.reason)} value={reason} onValue={setReason} maxLength={500} />
      </DialogForm>
    </Dialog>
  );
}

function takeOverInWords(row: Row): string {
  if (row.owner !== "operator") return words.actions.takeOverBotText;
  if (row.is_owner_outside) return words.actions.takeOverOutsideText(named(words.channel, row.channel));
  return words.actions.takeOverText(row.owner_name ?? words.state.someone);
}
