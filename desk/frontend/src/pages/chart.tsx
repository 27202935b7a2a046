/** Bars drawn by ourselves; every chart has its numbers in a table. */

import { useRef } from "preact/hooks";
import { words } from "../words.ts";

export interface Series {
  name: string;
  values: number[];
}

interface Props {
  title: string;
  /** What the labels are: hour, channel, … */
  axis: string;
  labels: string[];
  series: Series[];
  /** Columns for what has an order (hours, days), rows for names. */
  shape: "columns" | "rows";
  /** More columns of the table, already in words. */
  extra?: { name: string; values: string[] }[];
}

export function Chart(props: Props) {
  const { title, labels, series, shape } = props;
  const most = Math.max(1, ...series.flatMap((each) => each.values));
  return (
    <figure class="chart card">
      <figcaption>
        <h3>{title}</h3>
        {series.length > 1 && (
          <ul class="legend" aria-hidden="true">
            {series.map((each, index) => (
              <li key={each.name} class={`is-series-${index}`}>
                {each.name}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
      {labels.length === 0 ? (
        <p class="list-empty">{words.reports.noData}</p>
      ) : (
        <>
          {shape === "columns" ? <Columns {...props} most={most} /> : <Rows {...props} most={most} />}
          <details>
            <summary>{words.reports.table}</summary>
            <Numbers {...props} />
          </details>
        </>
      )}
    </figure>
  );
}

const HEIGHT = 150;
const WIDTH = 560;
const GAP = 6;

function Columns({ title, labels, series, most }: Props & { most: number }) {
  const step = WIDTH / labels.length;
  const every = Math.ceil(labels.length / 12);
  const bar = Math.min(34, (step - GAP) / series.length);
  const margin = (step - bar * series.length) / 2;
  return (
    <svg class="columns" viewBox={`0 0 ${WIDTH} ${HEIGHT + 20}`} role="img" aria-label={words.reports.chart(title)}>
      <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      <text class="axis-text" x="0" y="10">
        {most.toLocaleString("vi-VN")}
      </text>
      {labels.map((label, at) => (
        <g key={label}>
          {series.map((each, index) => {
            const height = ((each.values[at] ?? 0) / most) * (HEIGHT - 18);
            return <rect key={each.name} class={`is-series-${index}`} x={at * step + margin + index * bar} y={HEIGHT - height} width={Math.max(1, bar - 1)} height={height} />;
          })}
          {at % every === 0 && (
            <text class="axis-text" x={at * step + step / 2} y={HEIGHT + 15} text-anchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function Rows({ labels, series, most }: Props & { most: number }) {
  return (
    <ul class="bar-rows">
      {labels.map((label, at) => (
        <li key={label}>
          <span class="bar-label">{label}</span>
          <span class="bar-lines">
            {series.map((each, index) => (
              <span key={each.name} class="bar-line">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect class={`is-series-${index}`} x="0" y="0" width={((each.values[at] ?? 0) / most) * 100} height="10" />
                </svg>
                <span>
                  <span class="sr-only">{each.name}: </span>
                  {(each.values[at] ?? 0).toLocaleString("vi-VN")}
                </span>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

let lastNumber = 0;

function Numbers({ title, axis, labels, series, extra = [] }: Props) {
  const id = useRef(`numbers-${++lastNumber}`).current;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-labelledby={id}>
      <table class="table">
        <caption id={id} class="sr-only">
          {title}
        </caption>
        <thead>
          <tr>
            <th scope="col">{axis}</th>
            {[...series, ...extra].map((each) => (
              <th key={each.name} scope="col" class="number">
                {each.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, at) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {series.map((each) => (
                <td key={each.name} class="number">
                  {(each.values[at] ?? 0).toLocaleString("vi-VN")}
                </td>
              ))}
              {extra.map((each) => (
                <td key={each.name} class="number">
                  {each.values[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
