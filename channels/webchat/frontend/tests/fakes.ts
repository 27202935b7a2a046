/** A server, a storage and a network for the tests, with what happened left to look at. */

import { ApiFailure, type CallDoor, type ChatApi, type FailureKind, type History, type Stream, type StreamListener } from "../src/chat/api.ts";
import type { Sending } from "../src/chat/sending.ts";
import { WITH_BOT, type Attachment, type Banner, type Message, type Sender, type Session, type Status } from "../src/chat/types.ts";

export function message(seq: number, sender: Sender, part: Partial<Message> = {}): Message {
  return {
    seq,
    id: `m${seq}`,
    sender,
    authorName: "",
    text: `tin ${seq}`,
    blocks: null,
    options: [],
    attachments: [],
    inReplyTo: null,
    clientId: null,
    createdAt: "2026-11-20T02:00:00Z",
    mayRate: false,
    isHelpful: null,
    ...part,
  };
}

/** Takes every client_id once, as the real server promises. */
export class FakeApi implements ChatApi {
  created = 0;
  posts: string[] = [];
  stored: Message[] = [];
  listener: StreamListener | null = null;
  streams = 0;
  polls = 0;
  status: Status = WITH_BOT;
  banners: Banner[] = [];
  posted: { text: string; attachmentIds: string[] }[] = [];
  typed: boolean[] = [];
  loads = 0;
  rated: [string, boolean][] = [];
  uploads: { file: File; finish(attachment: Attachment): void; fail(error: ApiFailure): void; progress(share: number): void; isCancelled: boolean }[] = [];
  /** The next message is taken, but the phone never hears of it. */
  losesReceipt = false;
  private readonly failures: Partial<Record<"create" | "list" | "post" | "rate" | "events", ApiFailure[]>> = {};
  private breakStream: ((error: ApiFailure) => void) | null = null;

  failNext(what: "create" | "list" | "post" | "rate" | "events", kind: FailureKind, times = 1, retryAfter = 0): void {
    this.failures[what] = Array.from({ length: times }, () => new ApiFailure(kind, `lỗi ${kind}`, retryAfter));
  }

  cutStream(): void {
    if (this.breakStream) this.breakStream(new ApiFailure("network", "đứt"));
  }

  say(sender: Sender, part: Partial<Message> = {}): Message {
    const made = message(this.stored.length + 1, sender, part);
    this.stored.push(made);
    return made;
  }

  async createConversation(): Promise<Session> {
    this.check("create");
    this.created += 1;
    this.stored = [];
    return { id: `c${this.created}`, token: "t", welcome: { text: "Xin chào", suggestions: [] }, provinceName: "Tỉnh", hotlineNumber: "1022" };
  }

  async listMessages(_: Session, after: number): Promise<History> {
    this.polls += 1;
    this.check("list");
    return { messages: this.stored.filter((each) => each.seq > after), isTyping: false, status: this.status, banners: this.banners, mayCall: false };
  }

  async postMessage(_: Session, clientId: string, text: string, attachmentIds: string[]): Promise<Message> {
    this.posts.push(text);
    this.posted.push({ text, attachmentIds });
    this.check("post");
    const taken = this.stored.find((each) => each.clientId === clientId) || this.say("citizen", { clientId, text });
    if (!this.losesReceipt) return taken;
    this.losesReceipt = false;
    throw new ApiFailure("network", "mất câu đáp");
  }

  uploadFile(_: Session, file: File, onProgress: (share: number) => void): Sending<Attachment> {
    const upload = { file, finish: (_each: Attachment) => {}, fail: (_error: ApiFailure) => {}, progress: onProgress, isCancelled: false };
    const done = new Promise<Attachment>((resolve, reject) => {
      upload.finish = resolve;
      upload.fail = reject;
    });
    this.uploads.push(upload);
    return { done, cancel: () => (upload.isCancelled = true) };
  }

  async loadFile(): Promise<Blob> {
    this.loads += 1;
    return new Blob(["x"]);
  }

  async rateAnswer(_: Session, messageId: string, isHelpful: boolean): Promise<void> {
    this.check("rate");
    this.rated.push([messageId, isHelpful]);
  }

  async beginCall(): Promise<CallDoor> {
    return { url: "ws://calls", pass: "p" };
  }

  async sayTyping(_: Session, isOn: boolean): Promise<void> {
    this.typed.push(isOn);
  }

  openEvents(_: Session, __: number, listener: StreamListener): Stream {
    this.streams += 1;
    this.listener = listener;
    const failure = this.takeFailure("events");
    let close = (): void => undefined;
    const done = new Promise<void>((resolve, reject) => {
      close = resolve;
      this.breakStream = reject;
      if (failure) reject(failure);
      else listener.onOpen();
    });
    return { done, close };
  }

  private check(what: "create" | "list" | "post" | "rate"): void {
    const failure = this.takeFailure(what);
    if (failure) throw failure;
  }

  private takeFailure(what: "create" | "list" | "post" | "rate" | "events"): ApiFailure | undefined {
    return (this.failures[what] || []).shift();
  }
}

export class Network {
  isOnline = true;
}

