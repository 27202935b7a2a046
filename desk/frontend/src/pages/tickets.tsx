/** All tickets as a table: filters (kept in the address, saved by name), pages, Excel. */

import { useState } from "preact/hooks";
import { query, ROOT } from "../api/http.ts";
import type { Ticket, TicketPage as PageOfTickets } from "../api/types.ts";
import { go, hrefOf, type Route } from "../state/routes.ts";
import { Awaited, Deadline, Page, PriorityChip, StateChip } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useObserved } from "../ui/context.ts";
import { named, words } from "../words.ts";
import { CreateTicketDialog } from "./create_ticket_dialog.tsx";
import { TicketFilters } from "./ticket_filters.tsx";

export function TicketsPage({ route }: { route: Route }) {
  const { api, desk } = useContextOfDesk();
  const { ticketChanges } = useObserved(desk);
  const [isCreating, setCreating] = useState(false);
  const criteria = route.query;
  const loaded = useLoaded(() => api.tickets(criteria), [JSON.stringify(criteria), ticketChanges]);
  const { page: _, ...forExcel } = criteria;
  return (
    <Page
      title={words.tickets.title}
      actions={
        <>
          <button type="button" class="button is-primary" onClick={() => setCreating(true)}>
            {words.tickets.create}
          </button>
          <a class="button" href={`${ROOT}/tickets.xlsx${query(forExcel)}`} download>
            {words.tickets.excel}
          </a>
        </>
      }
    >
      <TicketFilters key={JSON.stringify(criteria)} criteria={criteria} onApply={(next) => go(hrefOf("tickets", null, null, next))} />
      <Awaited loaded={loaded}>{(page) => <Table page={page} criteria={criteria} />}</Awaited>
      {isCreating && <CreateTicketDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function Table({ page, criteria }: { page: PageOfTickets; criteria: Record<string, string> }) {
  const pages = Math.max(1, Math.ceil(page.total / page.page_size));
  const linkTo = (number: number): string => hrefOf("tickets", null, null, { ...criteria, page: String(number) });
  return (
    <>
      <p class="total" role="status">
        {page.total ? words.tickets.total(page.total) : words.tickets.none}
      </p>
      {page.total > 0 && (
        <div class="table-scroll" tabIndex={0} role="region" aria-label={words.tickets.list}>
          <table class="table is-stacking">
            <thead>
              <tr>
                <th scope="col">{words.tickets.code}</th>
                <th scope="col">{words.tickets.subject}</th>
                <th scope="col">{words.tickets.state}</th>
                <th scope="col">{words.tickets.sector}</th>
                <th scope="col">{words.tickets.assignee}</th>
                <th scope="col">{words.tickets.due}</th>
              </tr>
            </thead>
            <tbody>
              {page.tickets.map((ticket) => (
                <TicketRow key={ticket.id} ticket={ticket} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 && (
        <nav class="pages" aria-label={words.tickets.pages}>
          {page.page > 1 && (
            <a class="button" href={linkTo(page.page - 1)}>
              {words.tickets.previous}
            </a>
          )}
          <span>{words.tickets.page(page.page, pages)}</span>
          {page.page < pages && (
            <a class="button" href={linkTo(page.page + 1)}>
              {words.tickets.next}
            </a>
          )}
        </nav>
      )}
    </>
  );
}

function TicketRow({ ticket }: { ticket: Ticket }) {
  return (
    <tr class={ticket.is_overdue ? "is-overdue" : ""}>
      <td>
        <a class="code" href={hrefOf("tickets", ticket.id)} data-nav-item>
          {ticket.tracking_code}
        </a>
      </td>
      <td class="wide-cell">
        <span class="subject">{ticket.subject}</span>
        <small>{[named(words.tickets.kinds, ticket.kind), named(words.channel, ticket.channel), ticket.citizen_name].filter(Boolean).join(" · ")}</small>
      </td>
      <td>
        <StateChip state={ticket.state} /> <PriorityChip priority={ticket.priority} />
      </td>
      <td>{ticket.sector || words.none}</td>
      <td>{[ticket.assignee?.display_name, ticket.unit?.name].filter(Boolean).join(", ") || words.none}</td>
      <td>
        <Deadline ticket={ticket} />
      </td>
    </tr>
  );
}
