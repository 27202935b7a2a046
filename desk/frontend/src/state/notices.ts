/** What this person was told, also while they were away: the newest of it, how much is unread, and that it was read. */

import type { DeskApi } from "../api/desk_api.ts";
import { DeskFailure } from "../api/http.ts";
import type { DeskNotice } from "../api/types.ts";
import { Observable } from "./observable.ts";
import { hrefOf } from "./routes.ts";

export interface NoticesState {
  /** Null until the first of them have come. */
  list: DeskNotice[] | null;
  unread: number;
  hasMore: boolean;
  failure: string;
}

const NOTHING: NoticesState = { list: null, unread: 0, hasMore: false, failure: "" };

export class Notices extends Observable<NoticesState> {
  /** An answer to an older question is dropped. */
  private turn = 0;

  constructor(private readonly api: Pick<DeskApi, "notices" | "readNotices">) {
    super(NOTHING);
  }

  /** Somebody else may sit down here. */
  forget(): void {
    this.turn += 1;
    this.change(NOTHING);
  }

  /** The newest; older ones that were looked at stay. */
  async load(): Promise<void> {
    const mine = ++this.turn;
    await this.tried(async () => {
      const page = await this.api.notices(null);
      if (mine !== this.turn) return;
      const last = page.notices[page.notices.length - 1];
      const older = page.has_more && last ? (this.state.list ?? []).filter((each) => each.id < last.id) : [];
      const list = [...page.notices, ...(page.unread ? older : older.map(asRead))];
      this.change({ list, unread: page.unread, hasMore: older.length ? this.state.hasMore : page.has_more, failure: "" });
    });
  }

  async loadOlder(): Promise<void> {
    const last = this.state.list?.[this.state.list.length - 1];
    if (!last) return;
    await this.tried(async () => {
      const page = await this.api.notices(last.id);
      const known = this.state.list ?? [];
      const added = page.notices.filter((each) => !known.some((one) => one.id === each.id));
      this.change({ list: [...known, ...added], hasMore: page.has_more, failure: "" });
    });
  }

  /** All that are here; one that comes in the meantime stays unread. */
  async readAll(): Promise<void> {
    const newest = this.state.list?.[0];
    if (newest && this.state.unread) await this.marked({ up_to: newest.id }, () => true);
  }

  /** Whoever opens a conversation, a ticket or a record has seen what was said of it. */
  async seen(href: string): Promise<void> {
    const ids = (this.state.list ?? []).filter((each) => !each.is_read && hrefsOf(each).includes(href)).map((each) => each.id);
    if (ids.length) await this.marked({ ids }, (each) => ids.includes(each.id));
  }

  private async marked(body: { ids?: number[]; up_to?: number }, isMeant: (notice: DeskNotice) => boolean): Promise<void> {
    const list = (this.state.list ?? []).map((each) => (isMeant(each) ? asRead(each) : each));
    this.change({ list });
    await this.tried(async () => this.change({ unread: (await this.api.readNotices(body)).unread, failure: "" }));
  }

  private async tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      this.change({ failure: error.message });
    }
  }
}

/** The part of a record's page on which it is seen what was said of its draft. */
const VIEW_OF: Readonly<Record<string, string>> = { draft_submitted: "changes", draft_commented: "talk" };

/** What is said of a ticket leads there, of a request about data to their page, of a draft to its record, all else to the conversation. */
export function hrefOfNotice(about: { kind?: string; conversation_id?: string | null; ticket_id?: string | null; entry?: string }): string | null {
  if (about.entry) return hrefOf("content", "records", about.entry, { view: VIEW_OF[about.kind ?? ""] ?? "" });
  if (about.kind?.startsWith("data_request")) return hrefOf("data");
  if (about.ticket_id) return hrefOf("tickets", about.ticket_id);
  return about.conversation_id ? hrefOf("conversations", about.conversation_id) : null;
}

function hrefsOf(notice: DeskNotice): string[] {
  if (notice.entry) return [hrefOf("content", "records", notice.entry), hrefOfNotice(notice) ?? ""];
  return [hrefOf("tickets", notice.ticket_id ?? "-"), hrefOf("conversations", notice.conversation_id ?? "-")];
}

function asRead(notice: DeskNotice): DeskNotice {
  return { ...notice, is_read: true };
}
