/** Files chosen for the next message: each is sent to the server at once, and goes with the message when it is there. */

import { words } from "../words.ts";
import { ApiFailure } from "./api_failure.ts";
import type { Sending } from "./sending.ts";
import type { Attachment } from "./types.ts";

/** failed: may be tried again · refused: this file will never be taken */
export type UploadState = "sending" | "done" | "failed" | "refused";

export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly file: File;
  readonly state: UploadState;
  /** From 0 to 1. */
  readonly share: number;
  readonly reason: string;
}

interface Item {
  key: string;
  file: File;
  state: UploadState;
  share: number;
  reason: string;
  attachment: Attachment | null;
  sending: Sending<Attachment> | null;
}

export interface UploadPorts {
  send(file: File, onProgress: (share: number) => void): Sending<Attachment>;
  maxMegabytes(): number;
  onChange(): void;
  onDone(attachment: Attachment, file: File): void;
  announce(text: string): void;
}

const MEGABYTE = 1024 * 1024;

export class Uploads {
  /** What the citizen should know of the last choice; empty when all was taken up. */
  notice = "";
  private items: Item[] = [];
  private made = 0;

  constructor(private readonly ports: UploadPorts) {}

  list(): Upload[] {
    return this.items.map(({ key, file, state, share, reason }) => ({ key, file, name: file.name, state, share, reason }));
  }

  /** Those beyond what one message may carry are left out, and the citizen is told. */
  add(files: readonly File[]): void {
    const room = Math.max(0, words.attachment.limit - this.items.length);
    this.notice = files.length > room ? words.attachment.tooMany : "";
    files.slice(0, room).forEach((file) => {
      this.made += 1;
      const item: Item = { key: `u${this.made}`, file, state: "sending", share: 0, reason: "", attachment: null, sending: null };
      this.items = [...this.items, item];
      this.start(item);
    });
    this.ports.onChange();
  }

  retry(key: string): void {
    const item = this.items.find((each) => each.key === key);
    if (item && item.state === "failed") this.start(item);
  }

  remove(key: string): void {
    const item = this.items.find((each) => each.key === key);
    this.items = this.items.filter((each) => each.key !== key);
    if (item && item.sending) item.sending.cancel();
    this.notice = "";
    this.ports.onChange();
  }

  /** What is ready to go with a message; it leaves the list, and what failed stays to be seen. */
  take(): Attachment[] {
    const ready = this.items.filter((item) => item.state === "done");
    this.items = this.items.filter((item) => item.state !== "done");
    this.notice = "";
    this.ports.onChange();
    return ready.map((item) => item.attachment!);
  }

  clear(): void {
    this.items.forEach((item) => item.sending && item.sending.cancel());
    this.items = [];
    this.notice = "";
    this.ports.onChange();
  }

  private start(item: Item): void {
    const megabytes = this.ports.maxMegabytes();
    if (item.file.size > megabytes * MEGABYTE) return this.end(item, "refused", words.attachment.tooLarge(megabytes));
    item.state = "sending";
    item.share = 0;
    item.reason = "";
    item.sending = this.ports.send(item.file, (share) => {
      item.share = share;
      this.ports.onChange();
    });
    this.ports.onChange();
    item.sending.done.then(
      (attachment) => {
        item.attachment = attachment;
        this.ports.onDone(attachment, item.file);
        this.end(item, "done", "");
      },
      (error: unknown) => {
        const failure = error instanceof ApiFailure ? error : new ApiFailure("server", words.failure.server);
        this.end(item, failure.kind === "refused" ? "refused" : "failed", failure.message);
      },
    );
  }

  private end(item: Item, state: UploadState, reason: string): void {
    item.state = state;
    item.reason = reason;
    item.sending = null;
    if (!this.items.includes(item)) return;
    this.ports.announce(state === "done" ? words.attachment.ready(item.file.name) : `${words.attachment.notSent(item.file.name)} ${reason}`);
    this.ports.onChange();
  }
}
