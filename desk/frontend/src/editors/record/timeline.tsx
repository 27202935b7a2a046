/** What happened to the draft, and what its people wrote to each other. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useState } from "preact/hooks";
import { useWork } from "../../ui/context.ts";
import { Failure } from "../../ui/dialog.tsx";
import { AreaField } from "../../ui/fields.tsx";
import { named } from "../../words.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import type { Draft } from "../api/types.ts";
import { pageWords } from "./words.ts";

export function Timeline({ draft, onDraft }: { draft: Draft; onDraft(draft: Draft): void }) {
  const api = useEditorsApi();
  const [typed, setTyped] = useState("");
  const work = useWork();
  const send = async (): Promise<void> => {
    const text = typed.trim();
    if (text && (await work.run(async () => onDraft(await api.comment(draft.id, text))))) setTyped("");
  };
  return (
    <div class="talk">
      {draft.events.length === 0 && <p class="list-empty">{pageWords.talkNone}</p>}
      <ol class="timeline">
        {draft.events.map((event, place) => (
          <li key={place} class="is-staff">
            <p>
              <strong>{event.by || pageWords.program}</strong> {named(pageWords.events, event.event)} <small>{momentOfIso(event.at)}</small>
            </p>
            {event.text && <blockquote>{event.text}</blockquote>}
          </li>
        ))}
      </ol>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !event.ctrlKey) return;
          event.preventDefault();
          event.stopPropagation();
          void send();
        }}
      >
        <AreaField label={pageWords.comment} value={typed} onValue={setTyped} />
        <Failure text={work.failure} />
        <button type="submit" class="button" aria-disabled={work.isBusy}>
          {pageWords.commentSend}
        </button>
      </form>
    </div>
  );
}
