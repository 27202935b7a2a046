/** Where the operator writes: to the citizen when the conversation is theirs, to colleagues at any time. */

import { afterDrawing } from "@webchat/ui/drawing.ts";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ConversationView } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { fillIn } from "../state/variables.ts";
import { useContextOfDesk, useObserved, useWork, type ComposerTab } from "../ui/context.ts";
import { words } from "../words.ts";
import { FileChips, FileInput, useFiles } from "./composer_files.tsx";
import { counterOf, lengthOf, whyNot } from "./composer_rules.ts";
import { WritingBox, type WritingHandle } from "./writing_box.tsx";

interface Props {
  open: OpenConversation;
  view: ConversationView;
  canReply: boolean;
  /** What to know before writing to the citizen. */
  notice: ComponentChildren;
  onWrapUp(): void;
}

export function Composer({ open, view, canReply, notice, onWrapUp }: Props) {
  const { api, desk, session, drafts, handles, announce } = useContextOfDesk();
  const { canned, staff } = useObserved(desk);
  const [tab, setTab] = useState<ComposerTab>("reply");
  const [texts, setTexts] = useState(() => drafts.get(open.id));
  const [problem, setProblem] = useState("");
  const box = useRef<WritingHandle>(null);
  const files = useFiles(open.id, texts.attachments, (attachments) => drafts.change(open.id, { attachments }), setProblem);
  const note = useWork();
  const me = session.state.me!;
  const text = tab === "reply" ? texts.reply : texts.note;
  const ticket = view.tickets[0];
  const isLocked = tab === "reply" && !canReply;
  /** What was begun for somebody who is answered by now is kept, and not in the way. */
  const isOthersDone = isLocked && view.row.owner === "bot";
  const why = lockedBecause(view, me.id);

  const write = (next: string, into: ComposerTab = tab): void => {
    setTexts((before) => ({ ...before, [into]: next }));
    drafts.change(open.id, { [into]: next });
    setProblem("");
    if (into === "reply" && next) desk.heartbeat.typed();
  };
  const fill = (template: string): string =>
    fillIn(template, {
      ten_nguoi_dan: view.row.citizen_name || ticket?.citizen_name || words.composer.unnamed,
      ma_tra_cuu: view.row.ticket?.tracking_code ?? ticket?.tracking_code ?? "",
      ten_can_bo: me.display_name,
      so_tong_dai: me.hotline_number,
      thu_tuc: ticket?.summary.procedure_name ?? "",
    });
  const sendReply = (): boolean => {
    const reason = whyNot(texts.reply, files.attachments.length > 0, files.isUploading);
    if (reason) {
      setProblem(reason);
      box.current?.focus();
      return false;
    }
    desk.send(open.id, texts.reply, files.attachments);
    write("", "reply");
    files.clear();
    box.current?.focus();
    return true;
  };
  const saveNote = async (): Promise<void> => {
    const clean = texts.note.trim();
    if (!clean) return setProblem(words.composer.empty);
    const isSaved = await note.run(async () => open.addNote(await api.note(open.id, clean)));
    if (!isSaved) return;
    write("", "note");
    announce(words.composer.noteSaved);
  };
  const submit = (): void => void (tab === "reply" ? canReply && sendReply() : saveNote());

  // In the same breath as it is drawn: whoever draws around it may want the focus here before any effect of ours has run.
  useLayoutEffect(() => {
    handles.composer = {
      insert: (added) => {
        if (!canReply) return false;
        setTab("reply");
        const before = drafts.get(open.id).reply;
        write(box.current && tab === "reply" ? box.current.withInserted(added) : [before, added].filter(Boolean).join("\n"), "reply");
        afterDrawing(() => box.current?.focus());
        return true;
      },
      focus: (wanted) => {
        setTab(wanted);
        afterDrawing(() => box.current?.focus());
      },
    };
    return () => void (handles.composer = null);
  });

  const counter = counterOf(tab === "reply" ? lengthOf(texts.reply) : 0);
  return (
    <section
      class={`composer is-${tab}${isLocked ? " is-locked" : ""}${files.isOver ? " is-over" : ""}`}
      aria-label={words.composer.form}
      {...(tab === "reply" && canReply ? files.dropTarget : {})}
    >
      <div class="composer-top">
        <div class="tabs" role="group" aria-label={words.composer.tabs}>
          {(["reply", "note"] as const).map((each) => (
            <button key={each} type="button" class={`tab is-${each}`} aria-pressed={tab === each} onClick={() => handles.composer?.focus(each)}>
              {words.composer[each]}
            </button>
          ))}
        </div>
        <p id="composer-counter" class={`counter${counter.isOver ? " is-over" : ""}`} role="status">
          {counter.text}
        </p>
      </div>
      {tab === "reply" && notice}
      {isLocked && why && <p class="locked">{why}</p>}
      {isOthersDone && texts.reply && (
        <details class="kept-draft">
          <summary>{words.actions.keptDraft}</summary>
          <p class="plain">{texts.reply}</p>
        </details>
      )}
      {(!isLocked || (texts.reply && !isOthersDone)) && (
        <WritingBox
          key={tab}
          handle={box}
          tab={tab}
          text={text}
          isReadOnly={isLocked}
          canned={canned}
          colleagues={staff.filter((each) => each.id !== me.id)}
          fill={fill}
          onText={write}
          onSubmit={submit}
          onSubmitAndEnd={() => tab === "reply" && canReply && (!texts.reply.trim() || sendReply()) && onWrapUp()}
          onFiles={tab === "reply" && canReply ? files.add : null}
          onTooLong={(count) => setProblem(words.composer.pasteRefused(count))}
        />
      )}
      {tab === "reply" && <FileChips files={files} />}
      <p class="failure" role="alert">
        {problem || note.failure}
      </p>
      {!isLocked && (
        <div class="composer-foot">
          {tab === "reply" && <FileInput files={files} />}
          <p class="hint" id="composer-hint">
            {tab === "reply" ? words.composer.hint : words.composer.noteHint}
          </p>
          <button type="button" class={`button ${tab === "reply" ? "is-primary" : "is-note"}`} aria-disabled={note.isBusy} onClick={submit}>
            {tab === "reply" ? words.composer.send : words.composer.saveNote}
          </button>
        </div>
      )}
    </section>
  );
}

function lockedBecause({ row }: ConversationView, myId: string): string {
  if (row.owner === "queue") return words.actions.lockedQueue;
  if (row.owner === "bot") return words.actions.lockedBot;
  return row.owner_id === myId ? "" : `${words.actions.lockedOther(row.owner_name ?? words.state.someone)} ${words.actions.locked}`;
}

