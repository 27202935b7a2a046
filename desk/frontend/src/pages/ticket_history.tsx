/** What happened to a ticket, in order, and what colleagues noted. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { LinkedText } from "@webchat/ui/linked_text.tsx";
import { useState } from "preact/hooks";
import { NoteView } from "../board/note_view.tsx";
import type { Note, TicketEvent } from "../api/types.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { AreaField } from "../ui/fields.tsx";
import { named, words } from "../words.ts";

export function TicketHistory({ events }: { events: TicketEvent[] }) {
  return (
    <section class="card">
      <h2>{words.tickets.history}</h2>
      <ol class="timeline">
        {events.map((event) => (
          <li key={event.number} class={`is-${event.actor_kind}`}>
            <p>
              <strong>{named(words.tickets.events, event.kind)}</strong>
              {event.to_state && event.to_state !== event.from_state && (
                <>
                  {": "}
                  {words.tickets.fromTo(named(words.tickets.states, event.from_state), named(words.tickets.states, event.to_state))}
                </>
              )}
            </p>
            {named(words.reason, event.reason) && (
              <p>
                {words.tickets.reason}: {named({ ...words.reason, ...words.wrapUp.outcomes }, event.reason)}
              </p>
            )}
            {changedIn(event) && (
              <p>
                {words.tickets.changed}: {changedIn(event)}
              </p>
            )}
            {event.is_undelivered && (
              <p>
                <span class="chip is-high">{words.tickets.undelivered}</span>
              </p>
            )}
            {event.public_text && (
              <blockquote>
                <LinkedText text={event.public_text} />
              </blockquote>
            )}
            <p class="hint">
              {event.actor_name || named(words.tickets.actors, event.actor_kind)} · <time dateTime={event.at}>{momentOfIso(event.at)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const FIELDS: Record<string, string> = {
  kind: words.tickets.kind,
  subject: words.tickets.subject,
  priority: words.tickets.priority,
  sector: words.tickets.sector,
  procedure_code: words.tickets.procedure,
  citizen_name: words.tickets.citizenName,
  citizen_phone: words.tickets.citizenPhone,
  citizen_address: words.tickets.citizenAddress,
  outcome: words.tickets.outcome,
  due_at: words.tickets.dueAt,
};

/** Which fields an edit touched; of private ones only that it did. */
function changedIn(event: TicketEvent): string {
  if (event.kind !== "edited") return "";
  const names = Object.entries(event.details).filter(([name]) => FIELDS[name]);
  return names
    .map(([name, change]) => {
      const how = named(words.tickets.changes, (change as { change?: string } | null)?.change);
      return how ? `${FIELDS[name]} (${how})` : FIELDS[name];
    })
    .join(", ");
}

export function TicketNotes({ ticketId, notes, onSaved }: { ticketId: string; notes: Note[]; onSaved(): void }) {
  const { api } = useContextOfDesk();
  const [text, setText] = useState("");
  const work = useWork();
  const save = async (): Promise<void> => {
    if (!text.trim()) return work.setFailure(words.composer.empty);
    if (!(await work.run(() => api.noteOnTicket(ticketId, text.trim())))) return;
    setText("");
    onSaved();
  };
  return (
    <section class="card">
      <h2>{words.tickets.notes}</h2>
      {notes.length === 0 && <p class="list-empty">{words.tickets.noNotes}</p>}
      {notes.map((note) => (
        <NoteView key={note.id} note={note} />
      ))}
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <AreaField label={words.tickets.noteText} rows={2} value={text} onValue={setText} />
        <Failure text={work.failure} />
        <button type="submit" class="button is-note" aria-disabled={work.isBusy}>
          {words.tickets.addNote}
        </button>
      </form>
    </section>
  );
}
