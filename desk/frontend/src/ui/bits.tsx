/** Small things that many pages show: loading, failure, a ticket's state, a deadline, a moment. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import type { ComponentChildren } from "preact";
import type { Ticket } from "../api/types.ts";
import { hrefOf } from "../state/routes.ts";
import { named, words } from "../words.ts";
import type { Loaded } from "./context.ts";

export function Page({ title, actions, children }: { title: string; actions?: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="page">
      <header class="page-head">
        <h1 tabIndex={-1}>{title}</h1>
        {actions && <div class="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** What is loading or could not be loaded; the data once it is there (the old ones while newer ones load). */
export function Awaited<T>({ loaded, children }: { loaded: Loaded<T>; children: (data: T) => ComponentChildren }) {
  if (loaded.failure) {
    return (
      <div class="notice is-failure" role="alert">
        <p>
          {words.failure.cannotLoad} {loaded.failure}
        </p>
        <button type="button" class="button" onClick={loaded.reload}>
          {words.retry}
        </button>
      </div>
    );
  }
  if (loaded.data === null) return <p class="loading">{words.loading}</p>;
  return <>{children(loaded.data)}</>;
}

export function StateChip({ state }: { state: string }) {
  return <span class={`chip is-state-${state}`}>{named(words.tickets.states, state)}</span>;
}

export function PriorityChip({ priority }: { priority: string | undefined }) {
  if (!priority || priority === "normal") return null;
  return <span class={`chip is-${priority}`}>{named(words.priority, priority)}</span>;
}

export function Deadline({ ticket }: { ticket: Ticket }) {
  if (!ticket.due_at) return <>{words.none}</>;
  const percent = Math.round(ticket.used_percent);
  const level = ticket.is_overdue ? "is-over" : percent >= 80 ? "is-late" : percent >= 50 ? "is-half" : "";
  return (
    <span class={`deadline ${level}`}>
      <span class="deadline-when">
        {momentOfIso(ticket.due_at)}
        {ticket.is_overdue && <strong> {words.tickets.overdueLabel}</strong>}
      </span>
      <Bar share={Math.min(1, ticket.used_percent / 100)} label={words.tickets.used(percent)} />
    </span>
  );
}

export function Bar({ share, label }: { share: number; label: string }) {
  return (
    <svg class="bar" role="img" aria-label={label} viewBox="0 0 100 6" preserveAspectRatio="none">
      <rect class="bar-back" x="0" y="0" width="100" height="6" />
      <rect class="bar-front" x="0" y="0" width={share * 100} height="6" />
    </svg>
  );
}

export function Moment({ iso }: { iso: string | null }) {
  return iso ? <time dateTime={iso}>{momentOfIso(iso)}</time> : <>{words.none}</>;
}

export function TicketLine({ ticket }: { ticket: Ticket }) {
  return (
    <li class="ticket-line">
      <a href={hrefOf("tickets", ticket.id)}>
        <strong class="code">{ticket.tracking_code}</strong> {ticket.subject}
      </a>
      <span class="chips">
        <StateChip state={ticket.state} />
        <PriorityChip priority={ticket.priority} />
      </span>
      <Deadline ticket={ticket} />
    </li>
  );
}
