/** What was said in a call, to be read beside its recording. */

import { timeOf } from "@webchat/ui/dates.ts";
import type { DeskApi } from "../api/desk_api.ts";
import type { DeskMessage } from "../api/types.ts";
import { lastSeq } from "../state/thread.ts";
import { Awaited } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded } from "../ui/context.ts";
import { callWords as words } from "./words.ts";

export function CallTranscript({ conversationId }: { conversationId: string }) {
  const { api } = useContextOfDesk();
  const loaded = useLoaded(() => allOf(api, conversationId), [conversationId]);
  return (
    <section class="card" aria-label={words.transcript}>
      <h2>{words.transcript}</h2>
      <Awaited loaded={loaded}>
        {(said) => (
          <ul class="call-transcript">
            {said.map((each) => (
              <li key={each.id}>
                <strong>{speakerOf(each)}</strong> {each.text} <time dateTime={each.created_at}>{timeOf(each.created_at)}</time>
              </li>
            ))}
          </ul>
        )}
      </Awaited>
    </section>
  );
}

async function allOf(api: DeskApi, conversationId: string): Promise<DeskMessage[]> {
  const all: DeskMessage[] = [];
  for (;;) {
    const page = await api.messages(conversationId, lastSeq(all));
    all.push(...page.messages);
    if (!page.has_more || page.messages.length === 0) return all.filter((each) => each.text);
  }
}

function speakerOf(message: DeskMessage): string {
  if (message.sender === "citizen") return words.caller;
  return message.sender === "operator" ? (message.author_name ?? "") : words.machine;
}
