/** What a call needs comes when somebody calls, and not before. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiFailure } from "../chat/api.ts";
import type { Chat } from "../chat/chat.ts";
import { words } from "../words.ts";
import { onCallPart } from "./call_part.ts";

interface Props {
  chat: Chat;
  hotline: string;
  announce(text: string): void;
  onClose(): void;
}

type Panel = ComponentType<Omit<Props, "chat"> & { door: Chat["beginCall"]; refusalOf(error: unknown): string }>;

export function LazyCall({ chat, ...props }: Props) {
  const [loaded, setLoaded] = useState<{ Shown: Panel } | null>(null);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => onCallPart((Shown) => setLoaded({ Shown }), () => setFailed(true)), []);

  if (hasFailed) return <p class="notice" role="alert">{words.header.callNotLoaded}</p>;
  return loaded && <loaded.Shown {...props} door={() => chat.beginCall()} refusalOf={refusalOf} />;
}

function refusalOf(error: unknown): string {
  return error instanceof ApiFailure ? error.message : words.failure.network;
}
