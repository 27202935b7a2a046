/** The server's side of the conversation. Every failure leaves here as an ApiFailure that says what helps. */

import { words } from "../words.ts";
import { ApiFailure, failureOf, type FailureKind } from "./api_failure.ts";
import { EventStreamParser, type StreamEvent } from "./event_stream.ts";
import {
  readAttachment,
  readBanners,
  readMessage,
  readMessages,
  readSession,
  readStatus,
  type Attachment,
  type Banner,
  type Message,
  type Session,
  type Status,
} from "./types.ts";
import { sendFile, type Sending } from "./sending.ts";

export { ApiFailure, type FailureKind };

export interface History {
  messages: Message[];
  isTyping: boolean;
  status: Status;
  banners: Banner[];
  mayCall: boolean;
}

/** Where a call from this page begins, and what opens it: once, within a minute. */
export interface CallDoor {
  url: string;
  pass: string;
}

export interface Stream {
  /** Resolves when the server closes the stream, rejects with ApiFailure when it breaks. */
  readonly done: Promise<void>;
  close(): void;
}

export interface StreamListener {
  onOpen(): void;
  onEvent(event: StreamEvent): void;
  /** Called for every piece that arrives, heartbeats too. */
  onBytes(): void;
}

export interface ChatApi {
  createConversation(): Promise<Session>;
  listMessages(session: Session, after: number): Promise<History>;
  postMessage(session: Session, clientId: string, text: string, attachmentIds: string[]): Promise<Message>;
  uploadFile(session: Session, file: File, onProgress: (share: number) => void): Sending<Attachment>;
  loadFile(session: Session, attachmentId: string): Promise<Blob>;
  sayTyping(session: Session, isOn: boolean): Promise<void>;
  rateAnswer(session: Session, messageId: string, isHelpful: boolean): Promise<void>;
  beginCall(session: Session): Promise<CallDoor>;
  openEvents(session: Session, after: number, listener: StreamListener): Stream;
}

const TIMEOUT_MS = 20_000;

export class HttpChatApi implements ChatApi {
  constructor(private readonly root = "/api/conversations") {}

  async createConversation(): Promise<Session> {
    const session = readSession(await this.json(this.root, { method: "POST" }));
    if (!session) throw new ApiFailure("server", words.failure.server);
    return session;
  }

  async listMessages(session: Session, after: number): Promise<History> {
    const body = (await this.json(`${this.url(session)}/messages?after=${after}`, {}, session)) as Record<string, unknown>;
    return { messages: readMessages(body.messages), isTyping: body.typing === true, status: readStatus(body.status), banners: readBanners(body.banners), mayCall: body.may_call === true };
  }

  async postMessage(session: Session, clientId: string, text: string, attachmentIds: string[]): Promise<Message> {
    const body = (await this.json(
      `${this.url(session)}/messages`,
      { method: "POST", body: JSON.stringify({ client_id: clientId, text, attachment_ids: attachmentIds }) },
      session,
    )) as Record<string, unknown>;
    const message = readMessage(body.message);
    if (!message) throw new ApiFailure("server", words.failure.server);
    return message;
  }

  uploadFile(session: Session, file: File, onProgress: (share: number) => void): Sending<Attachment> {
    const headers = { Authorization: `Bearer ${session.token}`, "X-File-Name": encodeURIComponent(file.name) };
    const sending = sendFile(`${this.url(session)}/attachments`, headers, file, onProgress);
    const done = sending.done.then(({ status, body, retryAfter }) => {
      if (status === 413) throw new ApiFailure("refused", words.attachment.tooLarge(session.maxAttachmentMegabytes));
      if (status < 200 || status > 299) throw failureOf(status, body, retryAfter);
      const attachment = readAttachment(parsed(body));
      if (!attachment) throw new ApiFailure("server", words.failure.server);
      return attachment;
    });
    return { done, cancel: sending.cancel };
  }

  async loadFile(session: Session, attachmentId: string): Promise<Blob> {
    const response = await this.request(`${this.url(session)}/attachments/${encodeURIComponent(attachmentId)}`, {}, session);
    return response.blob().catch(() => {
      throw new ApiFailure("network", words.failure.network);
    });
  }

  async sayTyping(session: Session, isOn: boolean): Promise<void> {
    await this.request(`${this.url(session)}/typing`, { method: "POST", body: JSON.stringify({ on: isOn }) }, session);
  }

  async rateAnswer(session: Session, messageId: string, isHelpful: boolean): Promise<void> {
    const url = `${this.url(session)}/messages/${encodeURIComponent(messageId)}/feedback`;
    await this.request(url, { method: "PUT", body: JSON.stringify({ is_helpful: isHelpful }) }, session);
  }

  async beginCall(session: Session): Promise<CallDoor> {
    return (await this.json(`${this.url(session)}/calls`, { method: "POST" }, session)) as CallDoor;
  }

  openEvents(session: Session, after: number, listener: StreamListener): Stream {
    const abort = newAbort();
    let isClosed = false;
    let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
    const read = async (): Promise<void> => {
      const response = await this.request(`${this.url(session)}/events?after=${after}`, { cache: "no-store" }, session, abort);
      if (!response.body) throw new ApiFailure("server", words.failure.server);
      listener.onOpen();
      reader = response.body.getReader();
      const parser = new EventStreamParser();
      const decoder = new TextDecoder();
      while (!isClosed) {
        const piece = await reader.read().catch(() => {
          throw new ApiFailure("network", words.failure.network);
        });
        if (piece.done) return;
        listener.onBytes();
        parser.push(decoder.decode(piece.value, { stream: true })).forEach((event) => listener.onEvent(event));
      }
    };
    return {
      done: read().catch((error: unknown) => {
        if (!isClosed) throw error;
      }),
      close: () => {
        isClosed = true;
        if (abort) abort.abort();
        else if (reader) void reader.cancel();
      },
    };
  }

  private url(session: Session): string {
    return `${this.root}/${encodeURIComponent(session.id)}`;
  }

  private async json(url: string, init: RequestInit, session?: Session): Promise<unknown> {
    const abort = newAbort();
    const timer = setTimeout(() => abort && abort.abort(), TIMEOUT_MS);
    try {
      const response = await this.request(url, init, session, abort);
      return await response.json().catch(() => {
        throw new ApiFailure("server", words.failure.server);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  private async request(url: string, init: RequestInit, session?: Session, abort?: AbortController | null): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json, text/event-stream" };
    if (init.body) headers["Content-Type"] = "application/json";
    if (session) headers.Authorization = `Bearer ${session.token}`;
    const response = await fetch(url, { ...init, headers, credentials: "same-origin", ...(abort ? { signal: abort.signal } : {}) }).catch(() => {
      throw new ApiFailure("network", words.failure.network);
    });
    if (!response.ok) throw failureOf(response.status, await response.text().catch(() => ""), response.headers.get("Retry-After"));
    return response;
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Phones of 2017 cannot abort a request: there it runs to its end and its answer is dropped. */
function newAbort(): AbortController | null {
  return typeof AbortController === "undefined" ? null : new AbortController();
}
