/** A field's value in plain lines: to read, to compare, to print. */

import { momentOfIso, plainDate } from "@webchat/ui/dates.ts";
import type { Field } from "../fields/field.ts";
import { isEmpty, listOf, objectOf, textOf, textsOf, writtenNumber } from "../fields/values.ts";
import { pageWords } from "./words.ts";

export function plainLines(field: Field, value: unknown): string[] {
  if (field.as !== "check" && isEmpty(value)) return [];
  switch (field.as) {
    case "check":
      return [value === true ? pageWords.yes : pageWords.no];
    case "number":
      return [[writtenNumber(value), field.unit].filter(Boolean).join(" ")];
    case "date":
      return [plainDate(textOf(value))];
    case "moment":
      return [momentOfIso(textOf(value)) || textOf(value)];
    case "select":
      return [field.choices.find((choice) => choice.value === value)?.label ?? textOf(value)];
    case "checks":
      return [textsOf(value).map((each) => field.choices.find((choice) => choice.value === each)?.label ?? each).join(", ")];
    case "chips":
    case "procedures":
    case "lines":
      return textsOf(value);
    case "rows":
      return listOf(value).flatMap((row) => (field.look === "table" ? [oneLine(field.fields, row)] : blockOf(field.fields, row)));
    case "group":
      return [oneLine(field.fields, value)];
    case "reasons":
      return Object.entries(objectOf(value)).map(([name, reason]) => `${field.names[name] ?? name}: ${textOf(reason)}`);
    default:
      return textOf(value).split("\n");
  }
}

/** "Lệ phí · 8.000 đ · bản"; a number keeps its unit: "3 ngày làm việc". */
function oneLine(fields: readonly Field[], row: unknown): string {
  const said: string[] = [];
  let isNumberLast = false;
  for (const field of fields) {
    const text = plainLines(field, objectOf(row)[field.name]).join(" ");
    if (!text) continue;
    if (isNumberLast && field.as === "select") said.push(`${said.pop()!} ${text}`);
    else said.push(field.as === "number" && !field.unit && field.label !== UNNAMED ? `${text} ${field.label.toLowerCase()}` : text);
    isNumberLast = field.as === "number" && field.label === UNNAMED;
  }
  return said.join(" · ");
}

/** The number of a number with a unit needs no name. */
const UNNAMED = "Số";

function blockOf(fields: readonly Field[], row: unknown): string[] {
  return fields.flatMap((field) => {
    const lines = plainLines(field, objectOf(row)[field.name]);
    return lines.length === 1 ? [`${field.label}: ${lines[0]!}`] : lines.length ? [`${field.label}:`, ...lines.map((each) => `  ${each}`)] : [];
  });
}
