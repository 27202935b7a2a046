/** What terms mean: asked once, for all forms. Without an answer there is nothing to explain, and nothing to tell. */

import { useEffect, useState } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { useEditorsApi } from "./editors_api.ts";
import type { Term } from "./types.ts";

let known: Term[] | null = null;

export function useTerms(): readonly Term[] {
  const api = useEditorsApi();
  const [terms, setTerms] = useState<readonly Term[]>(known ?? []);
  useEffect(() => {
    if (known) return;
    void api.glossary().then(
      (found) => {
        known = found.terms;
        setTerms(found.terms);
      },
      (error: unknown) => {
        if (!(error instanceof DeskFailure)) throw error;
      },
    );
  }, []);
  return terms;
}
