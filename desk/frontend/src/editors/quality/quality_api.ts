/** The calls of the quality watch, and what they answer. */

import { query, type Http } from "../../api/http.ts";
import { useContextOfDesk } from "../../ui/context.ts";
import type { Kind } from "../api/types.ts";

export interface Entry {
  kind: Kind;
  key: string;
  title: string;
}

export interface Check {
  name: string;
  label: string;
  explains: string;
  count: number;
}

export interface Checks {
  checks: Check[];
  looked_at: string | null;
  /** Not: something has changed since, and a new look is under way. */
  is_current: boolean;
}

export interface Finding extends Entry {
  detail: string;
  other: Entry | null;
}

export interface Findings {
  total: number;
  page: number;
  page_size: number;
  items: Finding[];
}

export interface Citing extends Entry {
  citations: { field: string; label: string; excerpt: string }[];
}

export interface Task {
  id: string;
  decree: string;
  replaced_by: string;
  created_by: string;
  created_at: string;
  total: number;
  done: number;
  items: (Entry & { draft_id: string; state: string })[];
}

export interface Usage {
  views: number;
  answers: number;
  handovers_after: number;
  asked_again: number;
  thumbs_up: number;
  thumbs_down: number;
}

const ROOT = "/editors";

export class QualityApi {
  constructor(private readonly http: Http) {}

  checks = () => this.http.get<Checks>(`${ROOT}/quality`);
  findings = (name: string, page: string) => this.http.get<Findings>(`${ROOT}/quality/${encodeURIComponent(name)}${query({ page })}`);
  citing = (decree: string) => this.http.get<{ decree: string; items: Citing[] }>(`${ROOT}/quality/cites${query({ decree })}`);
  tasks = () => this.http.get<{ tasks: Task[] }>(`${ROOT}/quality/tasks`);
  give = (body: { decree: string; replaced_by: string; entries: { kind: Kind; key: string }[] }) =>
    this.http.send<Task>("POST", `${ROOT}/quality/tasks`, body);
  usage = (kind: Kind, key: string) => this.http.get<Usage>(`${ROOT}/usage/${kind}/${key.split("/").map(encodeURIComponent).join("/")}`);
}

const apis = new WeakMap<Http, QualityApi>();

export function useQualityApi(): QualityApi {
  const { http } = useContextOfDesk().api;
  const known = apis.get(http);
  if (known) return known;
  const made = new QualityApi(http);
  apis.set(http, made);
  return made;
}
