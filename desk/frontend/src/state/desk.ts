/** The desk at work: board, open conversation, what goes out, who is there. One state, changed here only, shown by `ui/`. */

import { newClientId } from "@webchat/chat/client_id.ts";
import type { KeyValue } from "@webchat/chat/storage.ts";
import type { DeskApi } from "../api/desk_api.ts";
import { DeskFailure } from "../api/http.ts";
import type { Attachment, Board, CannedReply, Colleague, DeskAlert, DeskMessage, DutyState, Move, Presence, Row, WrapUp } from "../api/types.ts";
import { words } from "../words.ts";
import type { Alerts } from "./alerts.ts";
import type { ServerClock } from "./clock.ts";
import { Delivery } from "./delivery.ts";
import { Heartbeat } from "./heartbeat.ts";
import { listsOf, waitsSince } from "./lists.ts";
import { Live, type LinkState } from "./live.ts";
import { hrefOfNotice, type Notices } from "./notices.ts";
import { Observable } from "./observable.ts";
import { OpenConversation } from "./open_conversation.ts";
import { Outbox, type Outgoing } from "./outbox.ts";
import { Toasts, type Toast } from "./toasts.ts";

export interface DeskState {
  board: "loading" | "ready" | "failed";
  boardFailure: string;
  rows: ReadonlyMap<string, Row>;
  staff: Colleague[];
  canPauseBot: boolean;
  isBotPaused: boolean;
  link: LinkState;
  isOnline: boolean;
  presence: ReadonlyMap<string, Presence>;
  outgoing: Outgoing[];
  toasts: Toast[];
  canned: CannedReply[];
  open: OpenConversation | null;
  /** Grows when the server says that a ticket changed: pages that show tickets load anew. */
  ticketChanges: number;
}

export interface DeskPorts {
  api: DeskApi;
  storage: KeyValue;
  clock: ServerClock;
  isOnline(): boolean;
  isHidden(): boolean;
  myId(): string;
  isOnDuty(): boolean;
  /** Something about the channels to citizens may have changed. */
  onChannelAlarms(): void;
  /** The server knows it from whichever tab it was last changed in. */
  onDuty(duty: DutyState): void;
  /** Of this browser tab. */
  tab: string;
  notices: Pick<Notices, "load" | "seen">;
  makeAlerts(toast: (alert: DeskAlert) => void): Alerts;
}

export class Desk extends Observable<DeskState> {
  readonly alerts: Alerts;
  readonly clock: ServerClock;
  readonly heartbeat: Heartbeat;
  private readonly outbox: Outbox;
  private readonly delivery: Delivery;
  private readonly live: Live;
  private isStarted = false;
  /** Rows heard live since the board was last asked for: newer than what it will say. */
  private heard = new Map<string, Row>();
  private toldWaiting = 0;
  private readonly toasts = new Toasts((toasts) => this.change({ toasts }));

  constructor(readonly ports: DeskPorts) {
    const outbox = new Outbox(ports.storage);
    super({
      board: "loading",
      boardFailure: "",
      rows: new Map(),
      staff: [],
      canPauseBot: false,
      isBotPaused: false,
      link: "connecting",
      isOnline: ports.isOnline(),
      presence: new Map(),
      outgoing: outbox.list(),
      toasts: [],
      canned: [],
      open: null,
      ticketChanges: 0,
    });
    this.outbox = outbox;
    this.clock = ports.clock;
    this.alerts = ports.makeAlerts((alert) => this.showAlert(alert));
    this.heartbeat = new Heartbeat({
      now: () => performance.now(),
      send: (open, typingIn) => ports.api.heartbeat(ports.tab, open, typingIn).then(noop, ignoreFailure),
    });
    this.delivery = new Delivery(outbox, {
      post: async (item) => (await ports.api.reply(item.conversationId, item.clientId, item.text, item.attachments.map((each) => each.id))).message,
      isOnline: () => ports.isOnline(),
      onDelivered: (item, message) => this.onDelivered(item, message),
      onRefused: (item, failure) => this.onRefused(item, failure),
      onChange: () => this.showOutbox(),
    });
    this.live = new Live({
      open: (listener) => ports.api.openEvents(listener),
      onEvent: (kind, data) => this.onEvent(kind, data),
      onLink: (link) => this.change({ link }),
    });
  }

  start(): void {
    this.isStarted = true;
    this.live.start();
    this.delivery.start();
    void this.loadCanned();
  }

  stop(): void {
    this.isStarted = false;
    this.live.stop();
    this.delivery.stop();
    this.openConversation(null);
  }

  /** Once a second, from a clock that the browser does not slow down. */
  tick(): void {
    this.toasts.tick();
    if (!this.isStarted) return;
    this.heartbeat.tick();
    this.alerts.tick();
  }

