/** What every part of the page may reach. */

import { backoff } from "@webchat/chat/backoff.ts";
import type { KeyValue } from "@webchat/chat/storage.ts";
import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DeskApi } from "../api/desk_api.ts";
import { DeskFailure, type FailureKind } from "../api/http.ts";
import type { CallDesk } from "../calls/call_desk.ts";
import type { ChannelAlarms } from "../state/channel_alarms.ts";
import type { Desk } from "../state/desk.ts";
import type { Notices } from "../state/notices.ts";
import type { Drafts } from "../state/drafts.ts";
import type { Observable } from "../state/observable.ts";
import type { Session } from "../state/session.ts";
import type { KeyActions, Keys } from "./keys.ts";

export type ComposerTab = "reply" | "note";

/** What one part of the screen asks of another. */
export interface Handles {
  composer: { insert(text: string): boolean; focus(tab: ComposerTab): void } | null;
  knowledge: { focus(): void } | null;
}

export interface DeskContext {
  api: DeskApi;
  session: Session;
  desk: Desk;
  channelAlarms: ChannelAlarms;
  notices: Notices;
  drafts: Drafts;
  /** Lasting settings of this browser. */
  settings: KeyValue;
  keys: Keys;
  calls: CallDesk;
  handles: Handles;
  announce(text: string): void;
}

export const Context = createContext<DeskContext | null>(null);

export function useContextOfDesk(): DeskContext {
  const context = useContext(Context);
  if (!context) throw new Error("a part of the desk is shown outside of it");
  return context;
}

/** Keys of this part, there as soon as it is seen: an effect that waits for the next frame would lose a press that comes before it. */
export function useKeys(actions: () => KeyActions, dependencies: unknown[]): void {
  const { keys } = useContextOfDesk();
  useLayoutEffect(() => keys.add(actions()), dependencies);
}

export function useObserved<S extends object>(observable: Observable<S>): S {
  const [, setVersion] = useState(0);
  useEffect(() => observable.subscribe(() => setVersion((version) => version + 1)), [observable]);
  return observable.state;
}

const beats = new Set<() => void>();
setInterval(() => beats.forEach((beat) => beat()), 1000);

/** Draws the part anew every second: for waiting times. */
export function useSeconds(): void {
  const [, setVersion] = useState(0);
  useEffect(() => {
    const beat = (): void => setVersion((version) => version + 1);
    beats.add(beat);
    return () => void beats.delete(beat);
  }, []);
}

export interface Loaded<T> {
  data: T | null;
  failure: string;
  isLoading: boolean;
  reload(): void;
}

/** No answer came, or the server could not: it will, and nobody should have to ask again. */
const PASSES: readonly FailureKind[] = ["network", "server", "busy"];
const LONGEST_WAIT_MS = 15_000;

/** Loads when `keys` change, and again after a failure that passes; an answer that comes after a newer question is dropped. */
export function useLoaded<T>(load: () => Promise<T>, keys: unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data: T | null; failure: string; isLoading: boolean }>({ data: null, failure: "", isLoading: true });
  const turn = useRef(0);
  const failures = useRef(0);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const reload = (): void => {
    const mine = ++turn.current;
    clearTimeout(waiting.current);
    setState((before) => ({ ...before, isLoading: true }));
    load().then(
      (data) => {
        if (mine !== turn.current) return;
        failures.current = 0;
        setState({ data, failure: "", isLoading: false });
      },
      (error: unknown) => {
        if (!(error instanceof DeskFailure)) throw error;
        if (mine !== turn.current) return;
        setState((before) => ({ ...before, failure: error.message, isLoading: false }));
        if (!PASSES.includes(error.kind)) return;
        failures.current += 1;
        waiting.current = setTimeout(reload, error.kind === "busy" ? error.retryAfter * 1000 : backoff(failures.current, LONGEST_WAIT_MS));
      },
    );
  };
  useEffect(() => {
    reload();
    return () => {
      turn.current += 1;
      clearTimeout(waiting.current);
    };
  }, keys);
  return { ...state, reload };
}

/** Runs `work`; its failure becomes words. True when it went well. */
export function useWork(): { isBusy: boolean; failure: string; setFailure(text: string): void; run(work: () => Promise<unknown>): Promise<boolean> } {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const running = useRef(false);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailure("");
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      setFailure(error.message);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { isBusy, failure, setFailure, run };
}
