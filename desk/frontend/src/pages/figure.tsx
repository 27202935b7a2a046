/** One figure of a report, with what it is of. */

interface FigureProps {
  label: string;
  value: number | string;
  before?: string;
  more?: string;
  isBad?: boolean;
}

export function Figure({ label, value, before, more, isBad }: FigureProps) {
  return (
    <li class={`figure${isBad ? " is-bad" : ""}`}>
      <span class="figure-label">{label}</span>
      {before && <small>{before}</small>}
      <strong>{typeof value === "number" ? value.toLocaleString("vi-VN") : value}</strong>
      {more && <small>{more}</small>}
    </li>
  );
}
