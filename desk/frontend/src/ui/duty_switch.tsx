/** On duty or away, one press; seen on every page. */

import { words } from "../words.ts";
import { tellWhatWaits } from "./coming_on.ts";
import { useContextOfDesk, useObserved, useWork } from "./context.ts";
import { useLeaving } from "./leaving.tsx";

export function DutySwitch() {
  const { session, desk, keys, announce } = useContextOfDesk();
  const { me } = useObserved(session);
  const work = useWork();
  const leaving = useLeaving();
  const isOn = me!.duty === "on_duty";
  const change = async (isOnNow: boolean): Promise<void> => {
    await session.setDuty(isOnNow ? "on_duty" : "away");
    announce(isOnNow ? words.shell.dutyOn : words.shell.dutyOff);
    // On a phone there is no key to press.
    if (isOnNow) void tellWhatWaits(desk, keys.areLettersOn && window.matchMedia("(pointer: fine)").matches);
    else desk.nothingWaits();
  };
  const set = async (isOnNow: boolean): Promise<void> => {
    if (!(await work.run(() => change(isOnNow)))) desk.toast(words.failure.server, true);
  };
  const press = (): void => {
    if (isOn) void leaving.ask(words.leaving.rest, () => void set(false));
    else void set(true);
  };
  return (
    <>
      <button
        type="button"
        class={`duty${isOn ? " is-on" : ""}`}
        role="switch"
        aria-checked={isOn}
        aria-label={words.shell.dutySwitch(isOn)}
        aria-busy={work.isBusy}
        title={isOn ? words.shell.dutyOn : words.shell.dutyOff}
        onClick={press}
      >
        <span class="duty-knob" aria-hidden="true" />
        <span class="duty-words" aria-hidden="true">
          {isOn ? words.shell.onDuty : words.shell.away}
        </span>
      </button>
      {leaving.dialog}
    </>
  );
}
