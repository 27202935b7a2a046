/** The calls of `/desk/api`, one line each. */

import { query, type Http, type Stream, type StreamListener } from "./http.ts";
import type { CallReport, Report, ReportNow } from "./report_types.ts";
import type * as wire from "./types.ts";

const id = encodeURIComponent;
/** Somebody has to walk to the telephone. */
const RINGING_TIMEOUT_MS = 50_000;

export class DeskApi {
  constructor(readonly http: Http) {}

  // Signing in
  signIn = (body: { username: string; password: string; code?: string }) => this.http.send<{ me: wire.Me }>("POST", "/sign-in", body);
  me = () => this.http.get<wire.Me>("/me");
  totp = () => this.http.get<{ uri: string; qr_svg: string; secret: string }>("/totp");
  enrolTotp = (code: string) => this.http.send<wire.Me>("POST", "/totp", { code });
  changePassword = (current: string, next: string) => this.http.send<wire.Me>("POST", "/password", { current, new: next });
  changeExtension = (extension: string) => this.http.send<wire.Me>("POST", "/extension", { extension });
  signOut = () => this.http.send<void>("POST", "/sign-out");
  setDuty = (state: wire.DutyState) => this.http.send<wire.Me>("POST", "/duty", { state });

  // Board and live
  board = () => this.http.get<wire.Board>("/board");
  openEvents = (listener: StreamListener): Stream => this.http.openStream("/events", listener);
  heartbeat = (tab: string, open: string[], typingIn: string | null) =>
    this.http.send<unknown>("POST", "/heartbeat", { tab, conversation_ids: open, typing_in: typingIn });
  goesAway = (tab: string) => this.http.sendLast("/duty/page-closed", { tab });
  leaving = () => this.http.get<wire.Leaving>("/duty/leaving");
  notices = (beforeId: number | null) => this.http.get<wire.NoticePage>(`/notices${query({ before_id: beforeId })}`);
  readNotices = (body: { ids?: number[]; up_to?: number }) => this.http.send<{ unread: number }>("POST", "/notices/read", body);

  // One conversation
  conversation = (conversationId: string) => this.http.get<wire.ConversationView>(`/conversations/${id(conversationId)}`);
  nameCitizen = (conversationId: string, name: string) =>
    this.http.send<{ row: wire.Row }>("PATCH", `/conversations/${id(conversationId)}`, { citizen_name: name });
  messages = (conversationId: string, after: number) =>
    this.http.get<wire.ThreadPage>(`/conversations/${id(conversationId)}/messages${query({ after, limit: 200 })}`);
  mark = (messageId: string, isWrong: boolean) => this.http.send<unknown>("PUT", `/messages/${id(messageId)}/mark`, { is_wrong: isWrong });
  reveal = (messageId: string) => this.http.send<{ text: string }>("POST", `/messages/${id(messageId)}/reveal`);
  reply = (conversationId: string, clientId: string, text: string, attachmentIds: string[]) =>
    this.http.send<{ message: wire.DeskMessage }>("POST", `/conversations/${id(conversationId)}/messages`, {
      client_id: clientId,
      text,
      attachment_ids: attachmentIds,
    });
  attach = (conversationId: string, file: File) => this.http.upload<wire.Attachment>(`/conversations/${id(conversationId)}/attachments`, file);
  move = (conversationId: string, move: wire.Move) =>
    this.http.send<{ row: wire.Row }>("POST", `/conversations/${id(conversationId)}/moves`, move);
  note = (conversationId: string, text: string) => this.http.send<wire.Note>("POST", `/conversations/${id(conversationId)}/notes`, { text });
  callBack = (conversationId: string, phone: string) => this.http.send<wire.Ticket>("POST", `/conversations/${id(conversationId)}/call-back`, { phone });
  wrapUp = (conversationId: string, body: wire.WrapUp) =>
    this.http.send<{ row: wire.Row }>("POST", `/conversations/${id(conversationId)}/wrap-up`, body);

  // Calls
  talk = (callId: string) => this.http.send<{ url: string; pass: string }>("POST", `/calls/${id(callId)}/talk`);
  hold = (callId: string, on: boolean) => this.http.send<void>("POST", `/calls/${id(callId)}/hold`, { on });
  hangUp = (callId: string) => this.http.send<void>("POST", `/calls/${id(callId)}/hang-up`);
  transferCall = (callId: string) => this.http.send<void>("POST", `/calls/${id(callId)}/transfer`, undefined, RINGING_TIMEOUT_MS);
  revealCaller = (callId: string) => this.http.send<{ caller: string }>("POST", `/calls/${id(callId)}/reveal`);
  callReport = (from: string, to: string) => this.http.get<CallReport>(`/reports/calls${query({ from, to })}`);

