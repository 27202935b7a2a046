/** The conversation on the screen: its messages to the last, and all that is known around it. */

import type { DeskApi } from "../api/desk_api.ts";
import { DeskFailure } from "../api/http.ts";
import type { ConversationView, DeskMessage, Note, Row } from "../api/types.ts";
import { lastSeq, merge, withDeliveries } from "./thread.ts";

const SOON_MS = 250;

export class OpenConversation {
  view: ConversationView | null = null;
  messages: DeskMessage[] = [];
  isLoaded = false;
  failure = "";
  /** Set when this conversation was mine and is no longer, without my doing. */
  lost: Row | null = null;
  /** True while a change of hands of my own is under way. */
  isMoving = false;
  /** How many changes of the row were heard live. */
  private heard = 0;
  /** Everything up to here has been read. An own message may be known before what the citizen wrote just before it. */
  private readTo = 0;
  private isClosed = false;
  private isReading = false;
  private readsAgain = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly id: string,
    private readonly api: DeskApi,
    private readonly myId: string,
    private readonly onChange: () => void,
    private readonly onFreshRow: (row: Row) => void,
  ) {}

  async load(): Promise<void> {
    this.failure = "";
    await this.refresh();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  /** Loads what is new in it; all at once may ask for it. */
  async refresh(): Promise<void> {
    const heardBefore = this.heard;
    try {
      const [loaded] = await Promise.all([this.api.conversation(this.id), this.readMessages()]);
      if (this.isClosed) return;
      // What was heard while this was on its way is the newer.
      const view = this.view && this.heard !== heardBefore ? { ...loaded, row: this.view.row } : loaded;
      this.noticeLoss(view.row);
      this.view = view;
      this.isLoaded = true;
      this.failure = "";
      this.onFreshRow(view.row);
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      if (this.isClosed) return;
      if (!this.isLoaded) this.failure = error.message;
    }
    this.onChange();
  }

  refreshSoon(): void {
    clearTimeout(this.timer);
    if (!this.isClosed) this.timer = setTimeout(() => void this.refresh(), SOON_MS);
  }

  onRow(row: Row): void {
    this.heard += 1;
    this.noticeLoss(row);
    if (this.view) this.view = { ...this.view, row };
    if (row.last_seq > this.readTo) void this.readMessages().catch(ignoreFailure);
    this.onChange();
    this.refreshSoon();
  }

  /** A ticket changed somewhere. Every reply changes one: only those of this conversation are worth asking for; a new one comes with a row. */
  onTicket(ticketId: string): void {
    if (this.view?.tickets.some((ticket) => ticket.id === ticketId)) this.refreshSoon();
  }

  take(messages: DeskMessage[]): void {
    this.messages = merge(this.messages, messages);
    this.onChange();
  }

  addNote(note: Note): void {
    if (this.view && !this.view.notes.some((each) => each.id === note.id)) this.view = { ...this.view, notes: [...this.view.notes, note] };
    this.onChange();
  }

  mark(messageId: string, isMarked: boolean): void {
    this.messages = this.messages.map((each) => (each.id === messageId ? { ...each, is_marked: isMarked } : each));
    this.onChange();
  }

  reveal(messageId: string, text: string): void {
    this.messages = this.messages.map((each) => (each.id === messageId ? { ...each, text, is_masked: false } : each));
    this.onChange();
  }

  private noticeLoss(row: Row): void {
    if (row.owner_id === this.myId) this.lost = null;
    else if (this.view?.row.owner_id === this.myId && !this.isMoving) this.lost = row;
    else if (this.lost) this.lost = row;
  }

  private async readMessages(): Promise<void> {
    if (this.isReading) {
      this.readsAgain = true;
      return;
    }
    this.isReading = true;
    try {
      let hasMore = true;
      while (hasMore && !this.isClosed) {
        this.readsAgain = false;
        const page = await this.api.messages(this.id, this.readTo);
        this.readTo = Math.max(this.readTo, lastSeq(page.messages));
        this.messages = withDeliveries(merge(this.messages, page.messages), page.deliveries);
        this.onChange();
        hasMore = (page.has_more && page.messages.length > 0) || this.readsAgain;
      }
    } finally {
      this.isReading = false;
    }
  }
}

function ignoreFailure(error: unknown): void {
  if (!(error instanceof DeskFailure)) throw error;
}
