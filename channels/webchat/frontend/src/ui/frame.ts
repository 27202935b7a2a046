/** This page inside the widget: it asks to be closed and tells how many messages came; it is told when it is shown. */

import { PROTOCOL, type ToPage, type ToParent } from "../frame_protocol.ts";

export const isFramed = window.parent !== window && /[?&]embed=1\b/.test(window.location.search);

export function tellParent(message: ToParent): void {
  // The portal's address is not known here, and nothing private is said.
  if (isFramed) window.parent.postMessage(message, "*");
}

export function onParent(listener: (type: ToPage["type"]) => void): void {
  window.addEventListener("message", (event: MessageEvent) => {
    const message = event.data as Partial<ToPage> | null;
    if (event.source !== window.parent || !message || message.protocol !== PROTOCOL) return;
    if (message.type === "shown" || message.type === "hidden") listener(message.type);
  });
}
