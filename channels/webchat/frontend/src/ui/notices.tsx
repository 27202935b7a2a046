/** What the citizen should know about the line, at the head of the page and never over what is being read. */

import { useEffect, useState } from "preact/hooks";
import type { ChatState } from "../chat/chat.ts";
import { words } from "../words.ts";

const PATIENCE_MS = 4_000;

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

export function ConnectionNotice({ state, hotline, onRetry }: { state: ChatState; hotline: string; onRetry(): void }) {
  const isDown = useLasting(state.isOnline && state.link === "down" && state.startFailure === null);
  const isPolling = useLasting(state.isOnline && state.link === "polling");
  let text = "";
  if (!state.isOnline) text = words.connection.offline;
  else if (state.startFailure !== null) text = `${words.connection.cannotStart} ${state.startFailure} ${words.connection.callInstead(hotline)}`;
  else if (isDown) text = words.connection.unreachable;
  else if (isPolling) text = words.connection.slow;
  return (
    <div class="connection" role="status">
      {text && (
        <div class={`connection-line${isPolling && state.isOnline ? " is-mild" : ""}`}>
          <p>{text}</p>
          {state.startFailure !== null && state.isOnline && (
            <button type="button" class="text-button" onClick={onRetry}>
              {words.connection.retry}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
