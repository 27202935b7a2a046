/** The page: header, conversation, composer, and what may lie over them. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { Outgoing } from "../chat/outbox.ts";
import type { KeyValue } from "../chat/storage.ts";
import { questionOf } from "../chat/transcript.ts";
import type { Message, Option } from "../chat/types.ts";
import { PROTOCOL } from "../frame_protocol.ts";
import { words } from "../words.ts";
import type { Announcer } from "./announcer.ts";
import { Banners } from "./banners.tsx";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { ConfirmDialog } from "./confirm_dialog.tsx";
import { isFramed, onParent, tellParent } from "./frame.ts";
import { Header } from "./header.tsx";
import { LazyCall } from "./lazy_call.tsx";
import { Log } from "./log.tsx";
import { ConnectionNotice } from "./notices.tsx";
import { PrintSheet, type Printout } from "./print_sheet.tsx";
import { applyTextSize, LARGEST, loadTextSize, percentOf } from "./text_size.ts";
import { useUnreadTitle } from "./unread_title.ts";

interface Props {
  chat: Chat;
  storage: KeyValue;
  drafts: KeyValue;
  announcer: Announcer;
}

export function App({ chat, storage, drafts, announcer }: Props) {
  const [state, setState] = useState(chat.state);
  const [textSize, setTextSize] = useState(() => loadTextSize(storage));
  const [isAsking, setAsking] = useState(false);
  const [isCalling, setCalling] = useState(false);
  const [printout, setPrintout] = useState<Printout | null>(null);
  const composer = useRef<ComposerHandle>(null);
  const province = state.session ? state.session.provinceName : "";
  const hotline = (state.session && state.session.hotlineNumber) || words.page.hotline;
  const announce = (text: string): void => announcer.say(text);

  useEffect(() => chat.subscribe(() => setState(chat.state)), []);
  useLayoutEffect(() => applyTextSize(storage, textSize), [textSize]);
  useEffect(() => focusWhereItHelps(composer.current!), []);
  useEffect(() => {
    if (printout) window.print();
  }, [printout]);
  useUnreadTitle(state.messages, state.isHistoryLoaded, province);

  const changeTextSize = (step: 1 | -1): void => {
    const size = Math.min(LARGEST, Math.max(0, textSize + step));
    setTextSize(size);
    announce(words.menu.sizeIs(percentOf(size)));
  };
  const fillSpent = (option: Option): void => {
    composer.current!.fill(option.label);
    composer.current!.focus();
    announce(words.answer.spentFilled);
  };
  const edit = (item: Outgoing): void => {
    chat.discard(item.clientId);
    composer.current!.fill(item.text);
    composer.current!.focus();
  };
  const print = (message: Message): void =>
    setPrintout({ message, question: questionOf(state.messages, state.messages.indexOf(message)), printedAt: new Date() });
  const startAnew = (): void => {
    setAsking(false);
    void chat.startAnew();
    composer.current!.focus();
  };
  const suggest = (text: string): void => {
    chat.send(text);
    document.getElementById("log")!.focus();
  };

  return (
    <>
      <div class={`page${isFramed ? " is-framed" : ""}`}>
        <a
          class="skip"
          href="#question"
          onClick={(event) => {
            event.preventDefault();
            composer.current!.focus();
          }}
        >
          {words.header.skip}
        </a>
        <Header
          provinceName={province}
          hotlineNumber={hotline}
          textSize={textSize}
          onTextSize={changeTextSize}
          onStartAnew={() => setAsking(true)}
          onCall={state.mayCall ? () => setCalling(true) : null}
        />
        {isCalling && <LazyCall chat={chat} hotline={hotline} announce={announce} onClose={() => setCalling(false)} />}
        <Banners banners={state.banners} onPutAway={(banner) => chat.putAway(banner)} onAllGone={() => composer.current!.focus()} />
        <ConnectionNotice state={state} hotline={hotline} onRetry={() => void chat.start()} />
        <Log
          state={state}
          actions={{ pick: (option) => chat.send(option.value, option.label), pickSpent: fillSpent, print, rate: (message, isHelpful) => void chat.rate(message, isHelpful), announce, openFile: (file) => chat.openFile(file) }}
          onSuggestion={suggest}
          onResend={() => chat.resend()}
          onEdit={edit}
          onDiscard={(item) => chat.discard(item.clientId)}
          notices={
            <>
              {state.wasSessionLost && <p class="notice">{words.connection.sessionLost}</p>}
              {!storage.isLasting && (
                <p class="notice">
                  {words.connection.memoryOnly}{" "}
                  {isFramed && (
                    <a href="./" target="_blank" rel="noopener">
                      {words.connection.openPage}
                    </a>
                  )}
                </p>
              )}
            </>
          }
        />
        <Composer
          handle={composer}
          drafts={drafts}
          textSize={textSize}
          status={state.status}
          uploads={state.uploads}
          uploading={chat.uploads}
          canUpload={state.session !== null}
          announce={announce}
          onTyped={(isEmpty) => chat.typed(isEmpty)}
          onSend={(text) => chat.send(text)}
          onOperator={() => chat.send(words.composer.operatorText, words.composer.operatorText)}
          onBot={() => chat.send(words.composer.bot, words.composer.bot)}
        />
      </div>
      {isAsking && (
        <ConfirmDialog
          title={words.startAnew.title}
          texts={[words.startAnew.text, ...(state.outgoing.length ? [words.startAnew.unsent(state.outgoing.length)] : [])]}
          confirm={words.startAnew.confirm}
          cancel={words.startAnew.cancel}
          onConfirm={startAnew}
          onCancel={() => setAsking(false)}
        />
      )}
      {printout && <PrintSheet printout={printout} province={province} hotline={hotline} />}
    </>
  );
}

/** With a mouse, typing can begin at once; on a touch screen that would raise the keyboard over the greeting. */
function focusWhereItHelps(composer: ComposerHandle): void {
  const hasMouse = window.matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (!isFramed) {
    if (hasMouse) composer.focus();
    return;
  }
  onParent((type) => {
    if (type !== "shown") return;
    if (hasMouse) composer.focus();
    else document.getElementById("page-name")!.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tellParent({ protocol: PROTOCOL, type: "close" });
  });
}
