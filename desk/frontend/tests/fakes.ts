/** Rows, messages and a storage for the tests. */

import type { DeskMessage, Row } from "../src/api/types.ts";

export function row(id: string, part: Partial<Row> = {}): Row {
  return {
    id,
    channel: "webchat",
    owner: "queue",
    owner_id: null,
    owner_name: null,
    is_owner_outside: false,
    queue_group: "",
    citizen_name: "Bà Tư",
    preview: "hỏi giấy tờ",
    last_seq: 1,
    last_message_at: "2026-11-25T02:00:00Z",
    last_sender: "citizen",
    waiting_since: null,
    queued_at: null,
    times_queued: 1,
    reply_free_until: null,
    reply_until: null,
    unreachable: "",
    ticket: null,
    call: null,
    ...part,
  };
}

export function message(seq: number, part: Partial<DeskMessage> = {}): DeskMessage {
  return {
    seq,
    id: `m${seq}`,
    sender: "citizen",
    author_name: null,
    text: `tin ${seq}`,
    is_masked: false,
    is_marked: false,
    blocks: null,
    options: [],
    details: null,
    attachments: [],
    delivery: null,
    client_id: null,
    created_at: "2026-11-25T02:00:00Z",
    ...part,
  };
}
