/** Who sees which page. */

import type { Permission } from "../api/types.ts";
import type { Session } from "../state/session.ts";
import { PAGES, type PageName } from "../state/routes.ts";

const NEEDED: Record<PageName, readonly Permission[]> = {
  conversations: ["answer_citizens"],
  tickets: ["answer_citizens"],
  notices: ["answer_citizens", "edit_content", "approve_content"],
  search: ["answer_citizens"],
  reports: ["see_reports"],
  content: ["edit_content", "approve_content"],
  replies: ["edit_canned_replies", "answer_citizens"],
  pauses: ["pause_bot"],
  staff: ["manage_staff"],
  channels: ["manage_channels"],
  audit: ["see_audit"],
  data: ["handle_data_requests"],
};

export function allowedPages(session: Session): PageName[] {
  return PAGES.filter((page) => NEEDED[page].some((permission) => session.may(permission)));
}
