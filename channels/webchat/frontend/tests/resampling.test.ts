import { expect, test } from "vitest";
import { JitterBuffer } from "../src/call/jitter.ts";
import { Resampler } from "../src/call/resampling.ts";

const tone = (hertz: number, rate: number, seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rate));

/** As a worklet does it: 128 samples at a time. */
function through(resampler: Resampler, sound: Float32Array): number[] {
  const made: number[] = [];
  for (let at = 0; at < sound.length; at += 128) made.push(...resampler.push(sound.subarray(at, at + 128)));
  return made;
}

const loudness = (sound: number[]): number => Math.sqrt(sound.slice(400, -400).reduce((sum, each) => sum + each * each, 0) / (sound.length - 800));

test.each([48_000, 44_100, 16_000])("a second of sound at %i Hz is a second at 8 kHz", (rate) => {
  expect(Math.abs(through(new Resampler(rate, 8000), tone(440, rate, 1)).length - 8000)).toBeLessThan(20);
});

test.each([300, 1000, 3000])("a tone of %i Hz, within the telephone's band, keeps its loudness", (hertz) => {
  expect(loudness(through(new Resampler(48_000, 8000), tone(hertz, 48_000, 1)))).toBeCloseTo(Math.SQRT1_2, 1);
});

test.each([5000, 7000, 12_000])("a tone of %i Hz, above it, does not fold into it", (hertz) => {
  expect(loudness(through(new Resampler(48_000, 8000), tone(hertz, 48_000, 1)))).toBeLessThan(0.02);
});

test("a tone comes out as itself, without a seam between pieces", () => {
  const made = through(new Resampler(48_000, 8000), tone(500, 48_000, 1));
  const best = Math.min(
    ...Array.from({ length: 160 }, (_, shift) => {
      const part = made.slice(2000, 4000);
      return Math.max(...part.map((each, index) => Math.abs(each - Math.sin((2 * Math.PI * 500 * (index + shift / 10)) / 8000))));
    }),
  );
  expect(best).toBeLessThan(0.03);
});

test("upwards as well", () => {
  const made = through(new Resampler(8000, 48_000), tone(1000, 8000, 1));
  expect(Math.abs(made.length - 48_000)).toBeLessThan(200);
  expect(loudness(made)).toBeCloseTo(Math.SQRT1_2, 1);
});

test("a little is kept back before the first sound, and after a hole", () => {
  const buffer = new JitterBuffer();
  const frame = new Float32Array(160).fill(1);
  buffer.push(frame);
  expect(buffer.take(160).some(Boolean)).toBe(false);
  buffer.push(frame);
  buffer.push(frame);
  expect(buffer.take(480).every(Boolean)).toBe(true);
  expect(buffer.take(160).some(Boolean)).toBe(false);
  buffer.push(frame);
  expect(buffer.take(160).some(Boolean)).toBe(false);
});

test("what came in a heap does not make the whole call late", () => {
  const buffer = new JitterBuffer();
  for (let index = 0; index < 200; index += 1) buffer.push(new Float32Array(160).fill(index));
  expect(buffer.take(1)[0]).toBeGreaterThanOrEqual(170);
});
