/** Fourteen days as little bars; said in words to whoever does not see them. */

import { questionWords } from "./words.ts";

const HEIGHT = 20;
const STEP = 6;

export function Sparkline({ trend }: { trend: readonly number[] }) {
  const most = Math.max(1, ...trend);
  return (
    <svg class="sparkline" role="img" aria-label={questionWords.trend(trend)} viewBox={`0 0 ${trend.length * STEP} ${HEIGHT}`} preserveAspectRatio="none">
      {trend.map((count, day) => {
        const height = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT);
        return <rect key={day} class={count === 0 ? "is-empty" : ""} x={day * STEP} y={HEIGHT - height} width={STEP - 2} height={height} />;
      })}
    </svg>
  );
}
