/** Counts what came while nobody looked, for the page's title. Inside the widget, the widget counts: it knows when it was closed. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../chat/types.ts";
import { PROTOCOL } from "../frame_protocol.ts";
import { words } from "../words.ts";
import { tellParent } from "./frame.ts";

export function useUnreadTitle(messages: Message[], isLoaded: boolean, province: string): void {
  const received = messages.filter((message) => message.sender !== "citizen").length;
  const [isVisible, setVisible] = useState(!document.hidden);
  const seen = useRef(0);
  const ofHistory = useRef<number | null>(null);
  if (!isLoaded) ofHistory.current = null;
  else if (ofHistory.current === null) ofHistory.current = received;
  if (isVisible || !isLoaded) seen.current = received;
  const unread = Math.max(0, received - seen.current);
  const sinceLoaded = ofHistory.current === null ? 0 : received - ofHistory.current;

  useEffect(() => {
    const onVisibility = (): void => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", onVisibility);
    return () => document.removeEventListener("visibilitychange", onVisibility);
  }, []);
  useEffect(() => {
    document.title = words.titleFor(unread, province);
  }, [unread, province]);
  useEffect(() => tellParent({ protocol: PROTOCOL, type: "received", count: sinceLoaded }), [sinceLoaded]);
}
