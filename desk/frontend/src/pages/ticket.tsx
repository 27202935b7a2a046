/** One ticket: what it is about, what may be done next, and everything that happened to it. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Ticket, TicketView } from "../api/types.ts";
import { CallTranscript } from "../calls/call_transcript.tsx";
import { CallerNumber } from "../calls/caller_number.tsx";
import { RecordingPlayer } from "../calls/recording_player.tsx";
import { callWords } from "../calls/words.ts";
import { hrefOf } from "../state/routes.ts";
import { Awaited, Deadline, Moment, PriorityChip, StateChip } from "../ui/bits.tsx";
import { useContextOfDesk, useKeys, useLoaded, useObserved, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { BackIcon } from "../ui/icons.tsx";
import { named, words } from "../words.ts";
import { SummaryCard } from "../board/summary_card.tsx";
import { CitizenEditor } from "./citizen_editor.tsx";
import { MoveTicketDialog } from "./move_ticket_dialog.tsx";
import { TicketHistory, TicketNotes } from "./ticket_history.tsx";
import { TicketEditor } from "./ticket_editor.tsx";

export function TicketPage({ id }: { id: string }) {
  const { api, desk } = useContextOfDesk();
  const { ticketChanges } = useObserved(desk);
  const loaded = useLoaded(() => api.ticket(id), [id, ticketChanges]);
  return (
    <div class="page">
      <p class="page-back">
        <a href={hrefOf("tickets")}>
          <BackIcon /> {words.tickets.list}
        </a>
      </p>
      {!loaded.data && <h1 class="sr-only">{words.tickets.title}</h1>}
      <Awaited loaded={loaded}>{(view) => <View view={view} reload={loaded.reload} />}</Awaited>
    </div>
  );
}

function View({ view, reload }: { view: TicketView; reload(): void }) {
  const [moveTo, setMoveTo] = useState<string | null>(null);
  const { ticket } = view;
  const taking = useTaking(ticket, reload);
  return (
    <>
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>
            <span class="code">{ticket.tracking_code}</span> {ticket.subject}
          </h1>
          <p class="chips">
            <StateChip state={ticket.state} />
            <PriorityChip priority={ticket.priority} />
            <span class="chip">{named(words.tickets.kinds, ticket.kind)}</span>
          </p>
        </div>
      </header>
      <section class="moves" aria-label={words.tickets.moves}>
        {taking.isOffered && (
          <button type="button" class="button is-primary" aria-disabled={taking.isBusy} onClick={taking.take}>
            {words.tickets.take} <kbd>N</kbd>
          </button>
        )}
        {ticket.allowed_states.map((state) => (
          <button
            key={state}
            type="button"
            class={`button${state === "resolved" ? " is-primary" : state === "rejected" ? " is-danger-quiet" : ""}`}
            onClick={() => setMoveTo(state)}
          >
            {named(words.tickets.moveTo, state)}
          </button>
        ))}
        {ticket.allowed_states.length === 0 && <p class="hint">{words.tickets.noMoves}</p>}
        {ticket.conversation_id && (
          <a class="button" href={hrefOf("conversations", ticket.conversation_id)}>
            {words.tickets.conversation}
          </a>
        )}
      </section>
      <div class="ticket-columns">
        <div>
          {Object.keys(ticket.summary).length > 0 && <SummaryCard ticket={ticket} hasLink={false} />}
          {view.call && ticket.conversation_id && <CallTranscript key={view.call.id} conversationId={ticket.conversation_id} />}
          {view.recorded_call_id && (
            <section class="card" aria-label={callWords.recording}>
              <h2>{callWords.recording}</h2>
              <RecordingPlayer key={view.recorded_call_id} callId={view.recorded_call_id} />
            </section>
          )}
          <TicketHistory events={view.events} />
          <TicketNotes ticketId={ticket.id} notes={view.notes} onSaved={reload} />
        </div>
        <div>
          <Facts ticket={ticket} call={view.call ?? null} />
          <CitizenEditor key={ticket.citizen_name} ticket={ticket} onSaved={reload} />
          <TicketEditor
            key={`${ticket.unit?.id}${ticket.assignee?.id}${ticket.priority}${ticket.sector}${ticket.procedure_code}${ticket.due_at}`}
            ticket={ticket}
            onSaved={reload}
          />
        </div>
      </div>
      {moveTo && <MoveTicketDialog ticket={ticket} to={moveTo} onMoved={reload} onClose={() => setMoveTo(null)} />}
    </>
  );
}

/** Whoever opens a ticket that nobody has takes it with one key. */
function useTaking(ticket: Ticket, onTaken: () => void): { isOffered: boolean; isBusy: boolean; take(): void } {
  const { api, desk, session } = useContextOfDesk();
  const work = useWork();
  const isOffered = !ticket.assignee && ticket.allowed_states.length > 0;
  const take = (): void =>
    void work.run(async () => {
      await api.editTicket(ticket.id, { assignee_id: session.state.me!.id });
      desk.toast(words.tickets.taken);
      onTaken();
    });
  useKeys(() => (isOffered ? { n: take } : {}), [ticket.id, isOffered]);
  useEffect(() => {
    if (work.failure) desk.toast(work.failure, true);
  }, [work.failure]);
  return { isOffered, isBusy: work.isBusy, take };
}

