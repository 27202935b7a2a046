/** The name under which this tab says that it is there: kept over a reload, and never shared with a tab that was copied from it. */

import { newClientId } from "@webchat/chat/client_id.ts";
import type { KeyValue } from "@webchat/chat/storage.ts";

const KEY = "desk.tab";

/** A tab that lives has its name to itself: only what is left behind on leaving is there for whoever comes after it. */
export class TabName {
  readonly name: string;

  constructor(private readonly storage: KeyValue) {
    this.name = storage.get(KEY) || newClientId();
    this.take();
  }

  leave(): void {
    this.storage.set(KEY, this.name);
  }

  take(): void {
    this.storage.remove(KEY);
  }
}
