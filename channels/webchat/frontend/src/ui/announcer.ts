/** One polite status line for screen readers; the same words twice are said twice. */
export class Announcer {
  private readonly line: HTMLElement;
  private isOdd = false;

  constructor() {
    this.line = document.createElement("div");
    this.line.className = "sr-only";
    this.line.setAttribute("role", "status");
    document.body.appendChild(this.line);
  }

  say(text: string): void {
    this.isOdd = !this.isOdd;
    this.line.textContent = this.isOdd ? text : `${text}\u00a0`;
  }
}
