/** The shapes that `channels/webchat` sends, and what is read from them: anything malformed is dropped here, at the border. */

export type Sender = "citizen" | "bot" | "operator" | "system";

export type Block =
  | { kind: "heading" | "paragraph" | "note"; text: string }
  | { kind: "list"; items: string[]; ordered: boolean }
  | { kind: "facts"; rows: { label: string; value: string }[] }
  | { kind: "source"; title: string; url: string; decisionNumber: string; asOf: string }
  | { kind: "link"; text: string; url: string };

export interface Option {
  label: string;
  value: string;
}

/** A file of a message; its bytes are asked for apart, with the conversation's token. */
export interface Attachment {
  id: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
}

/** Who has the conversation; `place` counts from 1 and is null outside the queue. */
export interface Status {
  owner: "bot" | "queue" | "operator";
  operatorName: string;
  place: number | null;
  expectedWaitSeconds: number | null;
}

export const WITH_BOT: Status = { owner: "bot", operatorName: "", place: null, expectedWaitSeconds: null };

/** An announcement over the page; `id` is another one for each wording. */
export interface Banner {
  id: string;
  title: string;
  text: string;
  url: string;
}

export interface Message {
  seq: number;
  id: string;
  sender: Sender;
  authorName: string;
  text: string;
  blocks: Block[] | null;
  options: Option[];
  attachments: Attachment[];
  inReplyTo: string | null;
  clientId: string | null;
  createdAt: string;
  /** Whether it is an answer that the citizen may call helpful or not, and what they called it. */
  mayRate: boolean;
  isHelpful: boolean | null;
}

export interface Welcome {
  text: string;
  suggestions: string[];
}

/** What this browser keeps of a conversation: who may read it, and what was said before its first message. */
export interface Session {
  id: string;
  token: string;
  welcome: Welcome;
  provinceName: string;
  hotlineNumber: string;
  /** Missing in sessions kept from before files could be sent. */
  maxAttachmentMegabytes?: number;
}

export const DEFAULT_MEGABYTES = 10;

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const count = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
const textOrNull = (value: unknown): string | null => text(value) || null;

const SENDERS: readonly string[] = ["citizen", "bot", "operator", "system"];

function readBlock(raw: unknown): Block | null {
  const block = fields(raw);
  switch (block.kind) {
    case "heading":
    case "paragraph":
    case "note":
      return text(block.text) ? { kind: block.kind, text: text(block.text) } : null;
    case "list": {
      const items = list(block.items).map(text).filter(Boolean);
      return items.length ? { kind: "list", items, ordered: block.ordered === true } : null;
    }
    case "facts": {
      const rows = list(block.rows).map((row) => ({ label: text(fields(row).label), value: text(fields(row).value) }));
      return rows.length ? { kind: "facts", rows } : null;
    }
    case "source":
      return {
        kind: "source",
        title: text(block.title),
        url: text(block.url),
        decisionNumber: text(block.decision_number),
        asOf: text(block.as_of),
      };
    case "link":
      return text(block.url) || text(block.text) ? { kind: "link", text: text(block.text), url: text(block.url) } : null;
    default:
      // A kind this page does not know yet: its words are shown rather than lost.
      return text(block.text) ? { kind: "paragraph", text: text(block.text) } : null;
  }
}

export function readAttachment(raw: unknown): Attachment | null {
  const file = fields(raw);
  if (!text(file.id)) return null;
  return { id: text(file.id), fileName: text(file.file_name), mediaType: text(file.media_type), sizeBytes: count(file.size_bytes) || 0 };
}

export function readStatus(raw: unknown): Status {
  const status = fields(raw);
  if (status.owner !== "queue" && status.owner !== "operator") return WITH_BOT;
  return {
    owner: status.owner,
    operatorName: text(status.operator_name),
    place: count(status.place),
    expectedWaitSeconds: count(status.expected_wait_seconds),
  };
}

export function readBanners(raw: unknown): Banner[] {
  return list(raw)
    .map((each) => ({ id: text(fields(each).id), title: text(fields(each).title), text: text(fields(each).text), url: text(fields(each).url) }))
    .filter((banner) => banner.id && banner.title);
}

export function readBlocks(raw: unknown): Block[] {
  return list(raw).map(readBlock).filter((block): block is Block => block !== null);
}

export function readMessage(raw: unknown): Message | null {
  const message = fields(raw);
  const seq = Number(message.seq);
  const id = text(message.id);
  if (!Number.isFinite(seq) || !id || !SENDERS.includes(text(message.sender))) return null;
  const blocks = readBlocks(message.blocks);
  return {
    seq,
    id,
    sender: message.sender as Sender,
    authorName: text(message.author_name),
    text: text(message.text),
    blocks: blocks.length ? blocks : null,
    options: list(message.options)
      .map((option) => ({ label: text(fields(option).label), value: text(fields(option).value) }))
      .filter((option) => option.label && option.value),
    attachments: list(message.attachments)
      .map(readAttachment)
      .filter((file): file is Attachment => file !== null),
    inReplyTo: textOrNull(message.in_reply_to),
    clientId: textOrNull(message.client_id),
    createdAt: text(message.created_at),
    mayRate: message.may_rate === true,
    isHelpful: typeof message.is_helpful === "boolean" ? message.is_helpful : null,
  };
}

export function readMessages(raw: unknown): Message[] {
  return list(raw).map(readMessage).filter((message): message is Message => message !== null);
}

export function readSession(raw: unknown): Session | null {
  const body = fields(raw);
  const id = text(body.id);
  const token = text(body.token);
  if (!id || !token) return null;
  const welcome = fields(body.welcome);
  return {
    id,
    token,
    welcome: { text: text(welcome.text), suggestions: list(welcome.suggestions).map(text).filter(Boolean) },
    provinceName: text(body.province_name),
    hotlineNumber: text(body.hotline_number),
    maxAttachmentMegabytes: count(body.max_attachment_megabytes) || DEFAULT_MEGABYTES,
  };
}
