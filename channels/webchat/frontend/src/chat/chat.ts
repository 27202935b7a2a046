/** The conversation of this browser: one state, changed here only, shown by `ui/`. */

import { words } from "../words.ts";
import { ApiFailure, type CallDoor, type ChatApi } from "./api.ts";
import { backoff } from "./backoff.ts";
import { newClientId } from "./client_id.ts";
import { Delivery } from "./delivery.ts";
import { Live, type LinkState } from "./live.ts";
import { Outbox, type Outgoing } from "./outbox.ts";
import { forgetSession, loadSession, saveSession } from "./session.ts";
import type { KeyValue } from "./storage.ts";
import { lastAnswer, lastSeq, merge } from "./transcript.ts";
import { CitizenTyping } from "./citizen_typing.ts";
import { FileStore } from "./file_store.ts";
import { PutAway } from "./put_away.ts";
import { DEFAULT_MEGABYTES, WITH_BOT, type Attachment, type Banner, type Message, type Session, type Status } from "./types.ts";
import { Uploads, type Upload } from "./uploads.ts";

/** none: nobody is known to work on an answer · working: an answer is expected · slow: it takes longer than it should */
export type Awaiting = "none" | "working" | "slow";

export interface ChatState {
  session: Session | null;
  messages: Message[];
  outgoing: Outgoing[];
  uploads: Upload[];
  status: Status;
  banners: Banner[];
  mayCall: boolean;
  isHistoryLoaded: boolean;
  isTyping: boolean;
  awaiting: Awaiting;
  link: LinkState;
  isOnline: boolean;
  wasSessionLost: boolean;
  startFailure: string | null;
}

export interface ChatPorts {
  api: ChatApi;
  storage: KeyValue;
  isOnline(): boolean;
  isVisible(): boolean;
  /** Words for a screen reader's status line. */
  announce(text: string): void;
}

const SLOW_MS = 15_000;
const GIVE_UP_MS = 90_000;
const TYPING_LASTS_MS = 45_000;
const LOOK_AGAIN_MS = [4_000, 10_000, 25_000, 60_000];
const LONGEST_WAIT_MS = 30_000;

type Timer = ReturnType<typeof setTimeout>;

export class Chat {
  state: ChatState;
  readonly uploads: Uploads;
  readonly files: FileStore;
  private readonly outbox: Outbox;
  private readonly away: PutAway;
  private readonly citizenTyping: CitizenTyping;
  private readonly listeners = new Set<() => void>();
  private delivery: Delivery | null = null;
  private live: Live | null = null;
  private isStarting = false;
  private startFailures = 0;
  private startTimer: Timer | undefined;
  private typingTimer: Timer | undefined;
  private awaitingTimers: Timer[] = [];

