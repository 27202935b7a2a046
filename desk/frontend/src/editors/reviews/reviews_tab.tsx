/** What waits for a second person, what is planned, and what is still being written. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { hrefOf } from "../../state/routes.ts";
import { Awaited } from "../../ui/bits.tsx";
import { useContextOfDesk, useLoaded } from "../../ui/context.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import type { DraftHead } from "../api/types.ts";
import { hrefOfRecord } from "../hrefs.ts";
import { kindWords } from "../kinds/words.ts";
import type { TabProps } from "../workbench.tsx";
import { reviewWords } from "./words.ts";

type State = keyof typeof reviewWords.states;
const STATES = Object.keys(reviewWords.states) as State[];

export function ReviewsTab({ route }: TabProps) {
  const api = useEditorsApi();
  const state = STATES.find((each) => each === route.query.state) ?? "in_review";
  const loaded = useLoaded(() => api.drafts(state), [state]);
  return (
    <>
      <nav class="views" aria-label={reviewWords.lists}>
        {STATES.map((each) => (
          <a key={each} class="view" href={hrefOf("content", "reviews", null, { state: each })} aria-current={each === state ? "page" : undefined}>
            {reviewWords.states[each]}
            {each === state && loaded.data && <span class="count">{loaded.data.drafts.length}</span>}
          </a>
        ))}
      </nav>
      <Awaited loaded={loaded}>{({ drafts }) => (drafts.length ? <Drafts drafts={drafts} state={state} /> : <p class="list-empty">{reviewWords.none[state]}</p>)}</Awaited>
    </>
  );
}

function Drafts({ drafts, state }: { drafts: readonly DraftHead[]; state: State }) {
  const me = useContextOfDesk().session.state.me?.display_name ?? "";
  return (
    <div class="table-scroll">
      <table class="table is-stacking">
        <thead>
          <tr>
            {Object.values(reviewWords.columns).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft) => (
            <tr key={draft.id}>
              <td class="wide-cell record-title">
                <a href={hrefOfRecord(draft.kind, draft.key, state === "in_review" ? "changes" : "")} data-nav-item>
                  {draft.title || draft.key}
                </a>
                <small>{kindWords.one[draft.kind]}</small>
              </td>
              <td>
                {draft.written_by.join(", ") || draft.created_by}
                {state === "in_review" && draft.written_by.includes(me) && <small>{reviewWords.own}</small>}
              </td>
              <td>{draft.reason}</td>
              <td>{momentOfIso(state === "scheduled" && draft.publish_at ? draft.publish_at : draft.changed_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
