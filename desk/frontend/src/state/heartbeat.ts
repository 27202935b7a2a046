/** Tells the server which conversation is open here and whether something is being written in it. */

const EVERY_SECONDS = 10;
const TYPING_LASTS_MS = 6_000;

export interface HeartbeatPorts {
  send(open: string[], typingIn: string | null): Promise<void>;
  now(): number;
}

export class Heartbeat {
  private open: string | null = null;
  private typingUntil = 0;
  private wasTyping = false;
  /** The first beat comes with the first tick: whoever has loaded the page anew is not taken for gone. */
  private seconds = EVERY_SECONDS;

  constructor(private readonly ports: HeartbeatPorts) {}

  /** Called once a second. */
  tick(): void {
    this.seconds += 1;
    if (this.seconds >= EVERY_SECONDS || this.isTyping() !== this.wasTyping) this.beat();
  }

  opened(conversationId: string | null): void {
    if (this.open === conversationId) return;
    this.open = conversationId;
    this.typingUntil = 0;
    this.beat();
  }

  typed(): void {
    this.typingUntil = this.ports.now() + TYPING_LASTS_MS;
    if (!this.wasTyping) this.beat();
  }

  stoppedTyping(): void {
    this.typingUntil = 0;
    if (this.wasTyping) this.beat();
  }

  private isTyping(): boolean {
    return this.open !== null && this.ports.now() < this.typingUntil;
  }

  private beat(): void {
    this.seconds = 0;
    this.wasTyping = this.isTyping();
    void this.ports.send(this.open ? [this.open] : [], this.wasTyping ? this.open : null);
  }
}
