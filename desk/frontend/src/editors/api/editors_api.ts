/** The calls of `/desk/api/editors`, one line each. */

import { query, type Http } from "../../api/http.ts";
import { useContextOfDesk } from "../../ui/context.ts";
import type * as wire from "./types.ts";

const ROOT = "/editors";
const id = encodeURIComponent;
/** A key is the rest of the path: its slashes stay. */
const recordPath = (kind: wire.Kind, key: string): string => `${ROOT}/records/${id(kind)}/${key.split("/").map(id).join("/")}`;

export type DraftStep = "submit" | "return" | "approve" | "publish" | "force" | "discard";
export interface StepBody {
  /** As it was read: what was looked at is what is decided on. */
  revision: number;
  text?: string;
  publish_at?: string;
  is_confirmed?: boolean;
  /** The published version that is confirmed to be replaced; null: none. */
  replaces?: number | null;
}

export class EditorsApi {
  constructor(private readonly http: Http) {}

  records = (criteria: Record<string, string>) => this.http.get<wire.RecordList>(`${ROOT}/records${query(criteria)}`);
  record = (kind: wire.Kind, key: string) => this.http.get<wire.RecordView>(recordPath(kind, key));
  version = (kind: wire.Kind, key: string, version: number) => this.http.get<wire.Version>(`${recordPath(kind, key)}/versions/${version}`);
  difference = (kind: wire.Kind, key: string, from: number, to: number) =>
    this.http.get<{ changes: wire.Change[] }>(`${recordPath(kind, key)}/difference${query({ from, to })}`);
  rollBack = (kind: wire.Kind, key: string, body: { version: number; reason: string; is_forced: boolean }) =>
    this.http.send<wire.RecordView>("POST", `${recordPath(kind, key)}/rollback`, body);
  takeDown = (kind: wire.Kind, key: string, reason: string) => this.http.send<unknown>("POST", `${recordPath(kind, key)}/take-down`, { reason });
  restore = (kind: wire.Kind, key: string, reason: string) => this.http.send<unknown>("POST", `${recordPath(kind, key)}/restore`, { reason });

  openDraft = (body: { kind: wire.Kind; key: string; from_version?: number; record?: wire.RecordJson; reason?: string }) =>
    this.http.send<wire.Draft>("POST", `${ROOT}/drafts`, body);
  drafts = (state: string) => this.http.get<{ drafts: wire.DraftHead[] }>(`${ROOT}/drafts${query({ state })}`);
  draft = (draftId: string) => this.http.get<wire.Draft>(`${ROOT}/drafts/${id(draftId)}`);
  save = (draftId: string, body: { revision: number; record: wire.RecordJson; reason: string }) =>
    this.http.send<wire.Draft>("PUT", `${ROOT}/drafts/${id(draftId)}`, body);
  presence = (draftId: string) => this.http.send<{ others: wire.Other[] }>("POST", `${ROOT}/drafts/${id(draftId)}/presence`);
  step = (draftId: string, step: DraftStep, body: StepBody) => this.http.send<wire.Draft>("POST", `${ROOT}/drafts/${id(draftId)}/${step}`, body);
  comment = (draftId: string, text: string) => this.http.send<wire.Draft>("POST", `${ROOT}/drafts/${id(draftId)}/comment`, { text });

  preview = (kind: wire.Kind, record: wire.RecordJson) => this.http.send<wire.Preview>("POST", `${ROOT}/preview`, { kind, record });
  rules = () => this.http.get<{ rules: wire.Rule[] }>(`${ROOT}/rules`);
  saveRules = (rules: Pick<wire.Rule, "kind" | "field" | "needs_approval">[]) => this.http.send<{ rules: wire.Rule[] }>("PUT", `${ROOT}/rules`, { rules });
  fixedSentences = () => this.http.get<{ sentences: wire.FixedSentence[] }>(`${ROOT}/fixed-sentences`);
  glossary = () => this.http.get<{ terms: wire.Term[] }>(`${ROOT}/glossary`);
}

const apis = new WeakMap<Http, EditorsApi>();

export function useEditorsApi(): EditorsApi {
  const { http } = useContextOfDesk().api;
  const known = apis.get(http);
  if (known) return known;
  const made = new EditorsApi(http);
  apis.set(http, made);
  return made;
}
