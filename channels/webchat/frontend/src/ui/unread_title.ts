/** Counts what came while nobody looked: in the page's title, and on the widget's button. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../chat/types.ts";
import { PROTOCOL } from "../frame_protocol.ts";
import { words } from "../words.ts";
import { isFramed, onParent, tellParent } from "./frame.ts";

export function useUnreadTitle(messages: Message[], isLoaded: boolean, province: string): void {
  const received = messages.filter((message) => message.sender !== "citizen").length;
  const [isShown, setShown] = useState(!isFramed);
  const [isVisible, setVisible] = useState(!document.hidden);
  const seen = useRef(0);
  const isLooking = isVisible && (isShown || !isFramed);
  if (isLooking || !isLoaded) seen.current = received;
  const unread = Math.max(0, received - seen.current);

  useEffect(() => {
    const onVisibility = (): void => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", onVisibility);
    onParent((type) => setShown(type === "shown"));
    return () => document.removeEventListener("visibilitychange", onVisibility);
  }, []);
  useEffect(() => {
    document.title = words.titleFor(unread, province);
    tellParent({ protocol: PROTOCOL, type: "unread", count: unread });
  }, [unread, province]);
}
