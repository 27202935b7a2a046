/** Where the log stands after something new: the end, or the top of an answer too long for the screen. */

import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const NEAR_END_PX = 80;
const PEEK_PX = 16;

interface Watched {
  /** Grows by one with every message from the other side. */
  received: number;
  /** Grows by one with every own message. */
  sent: number;
  isLoaded: boolean;
  /** Anything else that changes the height: typing line, states under bubbles. */
  rest: string;
}

export function useScrolling(scroller: RefObject<HTMLElement | null>, watched: Watched) {
  const isNearEnd = useRef(true);
  const seen = useRef(watched);
  const hasMessages = useRef(false);
  hasMessages.current = watched.sent + watched.received > 0;
  const [unread, setUnread] = useState(0);
  const [isAway, setAway] = useState(false);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    setUnread(0);
  }, []);

  useEffect(() => {
    const box = scroller.current!;
    const onScroll = (): void => {
      const distance = box.scrollHeight - box.scrollTop - box.clientHeight;
      isNearEnd.current = distance < NEAR_END_PX;
      setAway(distance > box.clientHeight / 2);
      if (isNearEnd.current) setUnread(0);
    };
    box.addEventListener("scroll", onScroll, { passive: true });
    // The keyboard opens, the phone turns, the letters grow: whoever read the end keeps the end.
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(() => isNearEnd.current && hasMessages.current && toEnd());
    if (observer) observer.observe(box);
    return () => {
      box.removeEventListener("scroll", onScroll);
      if (observer) observer.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = watched;
    const arrived = watched.received - before.received;
    if (!hasMessages.current) return undefined;
    if (!before.isLoaded || watched.sent > before.sent) return toEnd();
    if (arrived > 0 && !isNearEnd.current) return setUnread((count) => count + arrived);
    if (arrived > 0) return reveal(scroller.current!, arrived);
    if (isNearEnd.current) toEnd();
    return undefined;
  }, [watched.received, watched.sent, watched.isLoaded, watched.rest]);

  return { unread, isAway, toEnd };
}

function reveal(box: HTMLElement, arrived: number): void {
  const answers = box.querySelectorAll<HTMLElement>("[data-seq]");
  const first = answers[answers.length - arrived];
  box.scrollTop = box.scrollHeight;
  if (!first) return;
  const hiddenAbove = box.getBoundingClientRect().top + PEEK_PX - first.getBoundingClientRect().top;
  if (hiddenAbove > 0) box.scrollTop -= hiddenAbove;
}