function Facts({ ticket, call }: { ticket: Ticket; call: NonNullable<TicketView["call"]> | null }) {
  const rows: [string, ComponentChildren][] = [
    [words.tickets.due, <Deadline ticket={ticket} />],
    [words.tickets.citizenName, ticket.citizen_name || words.board.anonymous],
    ...useContact(ticket, call !== null),
    ...(call ? [[callWords.number, <CallerNumber key={call.id} call={call} />] as [string, ComponentChildren]] : []),
    [words.tickets.channel, named(words.channel, ticket.channel) || words.none],
    [words.tickets.created, <Moment iso={ticket.created_at} />],
    [words.tickets.firstResponse, <Moment iso={ticket.first_response_at} />],
    [words.tickets.resolvedAt, <Moment iso={ticket.resolved_at} />],
  ];
  if (ticket.closed_at) rows.push([words.tickets.closedAt, <Moment iso={ticket.closed_at} />]);
  if (ticket.times_reopened) rows.push([words.tickets.reopened, ticket.times_reopened]);
  if (ticket.outcome) rows.push([words.tickets.outcome, named(words.wrapUp.outcomes, ticket.outcome)]);
  if (ticket.bot_should_have_known) rows.push([words.tickets.shouldHaveKnown, words.yes]);
  if (ticket.rating) rows.push([words.tickets.rating, `${words.tickets.stars(ticket.rating)}${ticket.rating_comment ? ` – ${ticket.rating_comment}` : ""}`]);
  return (
    <section class="card" aria-label={words.tickets.details}>
      <h2>{words.tickets.details}</h2>
      <dl class="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Phone and address, masked until somebody asks for them. */
function useContact(ticket: Ticket, isCaller: boolean): [string, ComponentChildren][] {
  const { api, session } = useContextOfDesk();
  const [shown, setShown] = useState<{ citizen_phone: string; citizen_address: string } | null>(null);
  const work = useWork();
  const { citizen_phone_masked: phone, citizen_address_masked: address } = ticket;
  // What was shown is of the values before a change.
  useEffect(() => setShown(null), [phone, address]);
  const reveal = (
    <>
      {shown && <small role="status"> {words.tickets.revealed}</small>}
      {!shown && session.may("reveal_personal_data") && (
        <button
          type="button"
          class="button is-small"
          title={words.thread.revealHint}
          onClick={() => void work.run(async () => setShown(await api.revealContact(ticket.id)))}
        >
          {phone && address ? words.tickets.revealBoth : phone ? words.tickets.revealPhone : words.tickets.revealAddress}
        </button>
      )}
      <Failure text={work.failure} />
    </>
  );
  return [
    [
      words.tickets.phone,
      <>
        {shown?.citizen_phone ? <a href={`tel:${shown.citizen_phone.replace(/[^+\d]/g, "")}`}>{shown.citizen_phone}</a> : phone || (isCaller ? words.none : words.side.noPhone)}{" "}
        {phone && reveal}
      </>,
    ],
    [
      words.tickets.citizenAddress,
      <>
        {shown?.citizen_address || address || words.none} {address && !phone && reveal}
      </>,
    ],
  ];
}
