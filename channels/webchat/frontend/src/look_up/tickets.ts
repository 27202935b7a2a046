/** The server's side of looking a ticket up: what is sent for a code, read carefully, and failures as words for the citizen. */

import { lookUpWords as words } from "../words.ts";

export interface Reply {
  at: string;
  text: string;
}

export interface Ticket {
  trackingCode: string;
  state: string;
  stateWords: string;
  kindWords: string;
  createdAt: string;
  dueAt: string;
  replies: Reply[];
  /** Staff wait for the citizen's answer. */
  isAsked: boolean;
  mayAdd: boolean;
  mayReopen: boolean;
  mayRate: boolean;
  rating: number | null;
}

export interface Tickets {
  find(code: string): Promise<Ticket>;
  add(code: string, text: string): Promise<Ticket>;
  reopen(code: string, reason: string): Promise<Ticket>;
  rate(code: string, rating: number, comment: string): Promise<Ticket>;
}

/** Its message is for the citizen. */
export class LookUpFailure extends Error {}

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function readTicket(raw: unknown): Ticket | null {
  const ticket = fields(raw);
  if (!text(ticket.tracking_code) || !text(ticket.state)) return null;
  const replies = Array.isArray(ticket.replies) ? ticket.replies.map(fields) : [];
  return {
    trackingCode: text(ticket.tracking_code),
    state: text(ticket.state),
    stateWords: text(ticket.state_words),
    kindWords: text(ticket.kind_words),
    createdAt: text(ticket.created_at),
    dueAt: text(ticket.due_at),
    replies: replies.map((reply) => ({ at: text(reply.at), text: text(reply.text) })).filter((reply) => reply.text),
    isAsked: ticket.is_awaited === true,
    mayAdd: ticket.may_add === true,
    mayReopen: ticket.may_reopen === true,
    mayRate: ticket.may_rate === true,
    rating: typeof ticket.rating === "number" ? ticket.rating : null,
  };
}

/** Where a ticket stands on the line of three: 0 received, 1 in hand, 2 answered (or turned down). */
export function stepOf(state: string): number {
  if (state === "received" || state === "triage") return 0;
  return state === "resolved" || state === "closed" || state === "rejected" ? 2 : 1;
}

export class HttpTickets implements Tickets {
  find(code: string): Promise<Ticket> {
    return this.ask(code, "", null);
  }

  add(code: string, text: string): Promise<Ticket> {
    return this.ask(code, "/additions", { text });
  }

  reopen(code: string, reason: string): Promise<Ticket> {
    return this.ask(code, "/reopen", { reason });
  }

  rate(code: string, rating: number, comment: string): Promise<Ticket> {
    return this.ask(code, "/rating", { rating, comment });
  }

  private async ask(code: string, door: string, body: unknown): Promise<Ticket> {
    const init = body === null ? {} : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
    const response = await fetch(`/api/tickets/${encodeURIComponent(code.trim())}${door}`, { ...init, credentials: "omit" }).catch(() => {
      throw new LookUpFailure(words.noLine);
    });
    const answer = fields(await response.json().catch(() => null));
    const ticket = response.ok ? readTicket(answer) : null;
    if (!ticket) throw new LookUpFailure(text(fields(answer.error).message) || words.broken);
    return ticket;
  }
}
