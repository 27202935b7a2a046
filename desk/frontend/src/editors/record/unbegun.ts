/** A draft that is there only on this screen: the server has one from the first change on, so that merely looking leaves nothing behind. */

import { DeskFailure } from "../../api/http.ts";
import type { EditorsApi } from "../api/editors_api.ts";
import type { Draft, RecordView } from "../api/types.ts";
import { isSame } from "../fields/values.ts";
import type { DraftPorts } from "./draft_session.ts";

const PREFIX = "new:";

export const isUnbegun = (draft: Pick<Draft, "id">): boolean => draft.id.startsWith(PREFIX);

export const unbegunId = ({ kind, key }: Pick<RecordView, "kind" | "key">): string => `${PREFIX}${kind}:${key}`;

export function unbegun(view: RecordView, me: string): Draft {
  const { kind, key, title, published, taken_down } = view;
  const version = published?.version ?? null;
  return {
    id: unbegunId(view),
    kind,
    key,
    title,
    is_taken_down: taken_down !== null,
    state: "writing",
    // Older than any of the server's, and another one for each version that is written on.
    revision: -(version ?? 0),
    record: published?.record ?? {},
    reason: "",
    publish_at: null,
    base_version: version,
    published_version: version,
    published_author: published?.author ?? "",
    created_by: me,
    changed_by: me,
    changed_at: published?.created_at ?? "",
    written_by: [],
    may: { edit: true, submit: false, publish: false, approve: false, return: false, force: false, discard: false },
    needs_approval: false,
    problems: [],
    doubts: [],
    changes: [],
    events: [],
  };
}

/** Saves; what is not begun is begun first. Where somebody else has begun meanwhile, the two meet as any two do. */
export function beginning(api: Pick<EditorsApi, "openDraft" | "save">, draft: Draft): DraftPorts["save"] {
  return async (id, body) => {
    if (!isUnbegun({ id })) return api.save(id, body);
    const begun = await api.openDraft({ kind: draft.kind, key: draft.key });
    if (!isSame(begun.record, draft.record)) throw new DeskFailure("refused", "draft_changed", "", 0, { draft: begun });
    return api.save(begun.id, { ...body, revision: begun.revision });
  };
}
