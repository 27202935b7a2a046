/** The conversation: who has it and the one next step, everything said, and where to write. */

import { useEffect, useRef, useState } from "preact/hooks";
import { isCallOver } from "../state/lists.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { isShut } from "../state/reply_window.ts";
import { useContextOfDesk, useKeys, useObserved } from "../ui/context.ts";
import { words } from "../words.ts";
import { CallBar } from "../calls/call_bar.tsx";
import { CallOverNote } from "../calls/call_over_note.tsx";
import { callWords } from "../calls/words.ts";
import { Composer } from "./composer.tsx";
import { Log } from "./log.tsx";
import { ReplyWindowNote, useReplyPhase } from "./reply_window.tsx";
import { ThreadActions, type DialogName } from "./thread_actions.tsx";
import { ThreadDialogs } from "./thread_dialogs.tsx";
import { ThreadHead } from "./thread_head.tsx";

export function ThreadColumn({ open }: { open: OpenConversation }) {
  const { desk, session, handles, announce } = useContextOfDesk();
  useObserved(desk);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const column = useRef<HTMLElement>(null);
  const row = open.view?.row;
  const isMine = row?.owner === "operator" && row.owner_id === session.state.me!.id;
  const can = open.view?.can;
  const phase = useReplyPhase(row);

  useEffect(() => {
    if (open.isLoaded) focusWhereItHelps(column.current!, isMine, () => handles.composer?.focus("reply"));
  }, [open.isLoaded]);
  useEffect(() => {
    // The button that claimed is gone, and with it the focus, or about to go: what is allowed is heard after who has it.
    const at = document.activeElement;
    const isIdle = at === document.body || at === column.current || at?.matches("[data-primary]");
    if (!isMine || !isIdle) return;
    const call = callBarOf(column.current!);
    if (call) call.focus();
    else if (hasMouse()) handles.composer?.focus("reply");
  }, [isMine, can?.claim, can?.take_over]);
  useEffect(() => {
    if (open.lost) announce(lossInWords(open));
  }, [open.lost]);
  const ifCan = (is: boolean | undefined, name: DialogName) => (): void => void (is && setDialog(name));
  useKeys(
    () => ({
      t: ifCan(can?.transfer, "transfer"),
      b: ifCan(can?.release, "release"),
      e: ifCan(isMine || can?.wrap_up, "wrap_up"),
      c: ifCan(can?.call_back, "call_back"),
    }),
    [isMine, can?.transfer, can?.release, can?.wrap_up, can?.call_back],
  );

  return (
    <section class="thread" aria-label={words.thread.region} ref={column} tabIndex={-1}>
      {open.failure && (
        <div class="notice is-failure" role="alert">
          <p>
            {words.thread.notFound} {open.failure}
          </p>
          <button type="button" class="button" onClick={() => void open.load()}>
            {words.retry}
          </button>
        </div>
      )}
      {!open.isLoaded && !open.failure && <p class="loading">{words.loading}</p>}
      {open.view && row && (
        <>
          <ThreadHead open={open} view={open.view}>
            <ThreadActions open={open} view={open.view} onDialog={setDialog} />
          </ThreadHead>
          {open.lost && (
            <p class="notice is-failure thread-loss" role="alert">
              {lossInWords(open)}
            </p>
          )}
          <CallBar row={row} />
          <Log open={open} view={open.view} />
          <Composer
            open={open}
            view={open.view}
            canReply={isMine && !isShut(phase) && !isCallOver(row)}
            notice={
              isMine && isCallOver(row) ? (
                <CallOverNote view={open.view} onDialog={setDialog} />
              ) : (
                <ReplyWindowNote view={open.view} phase={phase} onCallBack={() => setDialog("call_back")} />
              )
            }
            // Who has it is known before what they may do with it: a reply may be sent, and the talk ended, in between.
            onWrapUp={() => setDialog("wrap_up")}
          />
          {dialog && <ThreadDialogs name={dialog} open={open} view={open.view} onClose={() => setDialog(null)} />}
        </>
      )}
    </section>
  );
}

function lossInWords(open: OpenConversation): string {
  const row = open.lost!;
  if (row.owner === "queue") return words.actions.lostToQueue;
  if (row.owner === "bot") return words.actions.lostToBot(row.last_move_by ?? "");
  const taken = words.actions.takenOver(row.owner_name ?? words.state.someone);
  return row.call?.is_live ? `${taken} ${callWords.voiceEnded}` : taken;
}

/** Of a call that goes on: there letters are keys, not text. */
const callBarOf = (column: HTMLElement): HTMLElement | null => column.querySelector(".call-bar.is-live");

const hasMouse = (): boolean => window.matchMedia("(hover: hover) and (pointer: fine)").matches;

/** To the next step: the button that claims, or the place to write. On a touch screen that would raise the keyboard over the text. */
function focusWhereItHelps(column: HTMLElement, isMine: boolean, focusComposer: () => void): void {
  if (document.activeElement?.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
  const primary = column.querySelector<HTMLElement>("[data-primary]");
  const call = isMine ? callBarOf(column) : null;
  if (primary) primary.focus();
  else if (call) call.focus();
  else if (isMine && hasMouse()) focusComposer();
  else column.focus();
}
