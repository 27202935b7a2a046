/** The lists of tickets: a view, conditions (kept in the address, saved by name), order, pages, Excel. */

import { useEffect, useRef, useState } from "preact/hooks";
import { query, ROOT } from "../api/http.ts";
import { go, hrefOf, type Route } from "../state/routes.ts";
import { readList, remember, VIEWS, wholeOf, type TicketList, type View } from "../state/ticket_list.ts";
import { Awaited, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useKeys, useLoaded, useObserved } from "../ui/context.ts";
import { words } from "../words.ts";
import { CreateTicketDialog } from "./create_ticket_dialog.tsx";
import { TicketFilters } from "./ticket_filters.tsx";
import { TicketTable } from "./ticket_table.tsx";

/** Tickets change many times a second on a busy day; a list that is anew each second is live enough. */
const PAUSE_MS = 1000;

/** What is overdue is told once for everybody, and where somebody should take it up. */
const TELLS_OVERDUE: readonly View[] = ["mine", "unassigned", "due"];

const hrefTo = (list: TicketList): string => hrefOf("tickets", null, null, wholeOf(list));

export function TicketsPage({ route }: { route: Route }) {
  const { api, desk, settings } = useContextOfDesk();
  const changes = useLate(useObserved(desk).ticketChanges);
  const [isCreating, setCreating] = useState(false);
  const list = readList(route.query, settings);
  const asked = wholeOf(list);
  const loaded = useLoaded(() => api.tickets(asked), [JSON.stringify(asked), changes]);
  const { page: _, ...forExcel } = asked;
  useEffect(() => remember(list, settings), [list.view, list.sort]);
  useKeys(() => Object.fromEntries(VIEWS.map((view, place) => [String(place + 1), () => go(hrefTo(only(view)))])), []);
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
      <Views chosen={list.view} changes={changes} />
      <TicketFilters
        key={JSON.stringify(asked)}
        list={list}
        onNarrow={(criteria) => go(hrefTo({ ...list, criteria }))}
        onSaved={(criteria) => go(hrefOf("tickets", null, null, { view: "all", ...criteria }))}
      />
      <Awaited loaded={loaded}>{(page) => <TicketTable page={page} list={list} hrefTo={hrefTo} />}</Awaited>
      {isCreating && <CreateTicketDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

const only = (view: View): TicketList => ({ view, sort: "", criteria: {} });

function Views({ chosen, changes }: { chosen: View; changes: number }) {
  const { api } = useContextOfDesk();
  const counts = useLoaded(() => api.ticketCounts(), [changes]).data;
  return (
    <nav class="views" aria-label={words.tickets.views}>
      {VIEWS.map((view) => {
        const count = counts?.[view];
        return (
          <a key={view} class="view" href={hrefTo(only(view))} aria-current={view === chosen ? "page" : undefined}>
            {words.tickets.viewNames[view]}
            {count && <span class="count">{count.total.toLocaleString("vi-VN")}</span>}
            {count !== undefined && count.overdue > 0 && TELLS_OVERDUE.includes(view) && <span class="overdue-count">{words.tickets.overdueCount(count.overdue)}</span>}
          </a>
        );
      })}
    </nav>
  );
}

/** The newest value, told at most once in a while. */
function useLate(value: number): number {
  const [told, setTold] = useState(value);
  const newest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  newest.current = value;
  useEffect(() => {
    if (told === value || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      setTold(newest.current);
    }, PAUSE_MS);
  }, [told, value]);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return told;
}
