/** Reads `text/event-stream` piece by piece (EventSource cannot send the Authorization header). */

export interface StreamEvent {
  event: string;
  data: string;
}

export class EventStreamParser {
  private rest = "";
  private event = "";
  private data: string[] = [];

  /** Returns the events that `chunk` completes; lines may be cut anywhere between two chunks. */
  push(chunk: string): StreamEvent[] {
    const found: StreamEvent[] = [];
    this.rest += chunk;
    // A lone \r at the end may be the first half of \r\n: it waits for the next chunk.
    const whole = this.rest.endsWith("\r") ? this.rest.slice(0, -1) : this.rest;
    const lines = whole.split(/\r\n|\r|\n/);
    const unfinished = lines.pop() || "";
    this.rest = unfinished + this.rest.slice(whole.length);
    for (const line of lines) {
      if (line === "") {
        if (this.data.length) found.push({ event: this.event || "message", data: this.data.join("\n") });
        this.event = "";
        this.data = [];
      } else {
        this.readField(line);
      }
    }
    return found;
  }

  private readField(line: string): void {
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.event = value;
    if (name === "data") this.data.push(value);
  }
}
