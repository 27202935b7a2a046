/** A thing has one name: on the form, in lists of changes and rules (fields.yml), and in the heads of the workbook (words.yml). */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/editors/api/types.ts";
import type { Field } from "../../src/editors/fields/field.ts";
import { allFields } from "../../src/editors/kinds/kinds.ts";
import { comparedParts, fieldChoices } from "../../src/editors/kinds/words.ts";

const read = (path: string): string => readFileSync(new URL(`../../../../knowledge_base/${path}`, import.meta.url), "utf-8");
const FIELDS = read("editing/fields.yml");
const WORKBOOK = read("importer/words.yml");

type Names = Record<string, string>;

/** The block under a key, of YAML as these files are written: plain, indented by two. */
function block(text: string, ...keys: string[]): string {
  let found = text;
  keys.forEach((key, depth) => {
    const indent = "  ".repeat(depth);
    found = new RegExp(`^${indent}${key}:(?: .*)?\\n((?:(?:${indent} .*)?\\n)*)`, "m").exec(`${found}\n`)?.[0] ?? "";
  });
  return found;
}

/** "{a: B, c: D}", or a line each. */
function namesIn(text: string): Names {
  const inline = /^[^\n]*?\{(.*)\}\s*$/m.exec(text.split("\n", 1)[0]!)?.[1];
  const pairs = inline ? inline.split(/,\s*(?=\w+:)/) : text.split("\n").slice(1);
  return Object.fromEntries(pairs.flatMap((pair) => [...pair.matchAll(/^\s*(\w+): "?(.+?)"?$/g)].map(([, name, label]) => [name!, label!])));
}

const shared = namesIn(block(FIELDS, "shared"));
const within = (holder: string): Names => namesIn(block(FIELDS, "within", holder));

function partsOf(holder: Field): { said: string; named: string | undefined }[] {
  const names = within(holder.name);
  const one = holder.as === "rows" || holder.as === "lines" ? [{ said: holder.one, named: names.one }] : [];
  if (holder.as !== "rows" && holder.as !== "group") return one;
  return [...one, ...holder.fields.flatMap((field) => [{ said: field.label, named: names[field.name] }, ...partsOf(field)])];
}

describe("one name for each thing", () => {
  test.each(KINDS)("of the form of %s", (kind) => {
    const names = namesIn(block(FIELDS, kind));
    for (const field of allFields(kind)) {
      expect(field.label).toBe(names[field.name] ?? shared[field.name]);
      for (const { said, named } of partsOf(field)) expect(said).toBe(named);
    }
  });

  test("of the words one chooses from", () => {
    const told = { authority_levels: fieldChoices.levels, online_level: fieldChoices.online, submission_kind: fieldChoices.submission, unit: fieldChoices.units, fee_kind: fieldChoices.fees, behaviour: fieldChoices.behaviours };
    for (const [group, choices] of Object.entries(told)) expect(Object.fromEntries(choices.map(({ value, label }) => [value, label]))).toEqual(namesIn(block(FIELDS, "values", group)));
    const inWorkbook = { authority_levels: fieldChoices.levels, online_levels: fieldChoices.online, kinds: fieldChoices.submission, units: fieldChoices.units, fee_kinds: fieldChoices.fees };
    const words = block(WORKBOOK, "workbook", "values");
    for (const [group, choices] of Object.entries(inWorkbook)) {
      const names = namesIn(new RegExp(`^    ${group}: .*$`, "m").exec(words)![0]);
      for (const { value, label } of choices) expect(names[value]!.toLowerCase()).toBe(label.toLowerCase());
    }
  });

  test("of the heads of the workbook", () => {
    const heads = (sheet: string): Names => Object.fromEntries([...block(WORKBOOK, "workbook", "columns", sheet).matchAll(/^ {6}(\w+): \["(.+?)\*?",/gm)].map(([, name, label]) => [name!, label!]));
    const form = Object.fromEntries(allFields("procedure").map((field) => [field.name, field]));
    for (const [name, label] of Object.entries(heads("procedures"))) if (form[name]) expect(label).toBe(form[name].label);
    for (const [sheet, holder] of [["documents", "documents"], ["methods", "submission_methods"]] as const)
      for (const [name, label] of Object.entries(heads(sheet))) if (within(holder)[name]) expect(label).toBe(within(holder)[name]);
    expect(Object.keys(heads("methods")).length).toBeGreaterThan(8);
  });

  test("of what may differ from the official record", () => {
    const words = block(WORKBOOK, "workbook", "values");
    const names = Object.fromEntries([...words.slice(words.indexOf("compared:")).matchAll(/^ {6}(\w+): (.+)$/gm)].map(([, name, label]) => [name, label]));
    expect(comparedParts).toEqual(names);
  });
});
