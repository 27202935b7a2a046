/** Every pair of colours that words or edges are made of, in the light and in the dark, by WCAG 2.2 AA. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../src/styles/base.css", import.meta.url), "utf8");
const darkStart = css.indexOf("@media screen and (prefers-color-scheme: dark)");

function coloursIn(part: string): Record<string, string> {
  const block = part.slice(0, part.indexOf("}"));
  return Object.fromEntries(Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), (match) => [match[1]!, match[2]!]));
}

const light = coloursIn(css.slice(css.indexOf(":root {")));
const dark = { ...light, ...coloursIn(css.slice(darkStart)) };

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

const TEXTS = [
  ["ink", ["paper", "card", "field", "operator-tint", "brand-tint"]],
  ["ink-soft", ["paper", "card", "field", "operator-tint", "spent"]],
  ["brand", ["paper", "card", "field", "operator-tint", "brand-tint"]],
  ["brand-bright", ["paper", "card", "operator-tint", "note"]],
  ["alert", ["paper", "card", "alert-tint", "note"]],
  ["note-ink", ["note", "card"]],
  ["ink", ["note"]],
  ["ink-soft", ["note"]],
  ["operator-ink", ["paper"]],
  ["on-band", ["band", "band-bright"]],
  ["on-band-soft", ["band"]],
  ["placeholder", ["field"]],
  ["off-ink", ["off"]],
] as const;

/** Edges without which one could not tell where to write or press, and the ring of what has the focus. */
const EDGES = [
  ["line-strong", ["field", "paper", "card"]],
  ["brand-bright", ["paper", "card"]],
] as const;

test("the dark scheme is read from the page's own style", () => {
  expect(darkStart).toBeGreaterThan(0);
  expect(dark.paper).not.toBe(light.paper);
});

test.each([
  ["light", light],
  ["dark", dark],
])("words can be read in the %s", (_name, colours) => {
  const weak = TEXTS.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground, contrast(colours[text]!, colours[ground]!)] as const));
  expect(weak.filter(([, , ratio]) => ratio < 4.5)).toEqual([]);
});

test.each([
  ["light", light],
  ["dark", dark],
])("edges can be seen in the %s", (_name, colours) => {
  const weak = EDGES.flatMap(([edge, grounds]) => grounds.map((ground) => [edge, ground, contrast(colours[edge]!, colours[ground]!)] as const));
  expect(weak.filter(([, , ratio]) => ratio < 3)).toEqual([]);
});
