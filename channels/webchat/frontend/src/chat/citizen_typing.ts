/** Lets the operator see that the citizen is typing: at most every four seconds, and taken back when the box is left alone. */

const EVERY_MS = 4_000;
const IDLE_MS = 6_000;

export class CitizenTyping {
  private lastSaid = -Infinity;
  private isOn = false;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly say: (isOn: boolean) => void,
    private readonly now: () => number = Date.now,
  ) {}

  typed(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.stop(), IDLE_MS);
    if (this.isOn && this.now() - this.lastSaid < EVERY_MS) return;
    this.isOn = true;
    this.lastSaid = this.now();
    this.say(true);
  }

  stop(): void {
    clearTimeout(this.idle);
    if (!this.isOn) return;
    this.isOn = false;
    this.say(false);
  }
}
