/** What was typed and the server does not have yet: kept in this tab, so that a reload or a crash loses nothing. */

import type { KeyValue } from "@webchat/chat/storage.ts";
import type { RecordJson } from "../api/types.ts";

export interface Unsaved {
  /** Of the draft as it was read, and its record then. */
  revision: number;
  base: RecordJson;
  baseReason: string;
  record: RecordJson;
  reason: string;
}

export class UnsavedTexts {
  constructor(private readonly storage: KeyValue) {}

  get(draftId: string): Unsaved | null {
    try {
      return JSON.parse(this.storage.get(keyOf(draftId)) ?? "null") as Unsaved | null;
    } catch {
      return null;
    }
  }

  keep(draftId: string, unsaved: Unsaved): void {
    this.storage.set(keyOf(draftId), JSON.stringify(unsaved));
  }

  /** What was kept before the draft had this name. */
  adopt(formerId: string, draftId: string): void {
    const former = this.get(formerId);
    if (!former || formerId === draftId) return;
    if (!this.get(draftId)) this.keep(draftId, former);
    this.forget(formerId);
  }

  forget(draftId: string): void {
    this.storage.remove(keyOf(draftId));
  }
}

const keyOf = (draftId: string): string => `desk.content.${draftId}`;
