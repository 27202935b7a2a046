/** The page's address after the `#`: which page, which thing on it, which part of it on a narrow screen. */

export const PAGES = [
  "conversations",
  "tickets",
  "notices",
  "search",
  "reports",
  "content",
  "replies",
  "pauses",
  "staff",
  "channels",
  "audit",
  "data",
] as const;
export type PageName = (typeof PAGES)[number];

export interface Route {
  page: PageName;
  id: string | null;
  /** "side" shows the side panel on a narrow screen. */
  part: string | null;
  query: Record<string, string>;
}

export function readRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page, id, part] = path.split("/").map(decode);
  return {
    page: PAGES.find((each) => each === page) ?? "conversations",
    id: id || null,
    part: part || null,
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

export function hrefOf(page: PageName, id?: string | null, part?: string | null, values: Record<string, string> = {}): string {
  const path = [page, id, part].filter((each): each is string => Boolean(each)).map(encodeURIComponent).join("/");
  const search = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return `#/${path}${search && `?${search}`}`;
}

export function go(href: string): void {
  window.location.hash = href;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
