/** localStorage where the browser allows it; a map in memory where it does not (private windows, blocked frames). */

export interface KeyValue {
  readonly isLasting: boolean;
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export class MemoryStorage implements KeyValue {
  readonly isLasting = false;
  private readonly values = new Map<string, string>();

  get(key: string): string | null {
    const value = this.values.get(key);
    return value === undefined ? null : value;
  }

  set(key: string, value: string): void {
    this.values.set(key, value);
  }

  remove(key: string): void {
    this.values.delete(key);
  }
}

class BrowserStorage implements KeyValue {
  readonly isLasting = true;
  // What could not be written (a full quota) is at least kept until the page closes.
  private readonly overflow = new MemoryStorage();

  constructor(private readonly storage: Storage) {}

  get(key: string): string | null {
    const unwritten = this.overflow.get(key);
    return unwritten === null ? this.storage.getItem(key) : unwritten;
  }

  set(key: string, value: string): void {
    try {
      this.storage.setItem(key, value);
      this.overflow.remove(key);
    } catch {
      this.overflow.set(key, value);
    }
  }

  remove(key: string): void {
    this.overflow.remove(key);
    this.storage.removeItem(key);
  }
}

export function openStorage(kind: "localStorage" | "sessionStorage"): KeyValue {
  try {
    const storage = window[kind];
    storage.setItem("hotline1022.probe", "1");
    storage.removeItem("hotline1022.probe");
    return new BrowserStorage(storage);
  } catch {
    return new MemoryStorage();
  }
}
