/** How it stands this minute: who waits, who is on duty with how many. */

import { useEffect } from "preact/hooks";
import type { Colleague } from "../api/types.ts";
import { listsOf } from "../state/lists.ts";
import { Awaited } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useObserved } from "../ui/context.ts";
import { RowLink } from "../board/row_link.tsx";
import { words } from "../words.ts";
import { Figure } from "./figure.tsx";

const EVERY_MS = 15_000;
const LONGEST_SHOWN = 5;

export function ReportNow() {
  const { api, desk, session } = useContextOfDesk();
  const { rows } = useObserved(desk);
  const loaded = useLoaded(() => api.reportNow(), []);
  useEffect(() => {
    const timer = setInterval(loaded.reload, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const waiting = listsOf(rows.values(), session.state.me!.id).queue.slice(0, LONGEST_SHOWN);
  return (
    <section aria-label={words.reports.now}>
      <h2>{words.reports.now}</h2>
      <Awaited loaded={loaded}>
        {(now) => (
          <ul class="figures">
            <Figure label={words.reports.queue} value={now.queue} isBad={now.queue > 0} />
            <Figure label={words.reports.longest} value={now.longest_wait_seconds === null ? words.none : words.seconds(Math.round(now.longest_wait_seconds))} />
            <Figure label={words.reports.withOperators} value={now.with_operators} />
            <Figure label={words.reports.onDuty} value={now.on_duty} />
            <Figure label={words.reports.away} value={now.away} />
            <Figure label={words.reports.open} value={now.tickets_open} />
            <Figure label={words.reports.dueToday} value={now.tickets_due_today} />
            <Figure label={words.reports.overdue} value={now.tickets_overdue} isBad={now.tickets_overdue > 0} />
          </ul>
        )}
      </Awaited>
      <div class="charts">
        <section class="card">
          <h3>{words.reports.onDutyList}</h3>
          <Awaited loaded={loaded}>{(now) => <Present colleagues={now.present} />}</Awaited>
        </section>
        {session.may("answer_citizens") && (
          <section class="card">
            <h3>{words.reports.waitingList}</h3>
            {waiting.length === 0 && <p class="list-empty">{words.reports.nobodyWaits}</p>}
            <ul class="rows">
              {waiting.map((row) => (
                <li key={row.id}>
                  <RowLink row={row} isOpen={false} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
}

/** The same who are counted above. */
function Present({ colleagues }: { colleagues: Colleague[] }) {
  return (
    <>
      {colleagues.length === 0 && <p class="list-empty">{words.board.nobodyOnDuty}</p>}
      <ul class="colleagues">
        {colleagues.map((each) => (
          <li key={each.id}>
            <span class={`dot is-${each.duty}`} aria-hidden="true" />
            <span class="colleague-name">
              {each.display_name} {each.group_name && <small>{words.board.group(each.group_name)}</small>}
            </span>
            <small>{each.duty === "away" ? words.actions.transferAway : words.board.colleagueCount(each.conversations)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
