/** What the chat page and the widget around it say to each other by postMessage. Nothing private goes this way. */

export const PROTOCOL = "hotline-1022";

export type ToParent = { protocol: typeof PROTOCOL; type: "close" } | { protocol: typeof PROTOCOL; type: "received"; count: number };
export type ToPage = { protocol: typeof PROTOCOL; type: "shown" | "hidden" };
