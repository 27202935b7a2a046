/** Sends a file's bytes and tells how far it is: `fetch` cannot, so this is the one place with the older kind of request. */

import { words } from "../words.ts";
import { ApiFailure } from "./api_failure.ts";

export interface Sending<Result> {
  readonly done: Promise<Result>;
  cancel(): void;
}

export interface Answer {
  status: number;
  body: string;
  retryAfter: string | null;
}

export function sendFile(url: string, headers: Record<string, string>, file: File, onProgress: (share: number) => void): Sending<Answer> {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer>((resolve, reject) => {
    const fail = (): void => reject(new ApiFailure("network", words.failure.network));
    request.open("POST", url);
    Object.keys(headers).forEach((name) => request.setRequestHeader(name, headers[name]!));
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => resolve({ status: request.status, body: request.responseText, retryAfter: request.getResponseHeader("Retry-After") });
    request.onerror = fail;
    request.onabort = fail;
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
