/** Over conversations and tickets at once. */

import { timeOf } from "@webchat/ui/dates.ts";
import { useEffect, useState } from "preact/hooks";
import type { Found } from "../api/types.ts";
import { go, hrefOf, type Route } from "../state/routes.ts";
import { Awaited, Moment, Page, TicketLine } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded } from "../ui/context.ts";
import { named, words } from "../words.ts";

export function SearchPage({ route }: { route: Route }) {
  const { api } = useContextOfDesk();
  const looked = route.query.q ?? "";
  const [text, setText] = useState(looked);
  const loaded = useLoaded<Found | null>(async () => (looked ? api.search(looked) : null), [looked]);
  useEffect(() => setText(looked), [looked]);
  return (
    <Page title={words.search.title}>
      <form
        class="search-form is-large"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          go(hrefOf("search", null, null, { q: text.trim() }));
        }}
      >
        <label class="sr-only" for="search">
          {words.search.label}
        </label>
        <input id="search" type="search" value={text} data-first autocomplete="off" onInput={(event) => setText(event.currentTarget.value)} />
        <button type="submit" class="button is-primary">
          {words.search.button}
        </button>
      </form>
      <p class="hint">{words.search.hint}</p>
      {looked && (
        <div aria-live="polite">
          <Awaited loaded={loaded}>{(found) => found && <Results found={found} looked={looked} />}</Awaited>
        </div>
      )}
    </Page>
  );
}

function Results({ found, looked }: { found: Found; looked: string }) {
  if (!found.conversations.length && !found.tickets.length) return <p class="list-empty">{words.search.nothing(looked)}</p>;
  return (
    <div class="search-results">
      {found.conversations.length > 0 && (
        <section>
          <h2>{words.search.conversations(found.conversations.length)}</h2>
          <ul class="earlier">
            {found.conversations.map(({ row, matches }) => (
              <li key={row.id}>
                <a href={hrefOf("conversations", row.id)} data-nav-item>
                  <strong>{row.citizen_name || words.board.anonymous}</strong> {named(words.channel, row.channel)} ·{" "}
                  <Moment iso={row.last_message_at} />
                  {matches.map((match) => (
                    <small key={match.seq} class="match">
                      {words.thread[match.sender]} {timeOf(match.created_at)}: {match.text}
                    </small>
                  ))}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.tickets.length > 0 && (
        <section>
          <h2>{words.search.tickets(found.tickets.length)}</h2>
          <ul class="ticket-lines">
            {found.tickets.map((ticket) => (
              <TicketLine key={ticket.id} ticket={ticket} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
