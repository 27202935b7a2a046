/** The shapes that `/desk/api` sends, named as it names them. */

export type Permission =
  | "answer_citizens"
  | "transfer_others"
  | "reveal_personal_data"
  | "see_reports"
  | "see_audit"
  | "pause_bot"
  | "edit_canned_replies"
  | "edit_content"
  | "approve_content"
  | "force_content"
  | "manage_staff"
  | "manage_channels"
  | "handle_data_requests";

export type DutyState = "on_duty" | "away" | "off";

export interface Me {
  id: string;
  username: string;
  display_name: string;
  roles: string[];
  permissions: Permission[];
  must_change_password: boolean;
  must_enrol_totp: boolean;
  csrf_token: string;
  duty: DutyState;
  /** The telephone on one's table, to which calls are sent on; and whether the telephone is on at all. */
  extension: string;
  takes_calls: boolean;
  province_name: string;
  hotline_number: string;
  max_attachment_megabytes: number;
  sectors: string[];
}

export type Owner = "bot" | "queue" | "operator";
export type Sender = "citizen" | "bot" | "operator" | "system";

export interface RowTicket {
  id: string;
  tracking_code: string;
  kind: string;
  state: string;
  priority: string;
  subject: string;
  due_at: string | null;
  handover_reason: string;
}

/** The newest call of a conversation that is one. */
export interface RowCall {
  id: string;
  is_live: boolean;
  /** It comes from a telephone, and may be put through to another. */
  may_be_sent: boolean;
  caller_masked: string;
  began_at: string;
  ended_at: string | null;
  ending: string;
  is_recorded: boolean;
}

export interface Row {
  id: string;
  channel: string;
  owner: Owner;
  owner_id: string | null;
  owner_name: string | null;
  /** Somebody answers at the vendor's own console: nobody there hears of us, and nobody there is kept from writing. */
  is_owner_outside: boolean;
  /** Who made the newest change of owner. */
  last_move_by?: string;
  queue_group: string;
  citizen_name: string;
  preview: string;
  last_seq: number;
  last_message_at: string | null;
  last_sender: Sender | null;
  waiting_since: string | null;
  queued_at: string | null;
  times_queued: number;
  /** Until when the channel takes replies without a price, and until when it takes them at all; null where it always does. */
  reply_free_until: string | null;
  reply_until: string | null;
  /** The channel's code for why it takes no more for this citizen; empty while it does. */
  unreachable: string;
  ticket: RowTicket | null;
  call: RowCall | null;
}

export interface Colleague {
  id: string;
  username: string;
  display_name: string;
  group_name: string;
  duty: DutyState;
  conversations: number;
}

export interface Board {
  server_time: string;
  rows: Row[];
  staff: Colleague[];
  can_pause_bot: boolean;
  bot_paused: boolean;
}

export interface Viewer {
  id: string;
  display_name: string;
  typing: boolean;
}

export interface Presence {
  conversation_id: string;
  viewers: Viewer[];
  citizen_typing: boolean;
}

export type NoticeKind =
  | "mentioned"
  | "assigned"
  | "transferred"
  | "taken_over"
  | "deadline"
  | "breach"
  | "reopened"
  | "reply_costs"
  | "reply_ends"
  | "data_request"
  | "data_request_late"
  | "draft_submitted"
  | "draft_returned"
  | "draft_commented"
  | "draft_scheduled"
  | "draft_published"
  | "draft_not_published";
export type AlertKind = "queued" | "requeued" | "channel" | "system" | NoticeKind;

export interface DeskAlert {
  kind: AlertKind;
  conversation_id?: string | null;
  ticket_id?: string | null;
  /** Of the content, as `#/content/records/<entry>` names it. */
  entry?: string;
  text: string;
  at: string;
  /** Of an alarm: which one. */
  about?: string;
}

/** What one person was told, kept for them. */
export interface DeskNotice {
  id: number;
  at: string;
  kind: NoticeKind;
  text: string;
  subject: string;
  conversation_id: string | null;
  ticket_id: string | null;
  /** Of the content, as `#/content/records/<entry>` names it; "" for all else. */
  entry: string;
  is_read: boolean;
}

export interface NoticePage {
  notices: DeskNotice[];
  unread: number;
  has_more: boolean;
}

/** Whom one would leave alone: in the queue, and in one's own conversations. */
export interface Leaving {
  is_last: boolean;
  queue: number;
  mine: number;
}

export interface Attachment {
  id: string;
  file_name: string;
  media_type: string;
  size_bytes: number;
}

/** How a message fares on its way over a channel that has to be called. */
export interface MessageDelivery {
  state: "waiting" | "sent" | "failed" | "dropped";
  failure: string;
  failure_code: string;
  attempts: number;
  parts: number;
  sent_at: string | null;
  received_at: string | null;
  seen_at: string | null;
}

export interface MessageDetails {
  behaviour?: string;
  topic?: string;
  /** Written on the channel's own pages, not at the desk. */
  said_elsewhere?: boolean;
  procedure_codes?: string[];
  aspects?: string[];
  confidence?: number | null;
  step?: string;
  understood?: { intent?: { name?: string; confidence?: number } | null; entities?: { entity: string; value: string }[] } | null;
  signals?: Record<string, unknown>[] | null;
}

export interface DeskMessage {
  seq: number;
  id: string;
  sender: Sender;
  author_name: string | null;
  text: string;
  is_masked: boolean;
  /** An operator said that the bot answered wrongly. */
  is_marked: boolean;
  blocks: unknown[] | null;
  options: { label: string; value: string }[] | null;
  details: MessageDetails | null;
  attachments: Attachment[];
  delivery: MessageDelivery | null;
  client_id: string | null;
  created_at: string;
}

