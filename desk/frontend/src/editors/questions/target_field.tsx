/** What the citizens meant: a procedure, a common question or a question back, found by typing. */

import { useEffect, useRef, useState } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { useContextOfDesk } from "../../ui/context.ts";
import { words } from "../../words.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import { kindWords } from "../kinds/words.ts";
import type { Target } from "./questions_api.ts";
import { questionWords } from "./words.ts";

const LOOKS_AFTER_MS = 200;
const OF_OTHER_KINDS = 4;

interface Looked {
  found: readonly Target[];
  isIdle: boolean;
  isLooking: boolean;
  failure: string;
}
const NOTHING: Looked = { found: [], isIdle: true, isLooking: false, failure: "" };

export function TargetField({ chosen, failure, onChoose }: { chosen: Target | null; failure: string; onChoose(target: Target | null): void }) {
  const { look, ...looked } = useTargets();
  const candidates = looked.found.map((each) => ({ value: valueOf(each), label: each.title, more: moreOf(each) }));
  return (
    <Combobox
      label={questionWords.target}
      failure={failure || looked.failure}
      hint={chosen ? moreOf(chosen) : undefined}
      chosen={chosen?.title ?? ""}
      placeholder={questionWords.targetPlaceholder}
      candidates={candidates}
      empty={looked.isIdle ? questionWords.targetIdle : looked.isLooking ? words.loading : questionWords.targetEmpty}
      onLook={look}
      onChoose={(candidate) => onChoose(looked.found.find((each) => valueOf(each) === candidate?.value) ?? null)}
    />
  );
}

const valueOf = (target: Target): string => `${target.kind}:${target.key}`;
const moreOf = ({ kind, key }: Target): string =>
  kind === "procedure" ? key : kind === "faq" || kind === "choice" ? kindWords.one[kind] : "";

/** Procedures as search finds them, by their everyday names too; the others by their words. */
function useTargets(): Looked & { look(text: string): void } {
  const { api } = useContextOfDesk();
  const editors = useEditorsApi();
  const [looked, setLooked] = useState(NOTHING);
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = async (text: string, mine: number): Promise<void> => {
    try {
      const [knowledge, faqs, choices] = await Promise.all([
        api.knowledge(text),
        editors.records({ q: text, kind: "faq", state: "published" }),
        editors.records({ q: text, kind: "choice", state: "published" }),
      ]);
      const procedures = knowledge.results.filter((each) => each.procedure_code).map((each) => ({ kind: "procedure", key: each.procedure_code, title: each.name }));
      const others = [faqs, choices].flatMap(({ items }) => items.slice(0, OF_OTHER_KINDS).map(({ kind, key, title }) => ({ kind, key, title })));
      if (mine === turn.current) setLooked({ found: [...procedures, ...others], isIdle: false, isLooking: false, failure: "" });
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      if (mine === turn.current) setLooked({ ...NOTHING, isIdle: false, failure: error.message });
    }
  };
  const look = (text: string): void => {
    const mine = ++turn.current;
    clearTimeout(timer.current);
    if (!text.trim()) return setLooked(NOTHING);
    setLooked((before) => ({ ...before, isIdle: false, isLooking: true, failure: "" }));
    timer.current = setTimeout(() => void ask(text.trim(), mine), LOOKS_AFTER_MS);
    return undefined;
  };
  return { ...looked, look };
}
