/** A found ticket: where it stands, since when and until when, what was answered, and what its owner may still do. */

import type { Ref } from "preact";
import { useState } from "preact/hooks";
import { dayAndTime } from "../ui/dates.ts";
import { LinkedText } from "../ui/linked_text.tsx";
import { lookUpWords as words } from "../words.ts";
import { AdditionForm } from "./addition_form.tsx";
import { RatingForm } from "./rating_form.tsx";
import { ReopenForm } from "./reopen_form.tsx";
import { stepOf, type Ticket, type Tickets } from "./tickets.ts";

interface Props {
  heading: Ref<HTMLHeadingElement>;
  ticket: Ticket;
  tickets: Tickets;
  onChanged(ticket: Ticket): void;
}

export function TicketView({ heading, ticket, tickets, onChanged }: Props) {
  const [done, setDone] = useState("");
  const [timesAdded, setTimesAdded] = useState(0);
  const isOpen = stepOf(ticket.state) < 2;
  const rate = async (rating: number, comment: string): Promise<void> => {
    onChanged(await tickets.rate(ticket.trackingCode, rating, comment));
    setDone(words.rated(rating));
  };
  const reopen = async (reason: string): Promise<void> => {
    onChanged(await tickets.reopen(ticket.trackingCode, reason));
    setDone(words.reopened);
  };
  const add = async (text: string): Promise<void> => {
    const wasAsked = ticket.isAsked;
    onChanged(await tickets.add(ticket.trackingCode, text));
    setDone(wasAsked ? words.answered : words.added);
    setTimesAdded((times) => times + 1);
  };
  return (
    <section class="ticket" aria-labelledby="ticket-title">
      <h2 id="ticket-title" ref={heading} tabIndex={-1}>
        {words.result} <span class="ticket-code">{ticket.trackingCode}</span>
      </h2>
      <p class="ticket-kind">{ticket.kindWords}</p>
      <p class="ticket-state">
        <span class="sr-only">{words.state}: </span>
        {ticket.stateWords}
      </p>
      <Progress state={ticket.state} />
      <dl class="ticket-dates">
        <div>
          <dt>{words.received}</dt>
          <dd>{dayAndTime(ticket.createdAt)}</dd>
        </div>
        {isOpen && (
          <div>
            <dt>{words.promised}</dt>
            <dd>{dayAndTime(ticket.dueAt)}</dd>
          </div>
        )}
      </dl>
      <h3>{words.replies}</h3>
      {ticket.replies.length === 0 && <p class="hint">{words.noReplies}</p>}
      {ticket.replies.map((reply, index) => (
        <div key={index} class="ticket-reply">
          <p>
            <LinkedText text={reply.text} />
          </p>
          <time dateTime={reply.at}>{dayAndTime(reply.at)}</time>
        </div>
      ))}
      <p class="done" role="status">
        {done}
      </p>
      {ticket.mayAdd && <AdditionForm key={timesAdded} isAsked={ticket.isAsked} onAdd={add} />}
      {ticket.mayRate && <RatingForm rating={ticket.rating} onRate={rate} />}
      {ticket.mayReopen && <ReopenForm onReopen={reopen} />}
    </section>
  );
}

function Progress({ state }: { state: string }) {
  const now = stepOf(state);
  const names = state === "rejected" ? [...words.steps.slice(0, 2), words.rejected] : words.steps;
  return (
    <ol class={`progress${state === "rejected" ? " is-rejected" : ""}`}>
      {names.map((name, step) => (
        <li key={name} class={step < now ? "is-passed" : step === now ? "is-current" : ""} aria-current={step === now ? "step" : undefined}>
          {name}
          {step <= now && <span class="sr-only"> ({step < now ? words.passed : words.current})</span>}
        </li>
      ))}
    </ol>
  );
}
