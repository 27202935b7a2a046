/** Sound at one rate made sound at another, piece by piece: a windowed sinc, so that what lies above the telephone's band does not fold into it. */

const ZERO_CROSSINGS = 12;
const STEPS = 64;
/** Where the filter begins to close, as a share of the lower of both bands. */
const ROLL_OFF = 0.9;

export class Resampler {
  private readonly step: number;
  private readonly band: number;
  private readonly reach: number;
  private readonly kernel: Float32Array;
  private kept = new Float32Array(0);
  /** Where the next sample lies, counted in samples of what is kept. */
  private at: number;

  constructor(from: number, to: number) {
    this.step = from / to;
    this.band = Math.min(1, to / from) * ROLL_OFF;
    this.reach = Math.ceil(ZERO_CROSSINGS / this.band);
    this.kernel = kernelOf(this.reach, this.band);
    this.kept = new Float32Array(this.reach);
    this.at = this.reach;
  }

  push(sound: Float32Array): Float32Array {
    const input = new Float32Array(this.kept.length + sound.length);
    input.set(this.kept);
    input.set(sound, this.kept.length);
    const count = Math.max(0, Math.ceil((input.length - this.reach - this.at) / this.step));
    const made = new Float32Array(count);
    for (let index = 0; index < count; index += 1) made[index] = this.sampleAt(input, this.at + index * this.step);
    const next = this.at + count * this.step;
    const drop = Math.max(0, Math.floor(next) - this.reach);
    this.kept = input.slice(drop);
    this.at = next - drop;
    return made;
  }

  private sampleAt(input: Float32Array, at: number): number {
    const first = Math.max(0, Math.ceil(at - this.reach));
    const last = Math.min(input.length - 1, Math.floor(at + this.reach));
    let sum = 0;
    for (let index = first; index <= last; index += 1) sum += input[index]! * this.kernel[Math.round(Math.abs(index - at) * STEPS)]!;
    return sum;
  }
}

/** One side of it: it is the same on both. */
function kernelOf(reach: number, band: number): Float32Array {
  const kernel = new Float32Array(reach * STEPS + 2);
  for (let index = 0; index < kernel.length; index += 1) {
    const distance = index / STEPS;
    const window = distance < reach ? 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach) : 0;
    const turned = Math.PI * band * distance;
    kernel[index] = band * window * (turned ? Math.sin(turned) / turned : 1);
  }
  return kernel;
}
