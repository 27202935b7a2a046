/** Two soft notes from the browser itself: no sound file to load, nothing for the content policy to forbid. */

let context: AudioContext | null = null;

/** Browsers allow sound only after the first press of a key or button. */
export function allowSound(): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
}

export function beep(volume: number, isUrgent: boolean): void {
  if (!context || context.state !== "running") return;
  const notes = isUrgent ? [880, 660, 880] : [660, 880];
  notes.forEach((frequency, index) => note(context!, frequency, context!.currentTime + index * 0.16, volume));
}

function note(audio: AudioContext, frequency: number, at: number, volume: number): void {
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  tone.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(volume * 0.4, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.15);
  tone.connect(gain).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.16);
}
