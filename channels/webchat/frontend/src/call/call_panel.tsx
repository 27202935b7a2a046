/** The call on the screen: asks first, then state, captions, and what can be done. The conversation under it stays usable. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ConfirmDialog } from "../ui/confirm_dialog.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { HangUpIcon, KeysIcon, MutedIcon, TalkIcon } from "./call_icons.tsx";
import { CallLine, type CallEnd, type CallState, type Door } from "./call_line.ts";
import { Keypad, KEYS } from "./keypad.tsx";
import { LevelMeter } from "./level_meter.tsx";
import { SaidCode } from "./said_code.tsx";
import { callWords as words } from "./words.ts";

interface Props {
  hotline: string;
  door(): Promise<Door>;
  refusalOf(error: unknown): string | null;
  announce(text: string): void;
  onClose(): void;
}

export interface Caption {
  who: "heard" | "said";
  text: string;
}

const MOST_CAPTIONS = 50;
const MOST_TYPED = 20;

export function CallPanel(props: Props) {
  const [hasAgreed, setAgreed] = useState(false);
  if (!hasAgreed) {
    return (
      <ConfirmDialog
        title={words.consent.title(props.hotline)}
        texts={words.consent.texts}
        confirm={words.consent.confirm}
        cancel={words.consent.cancel}
        onConfirm={() => setAgreed(true)}
        onCancel={props.onClose}
      />
    );
  }
  return <Call {...props} />;
}

function Call({ hotline, door, refusalOf, announce, onClose }: Props) {
  const [state, setState] = useState<CallState>("asking");
  const [end, setEnd] = useState<CallEnd | null>(null);
  const [captions, setCaptions] = useState<Caption[]>([]);
  const [level, setLevel] = useState(0);
  const [isMuted, setMuted] = useState(false);
  const [hasKeys, setKeys] = useState(false);
  const [typed, setTyped] = useState("");
  const [begunAt, setBegunAt] = useState(0);
  const [round, setRound] = useState(0);
  const line = useRef<CallLine | null>(null);
  const box = useRef<HTMLElement>(null);
  const seconds = useSeconds(state === "open" ? begunAt : 0);

  useEffect(() => {
    const opened = new CallLine(
      {
        door,
        refusalOf,
        onState: (now, why) => {
          setState(now);
          if (now === "open") setBegunAt(Date.now());
          if (why) setEnd(why);
          announce(why ? words.ended(why, hotline) : words.states[now]);
        },
        onCaption: (who, text) => setCaptions((before) => [...before, { who, text }].slice(-MOST_CAPTIONS)),
        onLevel: setLevel,
      },
      { comesBackForMs: 0 },
    );
    line.current = opened;
    void opened.open();
    box.current!.focus();
    return () => opened.hangUp();
  }, [round]);

  const mute = (): void => {
    const now = !isMuted;
    line.current!.isMuted = now;
    setMuted(now);
    announce(now ? words.isMuted : words.isUnmuted);
  };
  const press = (key: string): void => {
    line.current!.press(key);
    setTyped((before) => (before + key).slice(-MOST_TYPED));
  };
  const again = (): void => {
    setEnd(null);
    setCaptions([]);
    setMuted(false);
    setTyped("");
    setRound(round + 1);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || state !== "open") return;
    if (KEYS.includes(event.key)) press(event.key);
    else if (event.key.toLowerCase() === "m") mute();
    else return;
    event.preventDefault();
  };

  return (
    <section ref={box} class={`call${hasKeys && state === "open" ? " has-keys" : ""}`} tabIndex={-1} aria-label={words.name(hotline)} onKeyDown={onKey}>
      <div class="call-head">
        <p class="call-state">
          {end ? words.ended(end, hotline) : words.states[state]}
          {state === "open" && <span class="call-length"> {words.length(seconds)}</span>}
        </p>
        {state === "open" && <LevelMeter level={level} label={words.level} />}
      </div>
      {isMuted && state === "open" && <p class="call-muted">{words.isMuted}</p>}
      <Captions captions={captions} room={`${hasKeys} ${!typed}`} />
      <SaidCode captions={captions} announce={announce} />
      {typed && state === "open" && (
        <p class="call-typed">
          {words.typed} <b>{typed}</b>
        </p>
      )}
      {hasKeys && state === "open" && <Keypad onPress={press} />}
      <div class="call-actions">
        {end ? (
          <>
            <button type="button" class="button-strong" onClick={again}>
              <TalkIcon /> {words.again}
            </button>
            <button type="button" class="button-quiet" onClick={onClose}>
              <CloseIcon /> {words.close}
            </button>
          </>
        ) : (
          <>
            <button type="button" class="button-quiet" data-muted={isMuted} disabled={state !== "open"} onClick={mute}>
              {isMuted ? <MutedIcon /> : <TalkIcon />} {isMuted ? words.unmute : words.mute}
            </button>
            <button type="button" class="button-quiet" aria-expanded={hasKeys} disabled={state !== "open"} onClick={() => setKeys(!hasKeys)}>
              <KeysIcon /> {words.keys}
            </button>
            <button type="button" class="call-hang-up" onClick={() => line.current!.hangUp()}>
              <HangUpIcon /> {words.hangUp}
            </button>
          </>
        )}
      </div>
    </section>
  );
}

/** `room`: whatever makes the box smaller. Not read out as they come: whoever hears the page hears the call itself. */
function Captions({ captions, room }: { captions: Caption[]; room: string }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [captions, room]);
  if (!captions.length) return null;
  return (
    <div class="call-captions" ref={box} role="log" aria-live="off" aria-label={words.captions} tabIndex={0}>
      {captions.map((each, index) => (
        <p key={index} class={`call-${each.who}`}>
          <b>{each.who === "heard" ? words.you : words.hotline}:</b> {each.text}
        </p>
      ))}
    </div>
  );
}

function useSeconds(since: number): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!since) return undefined;
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - since) / 1000)), 500);
    return () => clearInterval(timer);
  }, [since]);
  return seconds;
}
