/** What is live, what is being written of it and by whom, and which dates press. */

import { momentOfIso, plainDate } from "@webchat/ui/dates.ts";
import { named, words } from "../../words.ts";
import type { RecordList, RecordRow } from "../api/types.ts";
import { hrefOfRecord } from "../hrefs.ts";
import { kindWords } from "../kinds/words.ts";
import type { Criterion } from "./records_list.ts";
import { pagesOf } from "./records_list.ts";
import { recordWords } from "./words.ts";

interface Props {
  list: RecordList;
  /** A newer one is on its way. */
  isOld: boolean;
  hrefOfPage(page: number): string;
  onNarrow(name: Criterion, value: string): void;
}

export function RecordsTable({ list, isOld, hrefOfPage }: Props) {
  const pages = pagesOf(list.total, list.page_size);
  return (
    <>
      <p class="total" role="status">
        {recordWords.total(list.total)}
      </p>
      {list.total === 0 ? (
        <p class="list-empty">{recordWords.clearHint}</p>
      ) : (
        <div class={`table-scroll${isOld ? " is-old" : ""}`} aria-busy={isOld}>
          <table class="table is-stacking records-table">
            <thead>
              <tr>
                {Object.values(recordWords.columns).map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.items.map((row) => (
                <Row key={`${row.kind}:${row.key}`} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 && (
        <nav class="pages" aria-label={recordWords.pages}>
          {list.page > 1 && (
            <a class="button" href={hrefOfPage(list.page - 1)}>
              {recordWords.previous}
            </a>
          )}
          <span>{recordWords.page(list.page, pages)}</span>
          {list.page < pages && (
            <a class="button" href={hrefOfPage(list.page + 1)}>
              {recordWords.next}
            </a>
          )}
        </nav>
      )}
    </>
  );
}

function Row({ row }: { row: RecordRow }) {
  return (
    <tr class={row.due === "expired" ? "is-overdue" : ""}>
      <td class="wide-cell record-title">
        <a href={hrefOfRecord(row.kind, row.key)} data-nav-item>
          {row.title || row.key}
        </a>
        <small>{[kindWords.one[row.kind], row.kind === "procedure" ? row.key : "", row.sector].filter(Boolean).join(" · ")}</small>
      </td>
      <td>
        <span class={`chip is-record-${row.state}`}>{named(recordWords.states, row.state)}</span>
        {row.origin !== null && (
          <small>{[row.version === null ? "" : recordWords.version(row.version), named(recordWords.origins, row.origin).toLowerCase()].filter(Boolean).join(" · ")}</small>
        )}
      </td>
      <td>
        <DraftCell row={row} />
      </td>
      <td>
        <Dates row={row} />
      </td>
    </tr>
  );
}

function DraftCell({ row: { draft } }: { row: RecordRow }) {
  if (!draft) return <span class="hint">{words.none}</span>;
  return (
    <>
      <span class={`chip is-draft-${draft.state}`}>{named(recordWords.states, draft.state)}</span>
      <small>
        {draft.state === "scheduled" && draft.publish_at
          ? recordWords.publishAt(momentOfIso(draft.publish_at))
          : recordWords.byAt(draft.changed_by, momentOfIso(draft.changed_at))}
      </small>
    </>
  );
}

function Dates({ row }: { row: RecordRow }) {
  const dates = [
    row.as_of && recordWords.asOf(plainDate(row.as_of)),
    row.review_by && recordWords.reviewBy(plainDate(row.review_by)),
    row.effective_to && recordWords.effectiveTo(plainDate(row.effective_to)),
  ].filter(Boolean);
  return (
    <>
      {row.due && <span class={`chip is-due-${row.due}`}>{recordWords.dues[row.due]}</span>}
      {dates.length > 0 && <small>{dates.join(" · ")}</small>}
      {!row.due && dates.length === 0 && <span class="hint">{words.none}</span>}
    </>
  );
}
