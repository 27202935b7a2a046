/** The browser's own notifications, for when the desk is behind another window. */

import type { DeskAlert } from "../api/types.ts";
import { hrefOfNotice } from "../state/notices.ts";
import { words } from "../words.ts";

export type NotificationState = "missing" | "granted" | "denied" | "default";

export function notificationState(): NotificationState {
  return typeof Notification === "undefined" ? "missing" : Notification.permission;
}

export async function askForNotifications(): Promise<NotificationState> {
  return typeof Notification === "undefined" ? "missing" : Notification.requestPermission();
}

export function notify(alert: DeskAlert): void {
  if (notificationState() !== "granted") return;
  const shown = new Notification(words.page.title, { body: alert.text, tag: alert.ticket_id ?? alert.conversation_id ?? alert.kind });
  shown.onclick = () => {
    window.focus();
    const href = hrefOfNotice(alert);
    if (href) window.location.hash = href;
    shown.close();
  };
}
