/** What one check found, page by page; each entry is a step away from being put right. */

import { Awaited } from "../../ui/bits.tsx";
import { useLoaded } from "../../ui/context.ts";
import { BackIcon } from "../../ui/icons.tsx";
import { EntryLink } from "./entry_link.tsx";
import { useQualityApi, type Check, type Findings } from "./quality_api.ts";
import { hrefOfCheck } from "./quality_tab.tsx";
import { qualityWords } from "./words.ts";

export function FindingsView({ check, page }: { check: Check; page: string }) {
  const api = useQualityApi();
  const loaded = useLoaded(() => api.findings(check.name, page), [check.name, page]);
  return (
    <section aria-labelledby="check-name">
      <p class="page-back">
        <a href={hrefOfCheck()}>
          <BackIcon />
          {qualityWords.allChecks}
        </a>
      </p>
      <h2 id="check-name" tabIndex={-1}>
        {check.label}
      </h2>
      <p class="hint">{check.explains}</p>
      <Awaited loaded={loaded}>{(found) => <List found={found} name={check.name} />}</Awaited>
    </section>
  );
}

function List({ found, name }: { found: Findings; name: string }) {
  const pages = Math.ceil(found.total / found.page_size);
  const { what, why, other } = qualityWords.columns;
  const hasOther = found.items.some((finding) => finding.other);
  if (found.total === 0) return <p class="list-empty">{qualityWords.clean}</p>;
  return (
    <>
      <p class="total" role="status">
        {qualityWords.found(found.total)}
      </p>
      <div class="table-scroll">
        <table class="table is-stacking findings">
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{why}</th>
              {hasOther && <th scope="col">{other}</th>}
            </tr>
          </thead>
          <tbody>
            {found.items.map((finding, place) => (
              <tr key={`${finding.kind}:${finding.key}:${place}`}>
                <td class="wide-cell record-title">
                  <EntryLink entry={finding} />
                </td>
                <td class="finding-why">{finding.detail}</td>
                {hasOther && <td class="wide-cell record-title">{finding.other && <EntryLink entry={finding.other} />}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <nav class="pages" aria-label={qualityWords.pages}>
          {found.page > 1 && (
            <a class="button" href={hrefOfCheck(name, String(found.page - 1))}>
              {qualityWords.previous}
            </a>
          )}
          <span>{qualityWords.page(found.page, pages)}</span>
          {found.page < pages && (
            <a class="button" href={hrefOfCheck(name, String(found.page + 1))}>
              {qualityWords.next}
            </a>
          )}
        </nav>
      )}
    </>
  );
}
