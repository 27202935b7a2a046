/** How loud the microphone is, so that one sees that one is heard. */

interface Props {
  level: number;
  label: string;
}

const BARS = 5;
const QUIETEST_DB = -50;
const LOUDEST_DB = -12;

export function LevelMeter({ level, label }: Props) {
  const decibels = 20 * Math.log10(Math.max(level, 1e-5));
  const lit = Math.round((BARS * (decibels - QUIETEST_DB)) / (LOUDEST_DB - QUIETEST_DB));
  return (
    <span class="call-level" role="img" aria-label={label}>
      {Array.from({ length: BARS }, (_, index) => (
        <i key={index} class={index < lit ? "is-lit" : ""} />
      ))}
    </span>
  );
}
