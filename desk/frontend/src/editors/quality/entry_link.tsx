import { hrefOfRecord } from "../hrefs.ts";
import { kindWords } from "../kinds/words.ts";
import type { Entry } from "./quality_api.ts";

/** An entry by its title, with what kind it is, and the code where it has one. */
export function EntryLink({ entry }: { entry: Entry }) {
  return (
    <>
      <a href={hrefOfRecord(entry.kind, entry.key)} data-nav-item>
        {entry.title || entry.key}
      </a>
      <small>{[kindWords.one[entry.kind], entry.kind === "procedure" ? entry.key : ""].filter(Boolean).join(" · ")}</small>
    </>
  );
}
