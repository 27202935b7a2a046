/** The shapes of `/desk/api/editors`, named as it names them. */

export const KINDS = ["procedure", "faq", "everyday_names", "choice", "announcement", "contact", "fixed_sentence", "report_category", "place"] as const;
export type Kind = (typeof KINDS)[number];

/** What an editor has typed: maybe not a valid record yet. */
export type RecordJson = Record<string, unknown>;

export interface Problem {
  /** As "submission_methods.0.fees.1.amount_vnd"; "" for the whole. */
  path: string;
  message: string;
}

/** One field of the record; `path` is its name. */
export interface Change {
  path: string;
  label: string;
  /** In plain lines; empty where it was not there or is gone. */
  before: string[];
  after: string[];
  needs_approval: boolean;
}

export type DraftState = "writing" | "in_review" | "scheduled" | "published" | "discarded";

export interface DraftMark {
  id: string;
  state: DraftState;
  changed_by: string;
  changed_at: string;
  publish_at: string | null;
}

export interface RecordRow {
  kind: Kind;
  key: string;
  title: string;
  sector: string;
  /** null for what is new. */
  origin: string | null;
  version: number | null;
  state: "published" | "taken_down" | "new";
  as_of: string | null;
  review_by: string | null;
  effective_to: string | null;
  draft: DraftMark | null;
  due: "expired" | "review" | "soon" | null;
}

export interface RecordList {
  total: number;
  page: number;
  page_size: number;
  items: RecordRow[];
  facets: { sectors: string[]; levels: string[] };
}

export interface VersionHead {
  version: number;
  state: "published" | "archived" | "taken_down";
  origin: string;
  author: string;
  /** The second person; empty where none was needed. */
  approved_by: string;
  is_forced: boolean;
  /** It lost against what stood when it came: no citizen was told of it. */
  never_public: boolean;
  reason: string;
  created_at: string;
}

export interface Version extends VersionHead {
  record: RecordJson;
}

export type Move = "edit" | "submit" | "publish" | "approve" | "return" | "force" | "discard";

export interface DraftEvent {
  at: string;
  /** Empty: the program by itself. */
  by: string;
  event: string;
  text: string;
}

export interface DraftHead extends DraftMark {
  kind: Kind;
  key: string;
  title: string;
  revision: number;
  reason: string;
  base_version: number | null;
  published_version: number | null;
  /** "" where nothing is published. */
  published_author: string;
  is_taken_down: boolean;
  created_by: string;
  written_by: string[];
}

export interface Draft extends DraftHead {
  record: RecordJson;
  may: Record<Move, boolean>;
  needs_approval: boolean;
  problems: Problem[];
  /** As problems, but nothing that keeps it from being published. */
  doubts: Problem[];
  changes: Change[];
  events: DraftEvent[];
}

export interface RecordView {
  kind: Kind;
  key: string;
  title: string;
  published: Version | null;
  draft: Draft | null;
  /** Newest first. */
  versions: VersionHead[];
  taken_down: TakenDown | null;
}

/** What stood, and who took it away. */
export interface TakenDown {
  version: Version;
  by: string;
  at: string | null;
  reason: string;
}

export interface Preview {
  problems: Problem[];
  web: { blocks: unknown; options: { label: string; value: string }[] };
  zalo: string[];
  phone: string;
}

export interface Rule {
  kind: Kind;
  field: string;
  label: string;
  needs_approval: boolean;
}

export interface Term {
  term: string;
  meaning: string;
}

/** What the bot says unless editors have put something in its place. */
export interface FixedSentence {
  name: string;
  /** When it is said, in words. */
  occasion: string;
  /** Wordings of which one is said. */
  texts: string[];
  /** Variables and numbers that its replacement must hold. */
  required: string[];
  allowed: string[];
}

export interface Other {
  name: string;
  since: string;
}
