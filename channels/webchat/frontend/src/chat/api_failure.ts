/** Why a request came to nothing, told by what helps. */

import { words } from "../words.ts";

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

const DEFAULT_RETRY_AFTER_S = 10;

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403 || status === 404) return "session";
  if (status === 429) return "busy";
  if (status === 408 || status >= 500) return "server";
  return "refused";
}

export function failureOf(status: number, body: string, retryAfterHeader: string | null): ApiFailure {
  const kind = kindOf(status);
  let message = "";
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown } };
    if (error && typeof error.message === "string") message = error.message;
  } catch {
    // A proxy's own error page is not JSON; our words stand in.
  }
  const retryAfter = Math.max(1, Math.ceil(Number(retryAfterHeader) || DEFAULT_RETRY_AFTER_S));
  if (!message && kind === "busy") message = words.delivery.busy(retryAfter);
  if (!message && status === 413) message = words.failure.tooLong;
  return new ApiFailure(kind, message || words.failure[kind === "busy" ? "server" : kind], retryAfter);
}

