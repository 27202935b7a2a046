/** The conversation that this browser holds the key to. */

import type { KeyValue } from "./storage.ts";
import type { Session } from "./types.ts";

export const SESSION_KEY = "hotline1022.session";

export function loadSession(storage: KeyValue): Session | null {
  try {
    const session = JSON.parse(storage.get(SESSION_KEY) || "null") as Session | null;
    return session && session.id && session.token && session.welcome ? session : null;
  } catch {
    return null;
  }
}

export function saveSession(storage: KeyValue, session: Session): void {
  storage.set(SESSION_KEY, JSON.stringify(session));
}

export function forgetSession(storage: KeyValue): void {
  storage.remove(SESSION_KEY);
}
