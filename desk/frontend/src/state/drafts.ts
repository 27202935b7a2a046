/** What is being written, by conversation; kept in this tab until it is sent. */

import type { KeyValue } from "@webchat/chat/storage.ts";
import type { Attachment } from "../api/types.ts";

export interface Draft {
  reply: string;
  note: string;
  attachments: Attachment[];
}

const EMPTY: Draft = { reply: "", note: "", attachments: [] };

export class Drafts {
  constructor(private readonly storage: KeyValue) {}

  get(conversationId: string): Draft {
    try {
      return { ...EMPTY, ...(JSON.parse(this.storage.get(this.key(conversationId)) ?? "{}") as Partial<Draft>) };
    } catch {
      return EMPTY;
    }
  }

  change(conversationId: string, part: Partial<Draft>): void {
    const draft = { ...this.get(conversationId), ...part };
    if (draft.reply || draft.note || draft.attachments.length) this.storage.set(this.key(conversationId), JSON.stringify(draft));
    else this.storage.remove(this.key(conversationId));
  }

  private key(conversationId: string): string {
    return `desk.draft.${conversationId}`;
  }
}