  constructor(private readonly ports: ChatPorts) {
    this.outbox = new Outbox(ports.storage);
    this.away = new PutAway(ports.storage);
    this.files = new FileStore((id) => ports.api.loadFile(this.state.session!, id));
    this.uploads = new Uploads({
      send: (file, onProgress) => ports.api.uploadFile(this.state.session!, file, onProgress),
      maxMegabytes: () => (this.state.session && this.state.session.maxAttachmentMegabytes) || DEFAULT_MEGABYTES,
      onChange: () => this.change({ uploads: this.uploads.list() }),
      onDone: (attachment, file) => this.files.put(attachment.id, file),
      announce: (text) => ports.announce(text),
    });
    this.citizenTyping = new CitizenTyping((isOn) => {
      const { session, status } = this.state;
      if (session && status.owner === "operator") void ports.api.sayTyping(session, isOn).catch(() => undefined);
    });
    this.state = {
      session: null,
      messages: [],
      outgoing: this.outbox.list(),
      uploads: [],
      status: WITH_BOT,
      banners: [],
      mayCall: false,
      isHistoryLoaded: false,
      isTyping: false,
      awaiting: "none",
      link: "connecting",
      isOnline: ports.isOnline(),
      wasSessionLost: false,
      startFailure: null,
    };
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async start(): Promise<void> {
    if (this.isStarting) return;
    this.isStarting = true;
    clearTimeout(this.startTimer);
    try {
      await this.open();
      this.isStarting = false;
    } catch (error) {
      this.isStarting = false;
      if (!(error instanceof ApiFailure)) throw error;
      if (error.kind === "session" && this.state.session) return this.onSessionLost();
      this.startFailures += 1;
      this.change({ startFailure: error.message, link: "down" });
      const wait = error.kind === "busy" ? error.retryAfter * 1000 : backoff(this.startFailures, LONGEST_WAIT_MS);
      this.startTimer = setTimeout(() => void this.start(), wait);
    }
  }

  send(text: string, label: string | null = null): void {
    const attachments = label === null ? this.uploads.take() : [];
    const clean = text.normalize("NFC").trim() || (attachments.length ? words.attachment.caption(attachments) : "");
    if (!clean) return;
    this.citizenTyping.stop();
    this.outbox.add({ clientId: newClientId(), text: clean, label, attachments, createdAt: new Date().toISOString() });
    this.showOutbox();
    if (this.delivery) this.delivery.kick();
    if (!this.ports.isOnline()) this.ports.announce(words.delivery.announceWaiting);
  }

  /** The citizen has changed what stands in the box. */
  typed(isEmpty: boolean): void {
    if (isEmpty) this.citizenTyping.stop();
    else if (this.state.status.owner === "operator") this.citizenTyping.typed();
  }

  openFile(attachment: Attachment): Promise<string> {
    return this.files.open(attachment.id);
  }

  /** Shown at once; taken back when the server does not hear of it. */
  async rate(message: Message, isHelpful: boolean): Promise<void> {
    const show = (isNow: boolean | null): void =>
      this.change({ messages: this.state.messages.map((each) => (each.id === message.id ? { ...each, isHelpful: isNow } : each)) });
    show(isHelpful);
    try {
      await this.ports.api.rateAnswer(this.state.session!, message.id, isHelpful);
      this.ports.announce(words.answer.rated);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      show(message.isHelpful);
      this.ports.announce(words.answer.notRated);
    }
  }

  beginCall(): Promise<CallDoor> {
    return this.ports.api.beginCall(this.state.session!);
  }

  resend(): void {
    if (this.delivery) this.delivery.kick(true);
    else void this.start();
  }

  putAway(banner: Banner): void {
    this.away.add(banner.id);
    this.onBanners(this.state.banners);
  }

  discard(clientId: string): void {
    this.outbox.remove([clientId]);
    this.showOutbox();
  }

  /** Forgets this conversation and what was not sent in it, and opens another. */
  async startAnew(): Promise<void> {
    this.outbox.clear();
    this.leave();
    this.change({ wasSessionLost: false });
    await this.start();
  }

  /** The browser says that the network, or the reader, is back (or gone). */
  onConnectivity(): void {
    const isOnline = this.ports.isOnline();
    const isBack = isOnline && !this.state.isOnline;
    this.change({ isOnline });
    if (!isOnline) return;
    if (isBack) this.ports.announce(words.connection.back);
    if (this.live) this.live.wake();
    if (this.delivery) this.delivery.kick();
    else void this.start();
  }

  /** Another tab changed what is stored. */
  onStorageChanged(): void {
    const stored = loadSession(this.ports.storage);
    const current = this.state.session;
    if (stored && current && stored.id !== current.id) {
      this.leave(false);
      void this.start();
    }
    this.onBanners(this.state.banners);
    this.showOutbox();
  }

  private async open(): Promise<void> {
    let session = loadSession(this.ports.storage);
    if (!session) {
      session = await this.ports.api.createConversation();
      saveSession(this.ports.storage, session);
    }
    if (this.live) return;
    this.change({ session });
    const history = await this.ports.api.listMessages(session, 0);
    if (this.live || this.state.session !== session) return;
    this.startFailures = 0;
    this.take(history.messages);
    this.change({ isHistoryLoaded: true, startFailure: null });
    this.change({ status: history.status, mayCall: history.mayCall });
    this.onBanners(history.banners);
    this.onTyping(history.isTyping);
    this.connect(session);
  }

  private connect(session: Session): void {
    this.delivery = new Delivery(this.outbox, {
      post: (item) => this.ports.api.postMessage(session, item.clientId, item.text, item.attachments.map((each) => each.id)),
      isOnline: () => this.ports.isOnline(),
      onDelivered: (message) => this.onDelivered(message),
      onSessionLost: () => this.onSessionLost(),
      onChange: () => this.showOutbox(),
      onFailed: (item) => item.state !== "waiting" && this.ports.announce(`${words.delivery.announceFailed} ${item.reason}`),
    });
    this.live = new Live(this.ports.api, session, {
      after: () => lastSeq(this.state.messages),
      isVisible: () => this.ports.isVisible(),
      onMessages: (messages) => this.take(messages),
      onTyping: (isOn) => this.onTyping(isOn),
      onStatus: (status) => this.onStatus(status),
      onBanners: (banners) => this.onBanners(banners),
      onLink: (link) => this.change({ link }),
      onSessionLost: () => this.onSessionLost(),
    });
    this.live.start();
    this.delivery.kick();
  }

  private leave(forgets = true): void {
    if (this.live) this.live.stop();
    if (this.delivery) this.delivery.stop();
    this.live = null;
    this.delivery = null;
    if (forgets) forgetSession(this.ports.storage);
    this.stopAwaiting();
    this.citizenTyping.stop();
    this.uploads.clear();
    this.files.clear();
    this.change({ session: null, messages: [], status: WITH_BOT, isHistoryLoaded: false, isTyping: false, link: "connecting", startFailure: null });
    this.showOutbox();
  }

  /** Unsent messages go over to the new conversation: the citizen wrote them, only the old thread is gone. */
  private onSessionLost(): void {
    this.leave();
    this.change({ wasSessionLost: true });
    this.ports.announce(words.connection.sessionLost);
    void this.start();
  }

  private onDelivered(message: Message): void {
    this.take([message]);
    const answer = lastAnswer(this.state.messages);
    // An operator answers when free: no promise is shown for a person.
    if (this.state.status.owner !== "bot" || (answer && answer.sender === "operator")) return;
    if (answer && answer.seq > message.seq) return;
    this.stopAwaiting();
    this.change({ awaiting: "working" });
    this.awaitingTimers = [
      setTimeout(() => this.change({ awaiting: "slow" }), SLOW_MS),
      setTimeout(() => this.stopAwaiting(), GIVE_UP_MS),
      ...LOOK_AGAIN_MS.map((wait) => setTimeout(() => this.live && void this.live.poll(), wait)),
    ];
  }

  private take(messages: Message[]): void {
    const isAnswered = messages.some((message) => message.sender !== "citizen" && message.seq > lastSeq(this.state.messages));
    const delivered = messages.map((message) => message.clientId).filter((id): id is string => id !== null && this.outbox.has(id));
    this.outbox.remove(delivered);
    if (isAnswered) {
      this.stopAwaiting();
      clearTimeout(this.typingTimer);
    }
    this.change({
      messages: merge(this.state.messages, messages),
      outgoing: this.outbox.list(),
      ...(isAnswered ? { isTyping: false } : {}),
    });
  }

  private onTyping(isTyping: boolean): void {
    clearTimeout(this.typingTimer);
    // A sign that is never taken back must not promise an answer for ever.
    if (isTyping) this.typingTimer = setTimeout(() => this.change({ isTyping: false }), TYPING_LASTS_MS);
    if (isTyping !== this.state.isTyping) this.change({ isTyping });
  }

  private onStatus(status: Status): void {
    if (status.owner !== "operator") this.citizenTyping.stop();
    if (status.owner !== "bot") this.stopAwaiting();
    if (JSON.stringify(status) !== JSON.stringify(this.state.status)) this.change({ status });
  }

  private onBanners(banners: Banner[]): void {
    const left = this.away.left(banners);
    if (JSON.stringify(left) !== JSON.stringify(this.state.banners)) this.change({ banners: left });
  }

  private stopAwaiting(): void {
    this.awaitingTimers.forEach((timer) => clearTimeout(timer));
    this.awaitingTimers = [];
    if (this.state.awaiting !== "none") this.change({ awaiting: "none" });
  }

  private showOutbox(): void {
    this.change({ outgoing: this.outbox.list() });
  }

  private change(part: Partial<ChatState>): void {
    this.state = { ...this.state, ...part };
    this.listeners.forEach((listener) => listener());
  }
}
