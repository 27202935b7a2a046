/** What is on its way to the citizen, and what can be done when it does not get there. */

import type { Outgoing } from "../state/outbox.ts";
import { useContextOfDesk } from "../ui/context.ts";
import { AlertIcon, FileIcon } from "../ui/icons.tsx";
import { words } from "../words.ts";

export function OutgoingView({ item }: { item: Outgoing }) {
  const { desk, handles } = useContextOfDesk();
  const edit = (): void => {
    desk.discard(item.clientId);
    handles.composer?.insert(item.text);
  };
  const isTrouble = item.state === "failed" || item.state === "refused";
  return (
    <article class={`message from-operator is-outgoing is-${item.state}`}>
      <p class="sr-only">{words.thread.you}</p>
      <div class="bubble">
        {item.text && <p class="plain">{item.text}</p>}
        {item.attachments.map((each) => (
          <p key={each.id} class="file-line">
            <FileIcon /> {each.file_name}
          </p>
        ))}
      </div>
      <div class={isTrouble ? "trouble" : "delivery"} role={isTrouble ? "alert" : undefined}>
        <p>
          {isTrouble && <AlertIcon />}
          {item.state === "failed" || item.state === "refused" ? `${words.outgoing[item.state]} ${item.reason}` : words.outgoing[item.state]}
        </p>
        {item.state === "failed" && (
          <button type="button" class="button is-small" onClick={() => desk.resend()}>
            {words.outgoing.resend}
          </button>
        )}
        {/* One that failed may have been stored all the same: taking it back could make it two. */}
        {item.state === "refused" && (
          <>
            <button type="button" class="button is-small" onClick={edit}>
              {words.outgoing.edit}
            </button>
            <button type="button" class="button is-small" onClick={() => desk.discard(item.clientId)}>
              {words.outgoing.discard}
            </button>
          </>
        )}
      </div>
    </article>
  );
}
