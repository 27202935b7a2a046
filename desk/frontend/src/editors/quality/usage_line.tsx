/** What became of an entry's answers lately; shown on its own page. */

import { useLoaded } from "../../ui/context.ts";
import type { Kind } from "../api/types.ts";
import { useQualityApi, type Usage } from "./quality_api.ts";
import { qualityWords } from "./words.ts";

const SHOWN = ["answers", "handovers_after", "asked_again", "thumbs_up", "thumbs_down"] as const satisfies readonly (keyof Usage)[];

/** Says nothing while it is not known: the record is what matters on that page. */
export function UsageLine({ kind, recordKey }: { kind: Kind; recordKey: string }) {
  const api = useQualityApi();
  const { data } = useLoaded(() => api.usage(kind, recordKey), [kind, recordKey]);
  if (!data) return null;
  const { title, ...names } = qualityWords.usage;
  return (
    <p class="usage-line">
      <strong>{title}:</strong> {SHOWN.map((name) => `${data[name].toLocaleString("vi-VN")} ${names[name]}`).join(" · ")}
    </p>
  );
}
