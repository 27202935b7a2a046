/** The figures of `hotline evaluate`, before and after, in points of a hundred. */

import type { Figures } from "./bench_api.ts";
import { benchWords } from "./words.ts";

const words = benchWords.result;
/** Less of these is better. */
const BAD = ["wrong", "missed"];

export function FigureTable({ before, after }: { before: Figures; after: Figures | null }) {
  return (
    <div class="table-scroll">
      <table class="table bench-figures">
        <caption class="hint">{words.turns(before.turns ?? 0)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.figures}</th>
            <th scope="col" class="number">
              {words.before}
            </th>
            {after && (
              <>
                <th scope="col" class="number">
                  {words.after}
                </th>
                <th scope="col" class="number">
                  {words.change}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {Object.entries(words.measures).map(([name, label]) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td class="number">{share(before[name])}</td>
              {after && (
                <>
                  <td class="number">{share(after[name])}</td>
                  <td class={`number ${lookOf(name, gain(before[name], after[name]))}`}>{points(gain(before[name], after[name]))}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const share = (value: number | null | undefined): string => (value == null ? words.none : `${(value * 100).toLocaleString("vi", { maximumFractionDigits: 1 })}%`);

const gain = (before: number | null | undefined, after: number | null | undefined): number =>
  before == null || after == null ? 0 : Math.round((after - before) * 1000) / 10;

const points = (value: number): string =>
  value === 0 ? words.none : words.points(value.toLocaleString("vi", { maximumFractionDigits: 1, signDisplay: "always" }));

function lookOf(name: string, value: number): string {
  if (value === 0) return "";
  return value > 0 === BAD.includes(name) ? "is-worse" : "is-better";
}
