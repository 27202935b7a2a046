/** One of the bot's fixed sentences: found by what it says or when, kept by its name. */

import { useState } from "preact/hooks";
import { foldedMatches } from "../../state/folding.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { useSentences } from "../api/sentences.ts";
import type { SentenceField } from "./field.ts";
import { useProblem } from "./form_context.ts";
import type { ViewProps } from "./frame.tsx";
import { idOf } from "./problems.ts";
import { textOf } from "./values.ts";
import { fieldWords } from "./words.ts";

export function SentenceView({ field, path, value, onValue }: ViewProps<SentenceField>) {
  const { sentences, failure } = useSentences();
  const problem = useProblem(path);
  const [looked, setLooked] = useState("");
  const chosen = sentences.find((each) => each.name === value);
  const byText = new Map(sentences.map((each) => [`${each.texts.join(" ")} ${each.occasion}`, each]));
  const found = foldedMatches([...byText.keys()], looked).map((key) => byText.get(key)!);
  return (
    <div class={`field is-w${field.width ?? 12}`} id={idOf(path)}>
      <Combobox
        label={field.label}
        hint={field.hint}
        failure={failure || problem}
        chosen={chosen ? startOf(chosen.texts) : textOf(value)}
        placeholder={fieldWords.lookForSentence}
        candidates={found.map((each) => ({ value: each.name, label: startOf(each.texts), more: each.occasion }))}
        empty={fieldWords.noSentence}
        onLook={setLooked}
        onChoose={(candidate) => onValue(candidate?.value ?? "")}
      />
    </div>
  );
}

const MOST_LETTERS = 110;

const startOf = ([first = ""]: readonly string[]): string => (first.length > MOST_LETTERS ? `${first.slice(0, MOST_LETTERS)}…` : first);
