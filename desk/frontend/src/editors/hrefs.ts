/** Addresses within the workbench, for every tab. */

import { hrefOf } from "../state/routes.ts";
import { KINDS, type Kind } from "./api/types.ts";

export type RecordPart = "form" | "changes" | "talk" | "versions";

/** One record; `view` opens a part of its page. */
export const hrefOfRecord = (kind: Kind, key: string, view: RecordPart | "" = ""): string =>
  hrefOf("content", "records", `${kind}:${key}`, { view });

export function recordOfPart(part: string | null): { kind: Kind; key: string } | null {
  const [name, ...rest] = (part ?? "").split(":");
  const kind = KINDS.find((each) => each === name);
  const key = rest.join(":");
  return kind && key ? { kind, key } : null;
}

/** To a neighbouring address without a step in the browser's history: for what changes with every letter. */
export const replaceHref = (href: string): void => window.location.replace(href);
