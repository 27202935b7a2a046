/** The line's state above the page, and what was just announced at its corner. */

import { useEffect, useState } from "preact/hooks";
import { hrefOf } from "../state/routes.ts";
import { words } from "../words.ts";
import { useContextOfDesk, useObserved } from "./context.ts";
import { CloseIcon } from "./icons.tsx";

const PATIENCE_MS = 2_500;

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
        <p key={each.id} class="link-bar">
          {each.title}{" "}
          {session.may("manage_channels") && <a href={hrefOf("channels")}>{words.channels.details}</a>}
        </p>
      ))}
      {isBotPaused && <p class="link-bar is-mild">{words.shell.botPaused}</p>}
    </div>
  );
}

export function Toasts() {
  const { desk } = useContextOfDesk();
  const { toasts } = useObserved(desk);
  return (
    <section class="toasts" aria-label={words.shell.notifications} aria-live="polite" aria-relevant="additions">
      {toasts.map((toast) => (
        <div key={toast.id} class={`toast${toast.isAlert ? " is-alert" : ""}`}>
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
