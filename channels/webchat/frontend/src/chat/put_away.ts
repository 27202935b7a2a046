/** Which announcements this browser was told of and put away. */

import type { KeyValue } from "./storage.ts";
import type { Banner } from "./types.ts";

const KEY = "hotline1022.putAway";
const REMEMBERED = 30;

export class PutAway {
  constructor(private readonly storage: KeyValue) {}

  add(id: string): void {
    const ids = this.ids().filter((each) => each !== id);
    this.storage.set(KEY, JSON.stringify([...ids, id].slice(-REMEMBERED)));
  }

  left(banners: Banner[]): Banner[] {
    const ids = this.ids();
    return banners.filter((banner) => !ids.includes(banner.id));
  }

  private ids(): string[] {
    try {
      const kept: unknown = JSON.parse(this.storage.get(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : [];
    } catch {
      return [];
    }
  }
}
