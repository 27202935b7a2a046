/** Which tickets the list shows, and in what order: from the address, else as this browser last had it. */

import type { KeyValue } from "@webchat/chat/storage.ts";

export const VIEWS = ["mine", "unassigned", "open", "due", "done", "all"] as const;
export type View = (typeof VIEWS)[number];
export type Criteria = Record<string, string>;

const SETTING = "desk.ticket-list";
const FIRST_VIEW: View = "open";

export interface TicketList {
  view: View;
  /** As the server reads it; "" for the view's own order. */
  sort: string;
  /** What narrows the view, and the page. */
  criteria: Criteria;
}

const isView = (value: unknown): value is View => VIEWS.some((view) => view === value);

/** An address that names conditions and no view is an older link: it means all tickets. */
export function readList(query: Criteria, settings: KeyValue): TicketList {
  const { view, sort, ...criteria } = query;
  if (isView(view)) return { view, sort: sort ?? "", criteria };
  if (Object.keys(query).length) return { view: "all", sort: sort ?? "", criteria };
  const kept = remembered(settings);
  return { view: isView(kept.view) ? kept.view : FIRST_VIEW, sort: kept.sort ?? "", criteria };
}

export function remember(list: TicketList, settings: KeyValue): void {
  settings.set(SETTING, JSON.stringify({ view: list.view, sort: list.sort }));
}

/** What goes into the address and to the server. */
export function wholeOf({ view, sort, criteria }: TicketList): Criteria {
  return { view, ...(sort ? { sort } : {}), ...criteria };
}

const byDeadline = (view: View): boolean => view !== "done" && view !== "all";

/** The column and direction in which the list stands. */
export function orderOf({ view, sort }: TicketList): { by: string; isDescending: boolean } {
  if (!sort) return byDeadline(view) ? { by: "due", isDescending: false } : { by: "created", isDescending: true };
  return { by: sort.replace(/^-/, ""), isDescending: sort.startsWith("-") };
}

/** A column pressed once sorts by it, pressed again the other way round. */
export function sortedBy(list: TicketList, column: string): TicketList {
  const now = orderOf(list);
  const sort = now.by === column && !now.isDescending ? `-${column}` : column;
  const { page: _, ...criteria } = list.criteria;
  return { ...list, sort, criteria };
}

function remembered(settings: KeyValue): { view?: unknown; sort?: string } {
  try {
    return (JSON.parse(settings.get(SETTING) ?? "{}") ?? {}) as { view?: unknown; sort?: string };
  } catch {
    return {};
  }
}
