/** Who waits, what is mine, what others have; colleagues at the foot. */

import { useState } from "preact/hooks";
import type { Row } from "../api/types.ts";
import { listsOf, matching } from "../state/lists.ts";
import { useContextOfDesk, useObserved } from "../ui/context.ts";
import { DutySwitch } from "../ui/duty_switch.tsx";
import { useNextWork } from "../ui/next_work.ts";
import { words } from "../words.ts";
import { RowLink } from "./row_link.tsx";
import { UntakenTickets } from "./untaken_tickets.tsx";

export function ListsColumn({ openId }: { openId: string | null }) {
  const { desk, session } = useContextOfDesk();
  const state = useObserved(desk);
  const [looked, setLooked] = useState("");
  const next = useNextWork();
  const lists = listsOf(state.rows.values(), session.state.me!.id);
  const oldest = lists.queue[0];


  const list = (name: keyof typeof lists, empty: string) => (
    <RowList name={name} rows={matching(lists[name], looked)} total={lists[name].length} empty={looked ? words.board.nothingFound : empty} openId={openId} />
  );
  return (
    <section class="lists" aria-label={words.board.lists} tabIndex={-1}>
      <div class="lists-head">
        <DutySwitch />
        <label class="sr-only" for="find-row">
          {words.board.find}
        </label>
        <input
          id="find-row"
          type="search"
          placeholder={words.board.findPlaceholder}
          value={looked}
          autocomplete="off"
          onInput={(event) => setLooked(event.currentTarget.value)}
        />
      </div>
      <div class="lists-scroll">
        {state.board === "loading" && <p class="loading">{words.loading}</p>}
        {state.board === "failed" && (
          <div class="notice is-failure" role="alert">
            <p>{state.boardFailure}</p>
            <button type="button" class="button" onClick={() => void desk.loadBoard()}>
              {words.retry}
            </button>
          </div>
        )}
        {state.board === "ready" && (
          <>
            <h2 class="list-title">
              {words.board.queue} <span class="count">{lists.queue.length}</span>
              {oldest && (
                <button type="button" class="button is-small" onClick={next.take} title={words.board.claimNext}>
                  {words.actions.claim}
                  <span class="sr-only"> – {words.board.claimNext}</span> <kbd>N</kbd>
                </button>
              )}
            </h2>
            {list("queue", words.board.queueEmpty)}
            <UntakenTickets queued={lists.queue.length} />
            <h2 class="list-title">
              {words.board.mine} <span class="count">{lists.mine.length}</span>
            </h2>
            {list("mine", words.board.mineEmpty)}
            <details class="others" open={looked !== ""}>
              <summary class="list-title">
                {words.board.others} <span class="count">{lists.others.length}</span>
              </summary>
              {list("others", words.board.othersEmpty)}
            </details>
            <Colleagues />
          </>
        )}
      </div>
    </section>
  );
}

interface RowListProps {
  name: string;
  rows: Row[];
  total: number;
  empty: string;
  openId: string | null;
}

function RowList({ name, rows, total, empty, openId }: RowListProps) {
  if (!rows.length) return total && !empty ? null : <p class="list-empty">{empty}</p>;
  return (
    <ul class="rows" data-list={name}>
      {rows.map((row) => (
        <li key={row.id}>
          <RowLink row={row} isOpen={row.id === openId} />
        </li>
      ))}
    </ul>
  );
}

function Colleagues() {
  const { desk, session } = useContextOfDesk();
  const { staff } = useObserved(desk);
  const others = staff.filter((each) => each.id !== session.state.me!.id && each.duty !== "off");
  const onDuty = others.filter((each) => each.duty === "on_duty").length;
  return (
    <details class="others">
      <summary class="list-title">
        {words.board.colleagues} <span class="count">{words.board.onDutyCount(onDuty)}</span>
      </summary>
      {others.length === 0 && <p class="list-empty">{words.board.nobodyOnDuty}</p>}
      <ul class="colleagues">
        {others.map((each) => (
          <li key={each.id}>
            <span class={`dot is-${each.duty}`} aria-hidden="true" />
            <span class="colleague-name">
              {each.display_name}
              {each.group_name && <small> {words.board.group(each.group_name)}</small>}
            </span>
            <small>{each.duty === "away" ? words.actions.transferAway : words.board.colleagueCount(each.conversations)}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
