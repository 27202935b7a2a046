/** A draft on the screen: its session, who else has it open, and the keys. */

import { openStorage } from "@webchat/chat/storage.ts";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { useContextOfDesk, useObserved } from "../../ui/context.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import type { Draft, Other } from "../api/types.ts";
import { DraftSession } from "./draft_session.ts";
import { beginning, isUnbegun, unbegunId } from "./unbegun.ts";
import { UnsavedTexts } from "./unsaved.ts";

const PRESENCE_MS = 10_000;

/** Something was typed before the server had a draft of it. */
export const isLeftUnbegun = (record: Parameters<typeof unbegunId>[0]): boolean =>
  new UnsavedTexts(openStorage("sessionStorage")).get(unbegunId(record)) !== null;

export function useDraftSession(draft: Draft): DraftSession {
  const api = useEditorsApi();
  const { desk, session: signedIn } = useContextOfDesk();
  const kept = useRef<DraftSession | null>(null);
  const opened = (): DraftSession => {
    const unsaved = new UnsavedTexts(openStorage("sessionStorage"));
    unsaved.adopt(unbegunId(draft), draft.id);
    return new DraftSession(draft, { save: beginning(api, draft), unsaved, now: () => desk.clock.date(), me: signedIn.state.me?.display_name ?? "" });
  };
  kept.current ??= opened();
  const session = kept.current;
  useObserved(session);
  useEffect(() => {
    const wake = (): void => session.wake();
    const leave = (): void => void session.flush();
    window.addEventListener("online", wake);
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("online", wake);
      window.removeEventListener("pagehide", leave);
      session.close();
    };
  }, []);
  return session;
}

/** Says that I have it open; with somebody else there, what they saved comes in. */
export function useOthers(session: DraftSession): Other[] {
  const api = useEditorsApi();
  const [others, setOthers] = useState<Other[]>([]);
  const hasDraft = !isUnbegun(session.state.draft);
  useEffect(() => {
    if (!hasDraft) return undefined;
    let isGone = false;
    const beat = async (): Promise<void> => {
      const { id } = session.state.draft;
      try {
        const found = (await api.presence(id)).others;
        if (isGone) return;
        setOthers(found);
        if (found.length > 0) session.accept(await api.draft(id));
      } catch (error) {
        // Who is there is told again in a moment.
        if (!(error instanceof DeskFailure)) throw error;
      }
    };
    void beat();
    const timer = setInterval(() => void beat(), PRESENCE_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [hasDraft]);
  return others;
}

interface EditorKeys {
  save?(): void;
  submit?(): void;
  /** Left out where one writes: a key pressed twice must not take away what one is at. */
  back?(): void;
}

/** Ctrl+S, Ctrl+Enter and Escape, in fields too; a dialog has its own. Escape leaves the field, where one is, and a page that is only read. */
export function useEditorKeys(keys: EditorKeys): void {
  const newest = useRef(keys);
  newest.current = keys;
  // As in `useKeys`: there as soon as the page is seen.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.isComposing || document.querySelector("dialog[open]")) return;
      const isCtrl = (event.ctrlKey || event.metaKey) && !event.altKey;
      if (isCtrl && event.key.toLowerCase() === "s") {
        event.preventDefault();
        newest.current.save?.();
      } else if (isCtrl && event.key === "Enter" && !event.defaultPrevented) {
        event.preventDefault();
        newest.current.submit?.();
      } else if (event.key === "Escape" && !event.defaultPrevented) {
        const active = document.activeElement as HTMLElement | null;
        if (active?.matches("input, textarea, select")) active.blur();
        else newest.current.back?.();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
