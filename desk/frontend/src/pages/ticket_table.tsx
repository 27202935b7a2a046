/** A page of a list of tickets: sorted by any column, what is overdue apart from the rest. */

import { Fragment } from "preact";
import type { Ticket, TicketPage as PageOfTickets } from "../api/types.ts";
import { go, hrefOf } from "../state/routes.ts";
import { orderOf, sortedBy, type TicketList } from "../state/ticket_list.ts";
import { Deadline, PriorityChip, StateChip } from "../ui/bits.tsx";
import { SelectField } from "../ui/fields.tsx";
import { named, words } from "../words.ts";

interface Props {
  page: PageOfTickets;
  list: TicketList;
  hrefTo(list: TicketList): string;
}

/** Column of the table → what the server sorts by. */
const COLUMNS = [
  ["code", "created"],
  ["subject", "subject"],
  ["state", "state"],
  ["sector", "sector"],
  ["assignee", "assignee"],
  ["due", "due"],
] as const;

export function TicketTable({ page, list, hrefTo }: Props) {
  const pages = Math.max(1, Math.ceil(page.total / page.page_size));
  const linkTo = (number: number): string => hrefTo({ ...list, criteria: { ...list.criteria, page: String(number) } });
  return (
    <>
      <div class="list-head">
        <p class="total" role="status">
          {page.total ? words.tickets.total(page.total) : words.tickets.none}
        </p>
        <div class="narrow-sort">
          <Sorting list={list} hrefTo={hrefTo} />
        </div>
      </div>
      {page.total > 0 && (
        <div class="table-scroll" tabIndex={0} role="region" aria-label={words.tickets.list}>
          <table class="table is-stacking">
            <thead>
              <tr>
                {COLUMNS.map(([name, by]) => (
                  <Heading key={name} name={name} by={by} list={list} hrefTo={hrefTo} />
                ))}
              </tr>
            </thead>
            <Rows tickets={page.tickets} isByDeadline={orderOf(list).by === "due"} />
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

function Heading({ name, by, list, hrefTo }: { name: (typeof COLUMNS)[number][0]; by: string; list: TicketList; hrefTo: Props["hrefTo"] }) {
  const order = orderOf(list);
  const isChosen = order.by === by;
  return (
    <th scope="col" aria-sort={isChosen ? (order.isDescending ? "descending" : "ascending") : "none"}>
      <a class="sort" href={hrefTo(sortedBy(list, by))} title={words.tickets.sortBy(words.tickets.sorts[by]!)}>
        {words.tickets[name]}
        <span aria-hidden="true">{isChosen ? (order.isDescending ? " ↓" : " ↑") : ""}</span>
      </a>
    </th>
  );
}

/** Where the table's head has no room. */
function Sorting({ list, hrefTo }: { list: TicketList; hrefTo: Props["hrefTo"] }) {
  const { by, isDescending } = orderOf(list);
  const choices = Object.entries(words.tickets.sorts).flatMap(([value, label]) => [
    { value, label },
    { value: `-${value}`, label: words.tickets.otherWay(label) },
  ]);
  return (
    <SelectField
      label={words.tickets.sort}
      value={isDescending ? `-${by}` : by}
      choices={choices}
      onValue={(sort) => {
        const { page: _, ...criteria } = list.criteria;
        go(hrefTo({ ...list, sort, criteria }));
      }}
    />
  );
}

const isOpenAndLate = (ticket: Ticket): boolean => ticket.is_overdue && !["resolved", "closed", "rejected"].includes(ticket.state);

function Rows({ tickets, isByDeadline }: { tickets: Ticket[]; isByDeadline: boolean }) {
  const hasGroups = isByDeadline && tickets.some(isOpenAndLate);
  return (
    <tbody>
      {tickets.map((ticket, index) => {
        const isLate = isOpenAndLate(ticket);
        const opensGroup = hasGroups && (index === 0 || isLate !== isOpenAndLate(tickets[index - 1]!));
        return (
          <Fragment key={ticket.id}>
            {opensGroup && (
              <tr class={`group${isLate ? " is-late" : ""}`}>
                <th scope="rowgroup" colSpan={COLUMNS.length}>
                  {isLate ? words.tickets.overdueGroup : words.tickets.onTimeGroup}
                </th>
              </tr>
            )}
            <TicketRow ticket={ticket} />
          </Fragment>
        );
      })}
    </tbody>
  );
}

function TicketRow({ ticket }: { ticket: Ticket }) {
  return (
    <tr class={isOpenAndLate(ticket) ? "is-overdue" : ""}>
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
