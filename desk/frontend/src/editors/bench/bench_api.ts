/** The calls of `/desk/api/editors/bench`, and their shapes, named as it names them. */

import type { Http } from "../../api/http.ts";
import { useContextOfDesk } from "../../ui/context.ts";

export interface Entry {
  kind: string;
  key: string;
  title: string;
  is_draft: boolean;
}

export interface Candidate extends Entry {
  share: number;
  signals: Record<string, number>;
}

/** Given back as it came. */
export interface BenchContext {
  session: string;
  dialogue: Record<string, unknown>;
}

export interface Said {
  text: string;
  blocks: unknown;
  options: { label: string; value: string }[];
}

export interface Tried {
  answer: Said & { behaviour: string; handover: string | null };
  candidates: Candidate[];
  step: string;
  why: string[];
  understood: { intent: string; confidence: number | null; entities: { entity: string; value: unknown }[]; aspects: string[] };
  record: Entry | null;
  codes: string[];
  context: BenchContext;
}

export interface ExpectedTurn {
  text: string;
  /** Alternatives are joined by "|". */
  behaviour: string;
  codes: string[];
  aspects: string[];
}

export interface BenchQuestion {
  id: string;
  turns: ExpectedTurn[];
  note: string;
}

export type Titles = Record<string, string>;

export interface BenchQuestions {
  questions: BenchQuestion[];
  shipped: number;
  titles: Titles;
}

export type Grade = "wrong" | "missed" | "helped" | "incomplete" | "right";
export type Figures = Record<string, number | null>;

export interface AnsweredTurn extends Said {
  behaviour: string;
  codes: string[];
  entries: string[];
}

export interface ChangedTurn {
  set: string;
  question_id: string;
  turn: number;
  said: string[];
  expected: ExpectedTurn;
  before: AnsweredTurn;
  after: AnsweredTurn;
  before_grade: Grade;
  after_grade: Grade;
}

export interface FailingTurn {
  question_id: string;
  turn: number;
  said: string[];
  expected: ExpectedTurn;
  answered: AnsweredTurn;
  grade: Grade;
}

export interface RunHead {
  id: string;
  state: "running" | "done" | "cancelled" | "failed";
  drafts: { id: string; kind: string; key: string; title: string }[];
  done: number;
  total: number;
  seconds: number | null;
  started_by: string;
  created_at: string;
  failure: string;
}

export interface Run extends RunHead {
  before: Figures | null;
  after: Figures | null;
  better: ChangedTurn[];
  broken: ChangedTurn[];
  reworded: ChangedTurn[];
  failing: FailingTurn[];
  counts: Record<string, number>;
  titles: Titles;
}

const ROOT = "/editors/bench";
/** The first question on a draft waits until all that is known is put together with it. */
const ASK_TIMEOUT_MS = 70_000;
const id = encodeURIComponent;

export class BenchApi {
  constructor(private readonly http: Http) {}

  ask = (text: string, context: BenchContext | null, drafts: readonly string[]) =>
    this.http.send<Tried>("POST", `${ROOT}/ask`, { text, context, draft_ids: drafts }, ASK_TIMEOUT_MS);
  questions = () => this.http.get<BenchQuestions>(`${ROOT}/questions`);
  addQuestion = (question: Omit<BenchQuestion, "id">) => this.http.send<BenchQuestion>("POST", `${ROOT}/questions`, question);
  changeQuestion = ({ id: questionId, ...question }: BenchQuestion) =>
    this.http.send<BenchQuestion>("PUT", `${ROOT}/questions/${id(questionId)}`, { turns: question.turns, note: question.note });
  removeQuestion = (questionId: string) => this.http.send<void>("DELETE", `${ROOT}/questions/${id(questionId)}`);
  runs = () => this.http.get<{ runs: RunHead[] }>(`${ROOT}/runs`);
  run = (runId: string) => this.http.get<Run>(`${ROOT}/runs/${id(runId)}`);
  startRun = (drafts: readonly string[], onlyOwn: boolean) => this.http.send<{ id: string }>("POST", `${ROOT}/runs`, { draft_ids: drafts, only_own: onlyOwn });
  cancelRun = (runId: string) => this.http.send<void>("POST", `${ROOT}/runs/${id(runId)}/cancel`);
}

const apis = new WeakMap<Http, BenchApi>();

export function useBenchApi(): BenchApi {
  const { http } = useContextOfDesk().api;
  const known = apis.get(http);
  if (known) return known;
  const made = new BenchApi(http);
  apis.set(http, made);
  return made;
}
