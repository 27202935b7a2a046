/** The line's state above the page, and what was just announced at its corner. */

import { useEffect, useState } from "preact/hooks";
import { hrefOf } from "../state/routes.ts";
import type { Toast } from "../state/toasts.ts";
import { words } from "../words.ts";
import { useContextOfDesk, useObserved } from "./context.ts";
import { CloseIcon } from "./icons.tsx";

const PATIENCE_MS = 2_500;
/** The channel works; some of what was sent does not get through. */
const OF_SINGLE_MESSAGES: readonly string[] = ["out_of_quota", "our_fault"];

/** A short break of the line is not worth a word; one that lasts is. */
function useLasting(isOn: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isOn) {
      setLasts(false);
      return undefined;
    }
    const timer = setTimeout(() => setLasts(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isOn]);
  return isOn && lasts;
}

export function LinkBar() {
  const { desk, session, channelAlarms } = useContextOfDesk();
  const { link, isOnline, isBotPaused } = useObserved(desk);
  const { open } = useObserved(channelAlarms);
  const isDown = useLasting(link === "down");
  return (
    <div role="status" class="link-bars">
      {!isOnline ? <p class="link-bar">{words.link.offline}</p> : isDown && <p class="link-bar">{words.link.down}</p>}
      {open.map((each) => (
        <p key={each.id} class={`link-bar${OF_SINGLE_MESSAGES.includes(each.kind) ? " is-mild" : ""}`}>
          {each.title}{" "}
          {session.may("manage_channels") && <a href={hrefOf("channels")}>{words.channels.details}</a>}
        </p>
      ))}
      {isBotPaused && <p class="link-bar is-mild">{words.shell.botPaused}</p>}
    </div>
  );
}

/** What has to be acted on, above the page: it takes its own room and covers nothing. */
export function StayingToasts() {
  return <ToastList kind="staying" isShown={(toast) => toast.stays} />;
}

/** What goes by itself: over the corner of a wide page, on a phone in a line of its own. */
export function PassingToasts() {
  return <ToastList kind="passing" isShown={(toast) => !toast.stays} />;
}

function ToastList({ kind, isShown }: { kind: "staying" | "passing"; isShown(toast: Toast): boolean }) {
  const { desk } = useContextOfDesk();
  const toasts = useObserved(desk).toasts.filter(isShown);
  const hold = (isHeld: boolean) => (): void => desk.holdToasts(isHeld);
  const closeOnEscape = (event: KeyboardEvent, toast: Toast): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    desk.closeToast(toast.id);
  };
  return (
    <section
      class={`toasts is-${kind}`}
      aria-label={kind === "staying" ? words.shell.toDo : words.shell.notifications}
      aria-live="polite"
      aria-relevant="additions"
      onMouseEnter={hold(true)}
      onMouseLeave={hold(false)}
      onFocusIn={hold(true)}
      onFocusOut={hold(false)}
    >
      {toasts.map((toast) => (
        <div key={toast.id} class={`toast${toast.isAlert ? " is-alert" : ""}`} onKeyDown={(event) => closeOnEscape(event, toast)}>
          <p>{toast.text}</p>
          {toast.href && (
            <a href={toast.href} onClick={() => desk.closeToast(toast.id)}>
              {words.shell.open}
            </a>
          )}
          <button type="button" class="icon-button" onClick={() => desk.closeToast(toast.id)}>
            <CloseIcon />
            <span class="sr-only">{words.shell.closeToast}</span>
          </button>
        </div>
      ))}
    </section>
  );
}
