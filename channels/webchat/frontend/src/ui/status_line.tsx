/** Says who has the conversation while people do: the place in the queue and the wait, or the operator's name. Nothing while the bot answers. */

import type { Status } from "../chat/types.ts";
import { words } from "../words.ts";
import { OperatorIcon } from "./icons.tsx";

export function StatusLine({ status }: { status: Status }) {
  return (
    <p class={`status-line is-${status.owner}`} role="status">
      {status.owner !== "bot" && (
        <>
          <OperatorIcon />
          <span>{status.owner === "queue" ? words.status.queue(status.place, status.expectedWaitSeconds) : words.status.operator(status.operatorName)}</span>
        </>
      )}
    </p>
  );
}
