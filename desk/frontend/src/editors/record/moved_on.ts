import type { DraftHead } from "../api/types.ts";
import { pageWords } from "./words.ts";

/** Says that something else was published since the draft began; "" where nothing was. */
export function movedOn(draft: DraftHead): string {
  // What has come to its end is over: that something is published since is its own doing.
  if (draft.state === "published" || draft.state === "discarded") return "";
  if (draft.base_version === draft.published_version) return "";
  if (draft.is_taken_down) return pageWords.takenDownSince;
  const live = draft.published_version === null ? pageWords.nothingLive : pageWords.replacedVersion(draft.published_version, draft.published_author);
  return pageWords.movedOn(pageWords.versionNamed(draft.base_version), live);
}

/** What whoever publishes confirms, by the version's number and author. */
export function replacing({ published_version, published_author }: DraftHead): string {
  return published_version === null ? pageWords.confirmBack : pageWords.confirmMoved(pageWords.replacedVersion(published_version, published_author));
}
