/** The sentences the bot ships: asked once. */

import { useEffect, useState } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { useEditorsApi } from "./editors_api.ts";
import type { FixedSentence } from "./types.ts";

let known: readonly FixedSentence[] = [];

export function useSentences(): { sentences: readonly FixedSentence[]; failure: string } {
  const api = useEditorsApi();
  const [state, setState] = useState<{ sentences: readonly FixedSentence[]; failure: string }>({ sentences: known, failure: "" });
  useEffect(() => {
    if (known.length) return;
    void api.fixedSentences().then(
      (found) => {
        known = found.sentences;
        setState({ sentences: known, failure: "" });
      },
      (error: unknown) => {
        if (!(error instanceof DeskFailure)) throw error;
        setState({ sentences: [], failure: error.message });
      },
    );
  }, []);
  return state;
}

export const sentenceNamed = (name: unknown): FixedSentence | undefined => known.find((each) => each.name === name);
