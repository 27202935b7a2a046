/** Editors try a question, keep it, and ask all that are kept before and after a draft. `?draft=<id>,<id>` says on which drafts. */

import { useState } from "preact/hooks";
import { go, hrefOf } from "../../state/routes.ts";
import { useLoaded } from "../../ui/context.ts";
import type { TabProps } from "../workbench.tsx";
import { Ask } from "./ask.tsx";
import { useBenchApi } from "./bench_api.ts";
import "./bench.css";
import { DraftPicker } from "./draft_picker.tsx";
import { QuestionDialog, type QuestionInHand } from "./question_dialog.tsx";
import { Questions } from "./questions.tsx";
import { Runs } from "./runs.tsx";

export function BenchTab({ route }: TabProps) {
  const api = useBenchApi();
  const drafts = (route.query.draft ?? "").split(",").filter(Boolean);
  const questions = useLoaded(() => api.questions(), []);
  const [inHand, setInHand] = useState<QuestionInHand | null>(null);
  const choose = (chosen: readonly string[]): void => go(hrefOf("content", "bench", null, { draft: chosen.join(",") }));
  return (
    <div class="bench">
      <Ask drafts={drafts} onKeep={setInHand}>
        <DraftPicker chosen={drafts} onChoose={choose} />
      </Ask>
      <Questions loaded={questions} onEdit={setInHand} />
      <Runs drafts={drafts} />
      {inHand && <QuestionDialog inHand={inHand} onDone={questions.reload} onClose={() => setInHand(null)} />}
    </div>
  );
}
