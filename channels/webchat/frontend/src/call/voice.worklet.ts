/** Runs where the browser's sound runs: the microphone's sound out in frames of 20 ms, the other side's in. */

import { JitterBuffer } from "./jitter.ts";
import { Resampler } from "./resampling.ts";

declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const RATE = 8000;
const FRAME = 160;

class Voice extends AudioWorkletProcessor {
  private readonly down = new Resampler(sampleRate, RATE);
  private readonly up = new Resampler(RATE, sampleRate);
  private readonly buffer = new JitterBuffer();
  private frame = new Float32Array(FRAME);
  private filled = 0;
  private heard = new Float32Array(0);

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<ArrayBuffer>) => this.buffer.push(floats(new Int16Array(event.data)));
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const microphone = inputs[0]?.[0];
    if (microphone) this.speak(this.down.push(microphone));
    const loudspeaker = outputs[0]?.[0];
    if (loudspeaker) this.hear(loudspeaker);
    return true;
  }

  private speak(sound: Float32Array): void {
    for (const sample of sound) {
      this.frame[this.filled] = sample;
      this.filled += 1;
      if (this.filled < FRAME) continue;
      const { pcm, level } = packed(this.frame);
      this.port.postMessage({ pcm, level }, [pcm]);
      this.filled = 0;
    }
  }

  private hear(into: Float32Array): void {
    while (this.heard.length < into.length) {
      const more = this.up.push(this.buffer.take(FRAME / 4));
      const joined = new Float32Array(this.heard.length + more.length);
      joined.set(this.heard);
      joined.set(more, this.heard.length);
      this.heard = joined;
    }
    into.set(this.heard.subarray(0, into.length));
    this.heard = this.heard.slice(into.length);
  }
}

function floats(pcm: Int16Array): Float32Array {
  return Float32Array.from(pcm, (sample) => sample / 32768);
}

/** `level`: how loud it is, from 0 to 1. */
function packed(frame: Float32Array): { pcm: ArrayBuffer; level: number } {
  const samples = new Int16Array(frame.length);
  let power = 0;
  frame.forEach((sample, index) => {
    const bounded = Math.max(-1, Math.min(1, sample));
    samples[index] = Math.round(bounded * 32767);
    power += bounded * bounded;
  });
  return { pcm: samples.buffer, level: Math.sqrt(power / frame.length) };
}

registerProcessor("voice", Voice);
