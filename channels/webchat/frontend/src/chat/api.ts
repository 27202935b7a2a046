/** The server's side of the conversation. Every failure leaves here as an ApiFailure that says what helps. */

import { words } from "../words.ts";
import { EventStreamParser, type StreamEvent } from "./event_stream.ts";
import { readMessage, readMessages, readSession, type Message, type Session } from "./types.ts";

/**
 * network: no answer came · server: it failed, try later · busy: wait `retryAfter` seconds ·
 * refused: this text will never be taken · session: the conversation is gone.
 */
export type FailureKind = "network" | "server" | "busy" | "refused" | "session";

export class ApiFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly retryAfter = 0,
  ) {
    super(message);
    this.name = "ApiFailure";
  }
}

export interface History {
  messages: Message[];
  isTyping: boolean;
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
  postMessage(session: Session, clientId: string, text: string): Promise<Message>;
  openEvents(session: Session, after: number, listener: StreamListener): Stream;
}

const TIMEOUT_MS = 20_000;
const DEFAULT_RETRY_AFTER_S = 10;

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403 || status === 404) return "session";
  if (status === 429) return "busy";
  if (status === 408 || status >= 500) return "server";
  return "refused";
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const kind = kindOf(response.status);
  let message = "";
  try {
    const body = (await response.json()) as { error?: { message?: unknown } };
    if (body.error && typeof body.error.message === "string") message = body.error.message;
  } catch {
    // A proxy's own error page is not JSON; our words stand in.
  }
  const retryAfter = Math.max(1, Math.ceil(Number(response.headers.get("Retry-After")) || DEFAULT_RETRY_AFTER_S));
  if (!message && kind === "busy") message = words.delivery.busy(retryAfter);
  if (!message && response.status === 413) message = words.failure.tooLong;
  return new ApiFailure(kind, message || words.failure[kind === "busy" ? "server" : kind], retryAfter);
}

export class HttpChatApi implements ChatApi {
  constructor(private readonly root = "/api/conversations") {}

  async createConversation(): Promise<Session> {
    const session = readSession(await this.json(this.root, { method: "POST" }));
    if (!session) throw new ApiFailure("server", words.failure.server);
    return session;
  }

  async listMessages(session: Session, after: number): Promise<History> {
    const body = (await this.json(`${this.url(session)}/messages?after=${after}`, {}, session)) as Record<string, unknown>;
    return { messages: readMessages(body.messages), isTyping: body.typing === true };
  }

  async postMessage(session: Session, clientId: string, text: string): Promise<Message> {
    const body = (await this.json(
      `${this.url(session)}/messages`,
      { method: "POST", body: JSON.stringify({ client_id: clientId, text }) },
      session,
    )) as Record<string, unknown>;
    const message = readMessage(body.message);
    if (!message) throw new ApiFailure("server", words.failure.server);
    return message;
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
    if (!response.ok) throw await failureOf(response);
    return response;
  }
}

/** Phones of 2017 cannot abort a request: there it runs to its end and its answer is dropped. */
function newAbort(): AbortController | null {
  return typeof AbortController === "undefined" ? null : new AbortController();
}
