/** One call of this browser: microphone and loudspeaker here, a WebSocket to the process that has the calls. No screen. */

import { Microphone, MicrophoneFailure, type Frame, type MicrophoneTrouble } from "./microphone.ts";

export interface Door {
  url: string;
  pass: string;
}

/** asking: for the microphone · away: the line broke, and is opened anew */
export type CallState = "asking" | "connecting" | "open" | "away" | "ended";

/** `hung_up`: here · `over`: at the other side, in whatever way · `busy`, `broken`; `door`: nobody lets us in, and says why. */
export type CallEnd = { why: "hung_up" | "over" | "busy" | "broken" } | { why: "microphone"; trouble: MicrophoneTrouble } | { why: "door"; message: string };

export interface CallPorts {
  /** Asked anew for each connection: a pass is good for one. */
  door(): Promise<Door>;
  /** What to make of a door that does not open; null where another try may help. */
  refusalOf(error: unknown): string | null;
  onState(state: CallState, end: CallEnd | null): void;
  onCaption(who: "heard" | "said", text: string): void;
  /** From 0 to 1, some times a second. */
  onLevel(level: number): void;
}

export interface CallOptions {
  /** For how long a broken line is opened anew; 0: not at all. */
  comesBackForMs: number;
}

const BUSY = 4486;
const REFUSED = 4403;
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 3000;
const LEVEL_EVERY = 5;
/** What may lie in the browser before it is sent; sound that is later than that helps nobody. */
const MOST_UNSENT_BYTES = 16_000;

export class CallLine {
  isMuted = false;
  private microphone: Microphone | null = null;
  private socket: WebSocket | null = null;
  private state: CallState = "asking";
  private brokeAt = 0;
  private tries = 0;
  private frames = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ports: CallPorts,
    private readonly options: CallOptions,
  ) {}

  async open(): Promise<void> {
    this.go("asking");
    try {
      const microphone = await Microphone.open(
        (frame) => this.speak(frame),
        () => this.end({ why: "microphone", trouble: "none" }),
      );
      if (this.isOver) return microphone.close();
      this.microphone = microphone;
    } catch (error) {
      if (!(error instanceof MicrophoneFailure)) throw error;
      return this.end({ why: "microphone", trouble: error.trouble });
    }
    await this.connect();
  }

  press(key: string): void {
    if (this.socket && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ key }));
  }

  hangUp(): void {
    this.end({ why: "hung_up" });
  }

  private get isOver(): boolean {
    return this.state === "ended";
  }

  private async connect(): Promise<void> {
    if (this.isOver) return;
    if (this.state !== "away") this.go("connecting");
    let door: Door;
    try {
      door = await this.ports.door();
    } catch (error) {
      const refusal = this.ports.refusalOf(error);
      return refusal === null ? this.broken() : this.end({ why: "door", message: refusal });
    }
    if (this.isOver) return;
    const socket = new WebSocket(`${door.url}?pass=${encodeURIComponent(door.pass)}`);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      this.tries = 0;
      this.go("open");
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => this.take(event.data);
    socket.onclose = (event) => this.socket === socket && this.closed(event.code);
  }

  private take(data: ArrayBuffer | string): void {
    if (typeof data !== "string") {
      if (this.microphone) this.microphone.play(data);
      return;
    }
    const told = read(data);
    if (told.state.indexOf("ended") === 0) return this.end({ why: "over" });
    if (told.heard) this.ports.onCaption("heard", told.heard);
    if (told.said) this.ports.onCaption("said", told.said);
  }

  private closed(code: number): void {
    this.socket = null;
    if (this.isOver) return;
    if (code === BUSY) this.end({ why: "busy" });
    else if (code === REFUSED && !this.options.comesBackForMs) this.end({ why: "broken" });
    else this.broken();
  }

  private broken(): void {
    const now = Date.now();
    if (this.state !== "away") this.brokeAt = now;
    if (now - this.brokeAt >= this.options.comesBackForMs) return this.end({ why: "broken" });
    this.go("away");
    this.tries += 1;
    this.timer = setTimeout(() => void this.connect(), Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.tries - 1)));
  }

  private speak(frame: Frame): void {
    this.frames += 1;
    if (this.frames % LEVEL_EVERY === 0) this.ports.onLevel(this.isMuted ? 0 : frame.level);
    const socket = this.socket;
    if (!socket || socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > MOST_UNSENT_BYTES) return;
    // Muted, silence goes out: nothing at all would mean that we are gone.
    socket.send(this.isMuted ? new ArrayBuffer(frame.pcm.byteLength) : frame.pcm);
  }

  private end(end: CallEnd): void {
    if (this.isOver) return;
    clearTimeout(this.timer);
    this.go("ended", end);
    if (this.microphone) this.microphone.close();
    if (this.socket) this.socket.close();
    this.microphone = this.socket = null;
  }

  private go(state: CallState, end: CallEnd | null = null): void {
    this.state = state;
    this.ports.onState(state, end);
  }
}

/** Empty where nothing is told. */
function read(data: string): { state: string; heard: string; said: string } {
  let told: Record<string, unknown> | null = null;
  try {
    told = JSON.parse(data) as Record<string, unknown> | null;
  } catch {
    // What is no message of ours is let be.
  }
  const text = (name: string): string => (told && typeof told[name] === "string" ? (told[name] as string) : "");
  return { state: text("state"), heard: text("heard"), said: text("said") };
}
