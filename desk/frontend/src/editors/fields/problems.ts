/** What is wrong, and where: beside its field, and in words for the list that jumps to it. */

import type { Problem } from "../api/types.ts";
import type { Field, Section } from "./field.ts";

/** "a[0].b", "a/0/b" and "a.0.b" are one place. */
export const placeOf = (path: string): string => path.split(/[.[\]/]+/).filter(Boolean).join(".");

export const idOf = (path: string): string => `content-${path.replace(/\./g, "-")}`;

/** Told at the very field; what is told of something within it is told there. */
export function problemAt(problems: readonly Problem[], path: string): string {
  return problems
    .filter((problem) => placeOf(problem.path) === path)
    .map((problem) => problem.message)
    .join(" ");
}

export const countWithin = (problems: readonly Problem[], fields: readonly Field[]): number =>
  problems.filter((problem) => fields.some((field) => field.name === placeOf(problem.path).split(".")[0])).length;

/** "Cách nộp 2 › Phí 1 › Số tiền" */
export function labelOfPath(sections: readonly Section[], path: string): string {
  const parts = placeOf(path).split(".");
  const labels: string[] = [];
  let fields: readonly Field[] = sections.flatMap((section) => section.fields);
  for (let at = 0; at < parts.length; at += 1) {
    const field = fields.find((each) => each.name === parts[at]);
    if (!field) break;
    const index = Number(parts[at + 1]);
    const isOne = (field.as === "rows" || field.as === "lines") && Number.isInteger(index);
    labels.push(isOne ? `${field.one} ${index + 1}` : field.label);
    if (isOne) at += 1;
    fields = field.as === "rows" || field.as === "group" ? field.fields : [];
  }
  return labels.join(" › ");
}

/** To the field, or to the nearest thing around it that is there. */
export function focusPath(path: string): void {
  const parts = placeOf(path).split(".");
  while (parts.length) {
    const found = document.getElementById(idOf(parts.join(".")));
    if (found) {
      const field = found.matches("input, select, textarea, button, [tabindex]") ? found : found.querySelector<HTMLElement>("input, select, textarea, button");
      field?.focus();
      return found.scrollIntoView({ block: "center" });
    }
    parts.pop();
  }
}