  async loadBoard(): Promise<void> {
    this.heard = new Map();
    try {
      this.acceptBoard(await this.ports.api.board());
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      if (this.state.board !== "ready") this.change({ board: "failed", boardFailure: error.message });
    }
  }

  async loadCanned(): Promise<void> {
    await this.ports.api.cannedReplies().then((canned) => this.change({ canned }), ignoreFailure);
  }

  openConversation(id: string | null): void {
    if ((this.state.open?.id ?? null) === id) return;
    this.state.open?.close();
    if (id !== null) this.nothingWaits();
    const open = id === null ? null : new OpenConversation(id, this.ports.api, this.ports.myId(), () => this.change({}), (row) => this.takeRow(row));
    this.change({ open });
    this.heartbeat.opened(id);
    void open?.load();
  }

  send(conversationId: string, text: string, attachments: Attachment[]): void {
    this.outbox.add({
      clientId: newClientId(),
      conversationId,
      text: text.normalize("NFC").trim(),
      attachments,
      createdAt: this.clock.date().toISOString(),
    });
    this.heartbeat.stoppedTyping();
    this.showOutbox();
    this.delivery.kick();
  }

  /** Whether all that was written in it has gone; what is on its way is waited for a little. */
  async delivered(conversationId: string): Promise<boolean> {
    const isGone = (): boolean => !this.state.outgoing.some((each) => each.conversationId === conversationId && each.state !== "refused");
    if (isGone()) return true;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stop();
        resolve(isGone());
      };
      const stop = this.subscribe(() => isGone() && end());
      const timer = setTimeout(end, DELIVERED_WITHIN_MS);
    });
  }

  resend(): void {
    this.delivery.kick(true);
  }

  discard(clientId: string): void {
    this.outbox.remove([clientId]);
    this.showOutbox();
  }

  /** Rejects with DeskFailure; when somebody else was first, the conversation is loaded anew, so that the screen says who. */
  async move(conversationId: string, move: Move): Promise<void> {
    await this.changeHands(conversationId, async () => (await this.ports.api.move(conversationId, move)).row);
  }

  async wrapUp(conversationId: string, body: WrapUp): Promise<void> {
    await this.changeHands(conversationId, async () => (await this.ports.api.wrapUp(conversationId, body)).row);
  }

  toast(text: string, isAlert = false, href: string | null = null): void {
    this.toasts.add({ text, isAlert, href });
  }

  /** Said on coming on duty, and until something of it is taken up or its numbers are no longer so. */
  tellWaiting(text: string, href: string): void {
    this.toldWaiting = this.queued();
    this.toasts.add({ text, href, stays: true, about: WAITING });
  }

  nothingWaits(): void {
    this.toasts.over(WAITING);
  }

  /** Somebody points at what was announced, or has the focus in it: nothing of it goes meanwhile. */
  holdToasts(isHeld: boolean): void {
    this.toasts.hold(isHeld);
  }

  /** What was announced is over, or is looked at. */
  isOver(about: string): void {
    this.toasts.over(about);
  }

  /** The newest one; false when there is none. */
  closeNewestToast(): boolean {
    const newest = this.state.toasts[this.state.toasts.length - 1];
    if (newest) this.closeToast(newest.id);
    return newest !== undefined;
  }

  /** Whoever closes or opens it has seen it. */
  closeToast(id: number): void {
    const href = this.state.toasts.find((each) => each.id === id)?.href;
    if (href) void this.ports.notices.seen(href);
    this.toasts.close(id);
  }

  setBotPaused(isBotPaused: boolean): void {
    this.change({ isBotPaused });
  }

  onConnectivity(): void {
    const isOnline = this.ports.isOnline();
    const isBack = isOnline && !this.state.isOnline;
    this.change({ isOnline });
    if (isBack) {
      this.live.wake();
      this.delivery.kick();
    }
  }

  /** What the page's title counts: who waits in the queue, and who waits for my answer. */
  waitingForMe(): number {
    const lists = listsOf(this.state.rows.values(), this.ports.myId());
    return (this.ports.isOnDuty() ? lists.queue.length : 0) + lists.mine.filter((row) => waitsSince(row)).length;
  }

  /** Who waits, if I am the last one on duty. From what this page knows: there is no time to ask when it closes. */
  leftAlone(): { queue: number; mine: number } | null {
    const { rows, staff } = this.state;
    const isLast = this.isStarted && this.ports.isOnDuty() && !staff.some((each) => each.duty === "on_duty" && each.id !== this.ports.myId());
    if (!isLast) return null;
    const lists = listsOf(rows.values(), this.ports.myId());
    const mine = lists.mine.filter((row) => waitsSince(row)).length;
    return lists.queue.length + mine ? { queue: lists.queue.length, mine } : null;
  }

  watchQueue(): void {
    const queue = this.queued();
    if (queue !== this.toldWaiting) this.nothingWaits();
    this.alerts.watchQueue(queue, this.ports.isOnDuty());
  }

  private queued(): number {
    return Array.from(this.state.rows.values()).filter((row) => row.owner === "queue").length;
  }

  /** A row that this page has changed itself. */
  takeNamed(row: Row): void {
    this.takeRow(row);
    if (this.state.open?.id === row.id) this.state.open.onRow(row);
  }

  private async changeHands(conversationId: string, work: () => Promise<Row>): Promise<void> {
    const open = this.state.open?.id === conversationId ? this.state.open : null;
    if (open) open.isMoving = true;
    try {
      const row = await work();
      this.takeRow(row);
      open?.onRow(row);
    } finally {
      await open?.refresh();
      if (open) open.isMoving = false;
    }
  }

  private acceptBoard(board: Board): void {
    this.clock.sync(board.server_time);
    const rows = new Map([...board.rows, ...this.heard.values()].map((row) => [row.id, row]));
    rows.forEach((row) => row.owner === "bot" && rows.delete(row.id));
    this.change({
      board: "ready",
      boardFailure: "",
      rows,
      staff: board.staff,
      canPauseBot: board.can_pause_bot,
      isBotPaused: board.bot_paused,
    });
    this.knowOwnDuty(board.staff);
    this.watchQueue();
    void this.state.open?.refresh();
  }

  private onEvent(kind: string, data: unknown): void {
    switch (kind) {
      case "hello":
        this.clock.sync((data as { server_time: string }).server_time);
        void this.loadBoard();
        void this.ports.notices.load();
        this.delivery.kick();
        this.ports.onChannelAlarms();
        break;
      case "channel_alarms":
        this.ports.onChannelAlarms();
        break;
      case "row":
        this.onRow(data as Row);
        break;
      case "presence":
        this.onPresence(data as Presence);
        break;
      case "staff":
        this.change({ staff: data as Colleague[] });
        this.knowOwnDuty(data as Colleague[]);
        break;
      case "notices":
        void this.ports.notices.load();
        break;
      case "ticket":
        this.change({ ticketChanges: this.state.ticketChanges + 1 });
        this.state.open?.onTicket((data as { id: string }).id);
        break;
      case "alert":
        this.alerts.on(data as DeskAlert);
        break;
    }
  }

  private knowOwnDuty(staff: Colleague[]): void {
    const mine = staff.find((each) => each.id === this.ports.myId());
    // Off: not heard from in a while, which says nothing of what was chosen.
    if (mine && mine.duty !== "off") this.ports.onDuty(mine.duty);
  }

  private onRow(row: Row): void {
    const before = this.state.rows.get(row.id);
    const isNews = row.last_sender === "citizen" && row.last_seq > (before?.last_seq ?? 0);
    const isLookedAt = this.state.open?.id === row.id && !this.ports.isHidden();
    this.takeRow(row);
    if (isNews && row.owner_id === this.ports.myId() && !isLookedAt) this.alerts.onMessage();
    if (this.state.open?.id === row.id) this.state.open.onRow(row);
  }

  private takeRow(row: Row): void {
    this.heard.set(row.id, row);
    const rows = new Map(this.state.rows);
    if (row.owner === "bot") rows.delete(row.id);
    else rows.set(row.id, row);
    this.change({ rows });
    this.watchQueue();
  }

  private onPresence(presence: Presence): void {
    this.change({ presence: new Map(this.state.presence).set(presence.conversation_id, presence) });
  }

  private onDelivered(item: Outgoing, message: DeskMessage): void {
    const { open } = this.state;
    if (open?.id === item.conversationId) open.take([message]);
    this.showOutbox();
  }

  private onRefused(item: Outgoing, failure: DeskFailure): void {
    this.toast(`${words.outgoing.refused} ${failure.message}`, true);
    if (this.state.open?.id === item.conversationId) void this.state.open.refresh();
    this.showOutbox();
  }

  private showOutbox(): void {
    this.change({ outgoing: this.outbox.list() });
  }

  private showAlert(alert: DeskAlert): void {
    const href = hrefOfNotice(alert);
    this.toasts.add({ text: alert.text, isAlert: true, href, stays: NEEDS_AN_ACT.includes(alert.kind), about: alert.about ?? href });
  }
}

/** Somebody waits for this very person; all else that was told is kept in the list of notices. */
const NEEDS_AN_ACT: readonly string[] = ["assigned", "transferred", "breach", "reopened", "reply_ends"];

const DELIVERED_WITHIN_MS = 5_000;
const WAITING = "waiting";

const noop = (): void => undefined;

function ignoreFailure(error: unknown): void {
  if (!(error instanceof DeskFailure)) throw error;
}