export interface ThreadPage {
  messages: DeskMessage[];
  /** By message; also of messages that the page has already. */
  deliveries: Record<string, MessageDelivery>;
  has_more: boolean;
}

export interface OwnershipChange {
  number: number;
  at: string;
  move: string;
  from_owner: Owner;
  from_name: string | null;
  to_owner: Owner;
  to_name: string | null;
  by_name: string | null;
  reason: string;
}

export interface Note {
  id: string;
  author_name: string;
  text: string;
  created_at: string;
}

export interface EarlierConversation {
  id: string;
  channel: string;
  last_message_at: string | null;
  preview: string;
}

export interface Summary {
  question?: string;
  procedure_code?: string;
  procedure_name?: string;
  answered?: unknown;
  failed?: unknown;
}

export interface Ticket {
  id: string;
  tracking_code: string;
  kind: string;
  state: string;
  priority: string;
  subject: string;
  summary: Summary;
  handover_reason: string;
  sector: string;
  procedure_code: string;
  unit: { id: string; name: string } | null;
  assignee: { id: string; display_name: string } | null;
  citizen_name: string;
  citizen_phone_masked: string;
  citizen_address_masked: string;
  due_at: string | null;
  used_percent: number;
  is_overdue: boolean;
  created_at: string;
  first_response_at: string | null;
  resolved_at: string | null;
  closed_at: string | null;
  times_reopened: number;
  rating: number | null;
  rating_comment: string;
  outcome: string;
  bot_should_have_known: boolean;
  conversation_id: string | null;
  channel: string;
  allowed_states: string[];
}

export type Ability = "reply" | "claim" | "take_over" | "release" | "transfer" | "hand_back" | "call_back" | "wrap_up";

export interface ConversationView {
  row: Row;
  /** What the citizen last stated; empty when that is nothing. */
  matter: string;
  ownership: OwnershipChange[];
  tickets: Ticket[];
  notes: Note[];
  earlier: EarlierConversation[];
  viewers: Viewer[];
  can: Record<Ability, boolean>;
}

export interface Move {
  move: "claim" | "release" | "transfer" | "take_over" | "hand_back";
  to_id?: string;
  to_group?: string;
  reason?: string;
}

export interface WrapUp {
  outcome: string;
  sector: string;
  procedure_code?: string;
  bot_should_have_known: boolean;
  note?: string;
  /** The last message that whoever ends it has read. */
  seen_seq: number;
}

export interface KnowledgeResult {
  procedure_code: string;
  name: string;
  sector: string;
  text: string;
  blocks: unknown[] | null;
  source_url: string;
  /** What can be told of it apart; none for a common question. */
  parts: { aspect: string; text: string }[];
}

export interface CannedReply {
  id: string;
  shortcut: string;
  title: string;
  text: string;
}

export interface SavedFilter {
  id: string;
  name: string;
  criteria: Record<string, string>;
}

export interface BotPause {
  id: string;
  scope: "all" | "sector" | "procedure";
  value: string;
  reason: string;
  created_at?: string;
  created_by?: string;
}

export interface TicketEvent {
  number: number;
  at: string;
  kind: string;
  from_state: string | null;
  to_state: string | null;
  actor_kind: string;
  actor_name: string | null;
  reason: string;
  details: Record<string, unknown>;
  public_text: string;
  /** A reply that did not get to the citizen. */
  is_undelivered: boolean;
}

export interface TicketPage {
  tickets: Ticket[];
  total: number;
  page: number;
  page_size: number;
}

export interface TicketView {
  ticket: Ticket;
  events: TicketEvent[];
  notes: Note[];
  /** The newest of its conversation. */
  call?: Pick<RowCall, "id" | "caller_masked"> | null;
  recorded_call_id: string | null;
}

export interface Unit {
  id: string;
  code: string;
  name: string;
  sectors: string[];
}

export interface Found {
  conversations: { row: Row; matches: { seq: number; text: string; sender: Sender; created_at: string }[] }[];
  tickets: Ticket[];
}

export interface AuditEntry {
  id: number;
  at: string;
  staff_name: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  details: Record<string, unknown>;
}

export interface AuditPage {
  entries: AuditEntry[];
  /** What people call the ids in the entries. */
  names: Record<string, string>;
  has_more: boolean;
}

/** A citizen asked for a copy of their data, or that they be deleted. */
export interface DataRequest {
  id: string;
  code: string;
  conversation_id: string;
  channel: string;
  kind: "export" | "delete";
  origin: "citizen" | "vendor" | "desk";
  state: "open" | "done" | "refused";
  reason: string;
  asked_at: string;
  asked_by: string;
  due_at: string;
  used_percent: number;
  is_confirmed: boolean;
  done_at: string | null;
  done_by: string;
  counts: Record<string, number>;
  downloads: number;
  sha256: string;
}

export interface StaffMember {
  id: string;
  username: string;
  display_name: string;
  roles: string[];
  extension: string;
  group_name: string;
  is_active: boolean;
  duty?: DutyState;
  totp_enrolled?: boolean;
  /** After too many wrong attempts to sign in. */
  locked_until?: string | null;
}

export interface ChannelAlarm {
  id: string;
  kind: string;
  title: string;
  instruction: string;
  began_at: string;
  last_at: string;
}

export interface ZaloChannel {
  mode: "off" | "fake" | "live";
  account: {
    id: string;
    /** Empty until the vendor has told it. */
    name: string;
    connected_at: string;
    access_until: string;
    grant_until: string;
    is_dead: boolean;
  } | null;
  last_heard_at: string | null;
  missing_settings: string[];
  sending: { waiting: number; sent: number; failed: number; oldest_waiting_at: string | null };
  console: { app_id: string; redirect_url: string; code_challenge: string; webhook_url: string };
  alarms: ChannelAlarm[];
}