  // Knowledge, ready-made replies, filters, pauses
  knowledge = (looked: string) => this.http.get<{ results: wire.KnowledgeResult[] }>(`/knowledge${query({ q: looked })}`);
  cannedReplies = () => this.http.get<wire.CannedReply[]>("/canned-replies");
  saveCannedReply = (reply: Omit<wire.CannedReply, "id">, replyId: string | null) =>
    replyId
      ? this.http.send<wire.CannedReply>("PUT", `/canned-replies/${id(replyId)}`, reply)
      : this.http.send<wire.CannedReply>("POST", "/canned-replies", reply);
  deleteCannedReply = (replyId: string) => this.http.send<void>("DELETE", `/canned-replies/${id(replyId)}`);
  filters = () => this.http.get<wire.SavedFilter[]>("/filters");
  saveFilter = (name: string, criteria: Record<string, string>) => this.http.send<wire.SavedFilter>("POST", "/filters", { name, criteria });
  deleteFilter = (filterId: string) => this.http.send<void>("DELETE", `/filters/${id(filterId)}`);
  pauses = () => this.http.get<wire.BotPause[]>("/bot-pauses");
  pause = (body: { scope: string; value: string; reason: string }) => this.http.send<wire.BotPause>("POST", "/bot-pauses", body);
  resume = (pauseId: string) => this.http.send<void>("DELETE", `/bot-pauses/${id(pauseId)}`);

  // Tickets
  tickets = (criteria: Record<string, string>) => this.http.get<wire.TicketPage>(`/tickets${query(criteria)}`);
  ticketCounts = () => this.http.get<Record<string, { total: number; overdue: number }>>("/ticket-counts");
  ticket = (ticketId: string) => this.http.get<wire.TicketView>(`/tickets/${id(ticketId)}`);
  createTicket = (body: Record<string, string>) => this.http.send<wire.Ticket>("POST", "/tickets", body);
  moveTicket = (ticketId: string, body: { to: string; reason?: string; public_reply?: string }) =>
    this.http.send<unknown>("POST", `/tickets/${id(ticketId)}/moves`, body);
  editTicket = (ticketId: string, body: Record<string, string | null>) => this.http.send<unknown>("PATCH", `/tickets/${id(ticketId)}`, body);
  noteOnTicket = (ticketId: string, text: string) => this.http.send<wire.Note>("POST", `/tickets/${id(ticketId)}/notes`, { text });
  revealContact = (ticketId: string) =>
    this.http.send<{ citizen_phone: string; citizen_address: string }>("POST", `/tickets/${id(ticketId)}/reveal`);
  units = () => this.http.get<wire.Unit[]>("/units");

  // Citizens' own data
  dataRequests = () => this.http.get<{ requests: wire.DataRequest[] }>("/data-requests");
  askForData = (conversationId: string, kind: string, reason: string) =>
    this.http.send<wire.DataRequest>("POST", `/conversations/${id(conversationId)}/data-requests`, { kind, reason });
  settleDataRequest = (requestId: string, step: "carry-out" | "refuse", reason: string) =>
    this.http.send<wire.DataRequest>("POST", `/data-requests/${id(requestId)}/${step}`, { reason });

  // Supervision
  search = (looked: string) => this.http.get<wire.Found>(`/search${query({ q: looked })}`);
  report = (from: string, to: string) => this.http.get<Report>(`/reports${query({ from, to })}`);
  reportNow = () => this.http.get<ReportNow>("/reports/now");
  audit = (criteria: Record<string, string | number>) => this.http.get<wire.AuditPage>(`/audit${query(criteria)}`);
  staff = () => this.http.get<wire.StaffMember[] | { staff: wire.StaffMember[] }>("/staff");
  addStaff = (body: Record<string, unknown>) => this.http.send<Record<string, unknown>>("POST", "/staff", body);
  editStaff = (staffId: string, body: Record<string, unknown>) => this.http.send<Record<string, unknown>>("PATCH", `/staff/${id(staffId)}`, body);

  // Channels
  channelAlarms = () => this.http.get<wire.ChannelAlarm[]>("/channels/alarms");
  zalo = () => this.http.get<wire.ZaloChannel>("/channels/zalo");
  connectZalo = () => this.http.send<{ url: string }>("POST", "/channels/zalo/connect");
  grantZalo = (body: { state: string; code: string; oa_id: string }) => this.http.send<void>("POST", "/channels/zalo/grant", body);
  disconnectZalo = () => this.http.send<void>("DELETE", "/channels/zalo/grant");
}
