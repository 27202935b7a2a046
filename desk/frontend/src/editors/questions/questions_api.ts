/** The calls of `/desk/api/editors/questions` and what they answer. */

import { query, type Http } from "../../api/http.ts";
import { useContextOfDesk } from "../../ui/context.ts";

export const REASONS = ["not_understood", "low_confidence", "asked_back", "left", "handed_over", "thumbs_down", "marked"] as const;
export type Reason = (typeof REASONS)[number];
export const WAYS = ["everyday_name", "faq", "out_of_scope", "bot_fault"] as const;
export type Way = (typeof WAYS)[number];
export type State = "open" | "closed";

export interface Target {
  kind: string;
  key: string;
  title: string;
}

export interface Cluster {
  id: string;
  label: string;
  count: number;
  last_at: string;
  /** Of each of the last 14 days, the oldest first. */
  trend: number[];
  reasons: Partial<Record<Reason, number>>;
  suggested: Target | null;
  state: State;
  closed_as: Way | "";
  closed_kind: string;
  closed_key: string;
  closed_by: string;
  closed_at: string | null;
  draft_id: string | null;
  since_closed: number;
}

export interface AskedItem {
  id: string;
  text: string;
  at: string;
  reasons: Reason[];
  answer_text: string;
  answered_with: string[];
  confidence: number | null;
  conversation_id: string | null;
}

export interface ClusterDetail extends Cluster {
  items: AskedItem[];
  phrasings: string[];
  has_more: boolean;
  near: { id: string; label: string; count: number }[];
}

export interface ClusterList {
  total: number;
  page: number;
  page_size: number;
  clusters: Cluster[];
}

export interface Closing {
  as: Way;
  kind?: string;
  key?: string;
  phrasings?: string[];
}

const ROOT = "/editors/questions";
export const EXPORT = `/desk/api${ROOT}/export.jsonl`;

export class QuestionsApi {
  constructor(private readonly http: Http) {}

  list = (criteria: Record<string, string>) => this.http.get<ClusterList>(`${ROOT}${query(criteria)}`);
  cluster = (id: string) => this.http.get<ClusterDetail>(`${ROOT}/${encodeURIComponent(id)}`);
  close = (id: string, body: Closing) => this.http.send<{ draft_id: string | null }>("POST", `${ROOT}/${encodeURIComponent(id)}/close`, body);
  reopen = (id: string) => this.http.send<unknown>("POST", `${ROOT}/${encodeURIComponent(id)}/reopen`);
  merge = (id: string, into: string) => this.http.send<unknown>("POST", `${ROOT}/${encodeURIComponent(id)}/merge`, { into });
  split = (id: string, items: string[]) => this.http.send<{ id: string }>("POST", `${ROOT}/${encodeURIComponent(id)}/split`, { items });
}

const apis = new WeakMap<Http, QuestionsApi>();

export function useQuestionsApi(): QuestionsApi {
  const { http } = useContextOfDesk().api;
  const known = apis.get(http);
  if (known) return known;
  const made = new QuestionsApi(http);
  apis.set(http, made);
  return made;
}
