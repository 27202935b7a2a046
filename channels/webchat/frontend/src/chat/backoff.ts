/** Milliseconds before try number `failures + 1`: doubling from one second, with a spread so that phones do not return in step. */
export function backoff(failures: number, capMs: number, random: () => number = Math.random): number {
  const step = Math.min(capMs, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(step * (0.75 + random() / 2));
}
