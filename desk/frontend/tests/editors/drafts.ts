/** A draft for the tests. */

import type { Draft, RecordJson } from "../../src/editors/api/types.ts";

export function draftOf(record: RecordJson, part: Partial<Draft> = {}): Draft {
  return {
    id: "d1",
    kind: "faq",
    key: "gio-lam-viec",
    title: "Giờ làm việc",
    state: "writing",
    revision: 1,
    record,
    reason: "",
    publish_at: null,
    base_version: 1,
    published_version: 1,
    published_author: "Kho mẫu",
    is_taken_down: false,
    created_by: "Lan",
    changed_by: "Lan",
    changed_at: "2026-11-26T02:00:00Z",
    written_by: ["Lan"],
    may: { edit: true, submit: true, publish: false, approve: false, return: false, force: false, discard: true },
    needs_approval: true,
    problems: [],
    doubts: [],
    changes: [],
    events: [],
    ...part,
  };
}
