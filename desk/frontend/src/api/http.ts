/** Requests to the desk's server. Every failure leaves here as a DeskFailure that says what helps. */

import { EventStreamParser, type StreamEvent } from "@webchat/chat/event_stream.ts";
import { words } from "../words.ts";

export const ROOT = "/desk/api";

/** network: no answer came · server: it failed, try later · busy: wait `retryAfter` s · signed_out · refused: will never be taken so */
export type FailureKind = "network" | "server" | "busy" | "signed_out" | "refused";

export class DeskFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    message: string,
    readonly retryAfter = 0,
    /** The whole answer, for refusals that carry more than words. */
    readonly body: unknown = null,
  ) {
    super(message);
    this.name = "DeskFailure";
  }
}

export interface StreamListener {
  onOpen(): void;
  onEvent(event: StreamEvent): void;
  /** Called for every piece that arrives, heartbeats too. */
  onBytes(): void;
}

export interface Stream {
  /** Resolves when the server closes the stream, rejects with DeskFailure when it breaks. */
  readonly done: Promise<void>;
  close(): void;
}

const TIMEOUT_MS = 20_000;
const UPLOAD_TIMEOUT_MS = 180_000;
const LINES = "application/x-ndjson";
const DEFAULT_RETRY_AFTER_S = 10;

function kindOf(status: number): FailureKind {
  if (status === 401) return "signed_out";
  if (status === 429) return "busy";
  if (status === 408 || status >= 500) return "server";
  return "refused";
}

async function failureOf(response: Response): Promise<DeskFailure> {
  const kind = kindOf(response.status);
  const body = (await response.json().catch(() => null)) as { error?: { code?: unknown; message?: unknown } } | null;
  const error = body?.error;
  const code = typeof error?.code === "string" ? error.code : "";
  const retryAfter = Math.max(1, Math.ceil(Number(response.headers.get("Retry-After")) || DEFAULT_RETRY_AFTER_S));
  const fallback = response.status === 413 ? words.failure.tooLarge : words.failure[kind];
  return new DeskFailure(kind, code, typeof error?.message === "string" && error.message ? error.message : fallback, retryAfter, body);
}

export class Http {
  csrfToken = "";
  /** Told once for every answer 401 outside of signing in. */
  onSignedOut: () => void = () => undefined;

  get<T>(path: string): Promise<T> {
    return this.json<T>(path, { method: "GET" });
  }

  send<T>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, timeoutMs = TIMEOUT_MS): Promise<T> {
    return this.json<T>(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, timeoutMs);
  }

  /** For the moment in which the page goes: sent even so, and nobody hears of the answer. */
  sendLast(path: string, body: unknown): void {
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": this.csrfToken };
    void fetch(`${ROOT}${path}`, { method: "POST", body: JSON.stringify(body), headers, credentials: "same-origin", keepalive: true }).catch(() => undefined);
  }

  upload<T>(path: string, file: File): Promise<T> {
    // The bare file, so that the server can take it piece by piece; a name may hold any letter, a header may not.
    const headers = { "X-File-Name": encodeURIComponent(file.name) };
    return this.json<T>(path, { method: "POST", body: file, headers }, UPLOAD_TIMEOUT_MS);
  }

  /** As `upload`, told as it goes: lines of JSON of which the last holds what came of it. */
  async uploadTold<T, P>(path: string, file: File, onProgress: (progress: P) => void): Promise<T> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), UPLOAD_TIMEOUT_MS);
    const headers = { "X-File-Name": encodeURIComponent(file.name), Accept: LINES };
    try {
      const response = await this.request(path, { method: "POST", body: file, headers }, abort.signal);
      const isTold = response.headers.get("Content-Type")?.startsWith(LINES);
      return isTold ? await lastOf<T, P>(response, onProgress) : ((await response.json()) as T);
    } finally {
      clearTimeout(timer);
    }
  }

  async download(path: string): Promise<Blob> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), UPLOAD_TIMEOUT_MS);
    try {
      const response = await this.request(path, { method: "GET", cache: "no-store" }, abort.signal);
      return await response.blob().catch(() => {
        throw new DeskFailure("network", "", words.failure.network);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  openStream(path: string, listener: StreamListener): Stream {
    const abort = new AbortController();
    let isClosed = false;
    const read = async (): Promise<void> => {
      const response = await this.request(path, { method: "GET", cache: "no-store" }, abort.signal);
      if (!response.body) throw new DeskFailure("server", "", words.failure.server);
      listener.onOpen();
      const reader = response.body.getReader();
      const parser = new EventStreamParser();
      const decoder = new TextDecoder();
      while (!isClosed) {
        const piece = await reader.read().catch(() => {
          throw new DeskFailure("network", "", words.failure.network);
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
        abort.abort();
      },
    };
  }

  private async json<T>(path: string, init: RequestInit, timeoutMs = TIMEOUT_MS): Promise<T> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const response = await this.request(path, init, abort.signal);
      if (response.status === 204) return undefined as T;
      return (await response.json().catch(() => {
        throw new DeskFailure("server", "", words.failure.server);
      })) as T;
    } finally {
      clearTimeout(timer);
    }
  }

  private async request(path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json, text/event-stream", ...(init.headers as Record<string, string>) };
    if (typeof init.body === "string") headers["Content-Type"] = "application/json";
    if (init.method !== "GET") headers["X-CSRF-Token"] = this.csrfToken;
    const response = await fetch(`${ROOT}${path}`, { ...init, headers, credentials: "same-origin", signal }).catch(() => {
      throw new DeskFailure("network", "", words.failure.network);
    });
    if (response.ok) return response;
    const failure = await failureOf(response);
    if (failure.kind === "signed_out" && path !== "/sign-in") this.onSignedOut();
    throw failure;
  }
}

/** `?a=1&b=2` of what is not empty. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  Object.entries(values).forEach(([name, value]) => value !== "" && value !== null && value !== undefined && search.set(name, String(value)));
  const text = search.toString();
  return text && `?${text}`;
}

export function messageOf(error: unknown): string {
  if (error instanceof DeskFailure) return error.message;
  throw error;
}

interface Line<T, P> {
  progress?: P;
  result?: T;
  error?: { code: string; message: string };
}

/** Raises what the last line says went wrong, or that the line broke before there was one. */
async function lastOf<T, P>(response: Response, onProgress: (progress: P) => void): Promise<T> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let unread = "";
  for (;;) {
    const piece = await reader?.read().catch(() => {
      throw new DeskFailure("network", "", words.failure.network);
    });
    if (!piece || piece.done) throw new DeskFailure("network", "", words.failure.network);
    const lines = `${unread}${piece.value}`.split("\n");
    unread = lines.pop() ?? "";
    for (const text of lines) {
      const line = JSON.parse(text) as Line<T, P>;
      if (line.progress) onProgress(line.progress);
      if (line.error) throw new DeskFailure("refused", line.error.code, line.error.message);
      if (line.result) return line.result;
    }
  }
}
