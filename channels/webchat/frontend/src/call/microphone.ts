/** The microphone and the loudspeaker of this browser, as sound of a telephone: 16 bits, 8 kHz, 20 ms at a time. */

import workletUrl from "./voice.worklet.ts?worker&url";

/** unsupported: this browser cannot, or the page is not a safe one · none: no microphone · refused: the reader, or the system, said no */
export type MicrophoneTrouble = "unsupported" | "none" | "refused";

export class MicrophoneFailure extends Error {
  constructor(readonly trouble: MicrophoneTrouble) {
    super(trouble);
    this.name = "MicrophoneFailure";
  }
}

export interface Frame {
  pcm: ArrayBuffer;
  level: number;
}

export class Microphone {
  private constructor(
    private readonly stream: MediaStream,
    private readonly context: AudioContext,
    private readonly voice: AudioWorkletNode,
  ) {}

  /** Throws MicrophoneFailure. `onLost`: it was unplugged, or taken away. */
  static async open(onFrame: (frame: Frame) => void, onLost: () => void): Promise<Microphone> {
    if (!navigator.mediaDevices || typeof AudioWorkletNode === "undefined") throw new MicrophoneFailure("unsupported");
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
    const stream = await navigator.mediaDevices.getUserMedia({ audio }).catch((error: unknown) => {
      throw new MicrophoneFailure(troubleOf(error));
    });
    const context = new AudioContext();
    try {
      await context.audioWorklet.addModule(workletUrl);
      const voice = new AudioWorkletNode(context, "voice", { channelCount: 1, channelCountMode: "explicit", outputChannelCount: [1] });
      voice.port.onmessage = (event: MessageEvent<Frame>) => onFrame(event.data);
      context.createMediaStreamSource(stream).connect(voice).connect(context.destination);
      stream.getAudioTracks().forEach((track) => track.addEventListener("ended", onLost));
      await context.resume();
      return new Microphone(stream, context, voice);
    } catch {
      stream.getTracks().forEach((track) => track.stop());
      void context.close();
      throw new MicrophoneFailure("unsupported");
    }
  }

  play(pcm: ArrayBuffer): void {
    this.voice.port.postMessage(pcm, [pcm]);
  }

  close(): void {
    this.voice.port.onmessage = null;
    this.stream.getTracks().forEach((track) => track.stop());
    void this.context.close();
  }
}

function troubleOf(error: unknown): MicrophoneTrouble {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotFoundError" || name === "OverconstrainedError" || name === "NotReadableError") return "none";
  return name === "NotAllowedError" || name === "SecurityError" ? "refused" : "unsupported";
}
