/** What every field of a form may ask: what is wrong, whether it may be changed, what a term means. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Problem, Term } from "../api/types.ts";
import { fold } from "../../state/folding.ts";
import { problemAt } from "./problems.ts";

export interface FormState {
  problems: readonly Problem[];
  isReadOnly: boolean;
  terms: readonly Term[];
}

export const FormContext = createContext<FormState>({ problems: [], isReadOnly: false, terms: [] });

export const useForm = (): FormState => useContext(FormContext);

export const useProblem = (path: string): string => problemAt(useForm().problems, path);

/** The term that the label is, or begins with. */
export function meaningOf(terms: readonly Term[], label: string): Term | undefined {
  const folded = fold(label);
  return terms.find((each) => fold(each.term) === folded) ?? terms.find((each) => folded.startsWith(`${fold(each.term)} `) || folded.startsWith(`${fold(each.term)},`));
}
