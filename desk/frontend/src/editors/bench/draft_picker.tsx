/** On what is published, or as if some drafts were. */

import { useState } from "preact/hooks";
import { foldedMatches } from "../../state/folding.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { useLoaded } from "../../ui/context.ts";
import { CloseIcon } from "../../ui/icons.tsx";
import { useEditorsApi } from "../api/editors_api.ts";
import type { DraftHead } from "../api/types.ts";
import { kindWords } from "../kinds/words.ts";
import { benchWords } from "./words.ts";

const LIVE = ["writing", "in_review", "scheduled"];

interface Props {
  chosen: readonly string[];
  onChoose(chosen: readonly string[]): void;
}

export function DraftPicker({ chosen, onChoose }: Props) {
  const api = useEditorsApi();
  const [looked, setLooked] = useState("");
  const loaded = useLoaded(async () => (await Promise.all(LIVE.map((state) => api.drafts(state)))).flatMap(({ drafts }) => drafts), [chosen.join()]);
  const live = loaded.data ?? [];
  const known = chosen.map((id) => live.find((draft) => draft.id === id));
  const free = live.filter((draft) => !chosen.includes(draft.id));
  const titles = foldedMatches(free.map(titleOf), looked);
  const words = benchWords.draft;
  const titleAt = (place: number): string => (known[place] ? titleOf(known[place]) : words.one);
  return (
    <div class="card bench-drafts" role="group" aria-label={words.title}>
      <p role="status">{chosen.length ? words.drafted : words.published}</p>
      {loaded.data && known.includes(undefined) && <p class="failure">{words.gone}</p>}
      {chosen.length > 0 && (
        <ul class="bench-chosen">
          {chosen.map((id, place) => (
            <li key={id} class="chosen-entry">
              <span>
                {titleAt(place)}
                {known[place] && <small> {kindWords.one[known[place].kind]}</small>}
              </span>
              <button type="button" class="icon-button" onClick={() => onChoose(chosen.filter((each) => each !== id))}>
                <CloseIcon />
                <span class="sr-only">{words.remove(titleAt(place))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {free.length > 0 && (
        <Combobox
          label={words.add}
          chosen=""
          placeholder={words.placeholder}
          empty={words.none}
          candidates={free
            .filter((draft) => titles.includes(titleOf(draft)))
            .map((draft) => ({ value: draft.id, label: titleOf(draft), more: `${kindWords.one[draft.kind]} · ${draft.changed_by}` }))}
          onLook={setLooked}
          onChoose={(candidate) => candidate && onChoose([...chosen, candidate.value])}
        />
      )}
    </div>
  );
}

const titleOf = (draft: DraftHead): string => draft.title || draft.key;
