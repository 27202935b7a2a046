/** The entries of which one has to answer: found by what they are called. */

import { useEffect, useRef, useState } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { Combobox, type Candidate } from "../../ui/combobox.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import { useEditorsApi } from "../api/editors_api.ts";
import { kindWords } from "../kinds/words.ts";
import type { Titles } from "./bench_api.ts";
import { benchWords } from "./words.ts";

const words = benchWords.questions;
const LOOKS_AFTER_MS = 200;
const ANSWERING = ["procedure", "faq"];

interface Props {
  keys: readonly string[];
  titles: Titles;
  onKeys(keys: string[]): void;
  onTitle(key: string, title: string): void;
}

export function EntriesField({ keys, titles, onKeys, onTitle }: Props) {
  const { found, look } = useFound();
  const choose = (candidate: Candidate | null): void => {
    if (!candidate || keys.includes(candidate.value)) return;
    onTitle(candidate.value, candidate.label);
    onKeys([...keys, candidate.value]);
  };
  return (
    <div class="stack">
      <Combobox label={words.entries} hint={words.entriesHint} chosen="" placeholder={words.find} empty={words.findNothing} candidates={found} onLook={look} onChoose={choose} />
      {keys.length > 0 && (
        <ul class="bench-chosen">
          {keys.map((key) => (
            <li key={key} class="chosen-entry">
              <span>
                {titles[key] ?? key} {titles[key] && <small>{key}</small>}
              </span>
              <button type="button" class="icon-button" onClick={() => onKeys(keys.filter((each) => each !== key))}>
                <CloseIcon />
                <span class="sr-only">{words.removeEntry(titles[key] ?? key)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function useFound(): { found: Candidate[]; look(text: string): void } {
  const api = useEditorsApi();
  const [found, setFound] = useState<Candidate[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = async (q: string): Promise<void> => {
    const mine = ++turn.current;
    try {
      const lists = await Promise.all(ANSWERING.map((kind) => api.records({ q, kind })));
      if (mine !== turn.current) return;
      setFound(lists.flatMap(({ items }) => items).map((row) => ({ value: row.key, label: row.title, more: `${kindWords.one[row.kind]} · ${row.key}` })));
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      if (mine === turn.current) setFound([]);
    }
  };
  const look = (text: string): void => {
    clearTimeout(timer.current);
    if (!text.trim()) return setFound([]);
    timer.current = setTimeout(() => void search(text.trim()), LOOKS_AFTER_MS);
  };
  return { found, look };
}
