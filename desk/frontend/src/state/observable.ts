/** A state that says when it has changed. */
export abstract class Observable<S extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(public state: S) {}

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  protected change(part: Partial<S>): void {
    this.state = { ...this.state, ...part };
    this.listeners.forEach((listener) => listener());
  }
}
