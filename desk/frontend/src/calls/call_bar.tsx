/** The call of a conversation: how it stands, and what can be done with it. */

import { HangUpIcon, MutedIcon, TalkIcon } from "@webchat/call/call_icons.tsx";
import { LevelMeter } from "@webchat/call/level_meter.tsx";
import { momentOfIso } from "@webchat/ui/dates.ts";
import type { Row, RowCall } from "../api/types.ts";
import { go, hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useKeys, useObserved, useSeconds, useWork } from "../ui/context.ts";
import { ClockIcon, PhoneIcon, SwapIcon } from "../ui/icons.tsx";
import type { Talk } from "./call_desk.ts";
import { CallerNumber } from "./caller_number.tsx";
import { RecordingPlayer } from "./recording_player.tsx";
import { callWords as words } from "./words.ts";

export function CallBar({ row }: { row: Row }) {
  const { session } = useContextOfDesk();
  const { call } = row;
  if (!call) return null;
  const isMine = row.owner === "operator" && row.owner_id === session.state.me!.id;
  return (
    <section class={`call-bar${call.is_live ? " is-live" : ""}`} aria-label={words.region} tabIndex={-1}>
      <p class="call-facts">
        <PhoneIcon />
        <strong>{call.is_live ? (row.owner === "queue" ? words.waiting : words.live) : words.ended(call)}</strong>
        {call.is_live && <Lasting call={call} />}
        <CallerNumber key={call.id} call={call} />
        {!call.is_live && <small>{words.began(momentOfIso(call.began_at))}</small>}
      </p>
      {call.is_live && isMine && <Controls row={row} call={call} />}
      {!call.is_live && call.is_recorded && <RecordingPlayer key={call.id} callId={call.id} />}
    </section>
  );
}

function Lasting({ call }: { call: RowCall }) {
  const { desk } = useContextOfDesk();
  useSeconds();
  return <span class="call-length">{words.length(Math.max(0, Math.floor(desk.clock.secondsSince(call.began_at))))}</span>;
}

function Controls({ row, call }: { row: Row; call: RowCall }) {
  const { calls, api, desk, session } = useContextOfDesk();
  const { talk } = useObserved(calls);
  const { me } = useObserved(session);
  const work = useWork();
  const transferring = useWork();
  const here = talk && talk.callId === call.id ? talk : null;
  const isOn = here !== null && here.state !== "ended";
  const start = (): void => void calls.talk(call.id, row.id);
  const hold = (): void => void work.run(() => calls.hold());
  const hangUp = (): void =>
    void work.run(async () => {
      await api.hangUp(call.id);
      calls.leave();
      desk.toast(words.hungUp);
    });
  const transfer = (): void =>
    void transferring.run(async () => {
      await api.transferCall(call.id);
      calls.leave();
      desk.toast(words.transferred(me!.extension));
    });
  useKeys(() => ({ m: () => calls.mute(), h: hold, ...(isOn ? {} : { v: start }) }), [call.id, isOn]);
  return (
    <div class="call-controls">
      <State talk={here} />
      {transferring.isBusy && <p role="status">{words.transferring(me!.extension)}</p>}
      {(work.failure || transferring.failure) && (
        <p class="notice is-failure" role="alert">
          {work.failure || transferring.failure}
        </p>
      )}
      <div class="call-buttons">
        {isOn ? (
          <>
            <button type="button" class="button" aria-pressed={here.isMuted} onClick={() => calls.mute()}>
              {here.isMuted ? <MutedIcon /> : <TalkIcon />} {words.mute} <kbd aria-hidden="true">M</kbd>
            </button>
            <button type="button" class="button" aria-pressed={here.isHeld} aria-disabled={work.isBusy || here.state !== "open"} onClick={hold}>
              <ClockIcon /> {here.isHeld ? words.unhold : words.hold} <kbd aria-hidden="true">H</kbd>
            </button>
          </>
        ) : (
          <button type="button" class="button is-primary" onClick={start} title={words.talkHint}>
            <TalkIcon /> {here ? words.talk : words.talkOn} <kbd aria-hidden="true">V</kbd>
          </button>
        )}
        {call.may_be_sent && me!.extension && (
          <button type="button" class="button" aria-disabled={transferring.isBusy} onClick={transfer}>
            <SwapIcon /> {words.transfer(me!.extension)}
          </button>
        )}
        <button type="button" class="button is-danger" aria-disabled={work.isBusy} onClick={hangUp}>
          <HangUpIcon /> {words.hangUp}
        </button>
      </div>
      {call.may_be_sent && !me!.extension && <p class="hint">{words.noExtension}</p>}
    </div>
  );
}

function State({ talk }: { talk: Talk | null }) {
  if (!talk) return <p class="hint">{words.talkHint}</p>;
  const text = talk.end ? words.end(talk.end) : talk.isHeld ? words.held : words.states[talk.state];
  const isBad = talk.state === "away" || (talk.end !== null && talk.end.why !== "hung_up" && talk.end.why !== "over");
  return (
    <p class={`call-state${isBad ? " is-bad" : ""}`}>
      {text}
      {talk.isMuted && talk.state === "open" && <strong> · {words.muted}</strong>}
      {talk.state === "open" && !talk.isHeld && <LevelMeter level={talk.level} label={words.level} />}
      {talk.state === "open" && <small class="type-hint">{words.typeHint}</small>}
    </p>
  );
}

/** On every page but its own: that a call goes on, and the way back. */
export function CallReminder({ openId }: { openId: string | null }) {
  const { calls } = useContextOfDesk();
  const { talk } = useObserved(calls);
  if (!talk || talk.state === "ended") return <TalkOn openId={openId} />;
  if (talk.conversationId === openId) return null;
  return (
    <p class="call-reminder" role="status">
      <PhoneIcon /> {talk.isHeld ? words.held : words.states[talk.state]}
      <a class="button is-small" href={hrefOf("conversations", talk.conversationId)}>
        {words.back}
      </a>
    </p>
  );
}

/** My own call goes on while this browser has no sound of it: it was closed, or the microphone refused. */
function TalkOn({ openId }: { openId: string | null }) {
  const { calls, desk, session } = useContextOfDesk();
  const { rows } = useObserved(desk);
  const row = Array.from(rows.values()).find((each) => each.call?.is_live && each.owner_id === session.state.me!.id && each.id !== openId);
  const talkOn = (): void => {
    go(hrefOf("conversations", row!.id));
    void calls.talk(row!.call!.id, row!.id);
  };
  useKeys(() => (row ? { v: talkOn } : {}), [row?.id, row?.call?.id]);
  if (!row) return null;
  return (
    <p class="call-reminder" role="status">
      <PhoneIcon /> {words.goesOn}
      <button type="button" class="button is-small is-primary" onClick={talkOn}>
        {words.talkOn} <kbd aria-hidden="true">V</kbd>
      </button>
    </p>
  );
}
