/** The server's time. The browser's clock may be hours off or be set anew while the page is open: only its steady counter is used. */
export class ServerClock {
  private serverMs: number;
  private counterMs: number;

  /** `counter` gives milliseconds that only ever grow; `fallbackMs` serves until the server has told its time. */
  constructor(
    private readonly counter: () => number,
    fallbackMs: number,
  ) {
    this.serverMs = fallbackMs;
    this.counterMs = counter();
  }

  sync(serverTime: string): void {
    const told = Date.parse(serverTime);
    if (Number.isNaN(told)) return;
    this.serverMs = told;
    this.counterMs = this.counter();
  }

  now(): number {
    return this.serverMs + this.counter() - this.counterMs;
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Whole seconds since `iso`, never negative; 0 for what is no time. */
  secondsSince(iso: string | null): number {
    const then = iso ? Date.parse(iso) : Number.NaN;
    return Number.isNaN(then) ? 0 : Math.max(0, Math.floor((this.now() - then) / 1000));
  }

  /** Whole seconds until `iso`, negative when it has passed. */
  secondsUntil(iso: string): number {
    return Math.ceil((Date.parse(iso) - this.now()) / 1000);
  }
}
