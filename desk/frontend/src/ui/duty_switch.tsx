/** On duty or away, one press; seen on every page. */

import { words } from "../words.ts";
import { useContextOfDesk, useObserved, useWork } from "./context.ts";

export function DutySwitch() {
  const { session, desk, announce } = useContextOfDesk();
  const { me } = useObserved(session);
  const work = useWork();
  const isOn = me!.duty === "on_duty";
  const change = async (): Promise<void> => {
    await session.setDuty(isOn ? "away" : "on_duty");
    announce(isOn ? words.shell.dutyOff : words.shell.dutyOn);
  };
  const press = async (): Promise<void> => {
    if (!(await work.run(change))) desk.toast(words.failure.server, true);
  };
  return (
    <button
      type="button"
      class={`duty${isOn ? " is-on" : ""}`}
      role="switch"
      aria-checked={isOn}
      aria-label={words.shell.onDuty}
      aria-busy={work.isBusy}
      title={isOn ? words.shell.dutyOn : words.shell.dutyOff}
      onClick={() => void press()}
    >
      <span class="duty-knob" aria-hidden="true" />
      <span class="duty-words" aria-hidden="true">
        {isOn ? words.shell.onDuty : words.shell.away}
      </span>
    </button>
  );
}
