/** The four ways to settle a cluster, on the keys 1 to 4; what is written goes into drafts, never straight to citizens. */

import { afterDrawing } from "@webchat/ui/drawing.ts";
import { useRef, useState } from "preact/hooks";
import { useKeys, useWork } from "../../ui/context.ts";
import { FieldsView } from "../fields/form.tsx";
import { useQuestionsApi, WAYS, type ClusterDetail, type Closing, type Target, type Way } from "./questions_api.ts";
import { TargetField } from "./target_field.tsx";
import { questionWords } from "./words.ts";

interface Props {
  cluster: ClusterDetail;
  onSettled(way: Way): void;
}

/** Nothing has to be said with these: one press is enough. */
const AT_ONCE: readonly Way[] = ["out_of_scope", "bot_fault"];

export function Settle({ cluster, onSettled }: Props) {
  const api = useQuestionsApi();
  const [way, setWay] = useState<Way>("everyday_name");
  const [target, setTarget] = useState<Target | null>(cluster.suggested);
  const [phrasings, setPhrasings] = useState(cluster.phrasings);
  const [missing, setMissing] = useState("");
  const confirm = useRef<HTMLButtonElement>(null);
  const work = useWork();
  const close = (body: Closing): void => void work.run(() => api.close(cluster.id, body)).then((isDone) => isDone && onSettled(body.as));
  const choose = (chosen: Way): void => {
    if (AT_ONCE.includes(chosen)) return close({ as: chosen });
    setWay(chosen);
    setMissing("");
    // The button is there once the way is drawn.
    afterDrawing(() => confirm.current?.focus());
    return undefined;
  };
  const submit = (): void => {
    if (way === "everyday_name" && !target) return setMissing(questionWords.needsTarget);
    if (!phrasings.length) return work.setFailure(questionWords.needsPhrasings);
    return close(way === "everyday_name" ? { as: way, kind: target!.kind, key: target!.key, phrasings } : { as: way, phrasings });
  };
  const newest = useRef(choose);
  newest.current = choose;
  useKeys(() => Object.fromEntries(WAYS.map((each, at) => [String(at + 1), () => newest.current(each)])), []);
  const isFaq = way === "faq";
  return (
    <section class="card settle" aria-labelledby="settle-title">
      <h2 id="settle-title">{questionWords.settle}</h2>
      <div class="ways">
        {WAYS.map((each, at) => (
          <button
            key={each}
            type="button"
            class="way"
            aria-pressed={AT_ONCE.includes(each) ? undefined : each === way}
            aria-keyshortcuts={String(at + 1)}
            disabled={work.isBusy}
            onClick={() => choose(each)}
          >
            <span>
              <kbd aria-hidden="true">{at + 1}</kbd> {questionWords.ways[each]}
            </span>
            <small>{questionWords.aboutWays[each]}</small>
          </button>
        ))}
      </div>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {!isFaq && (
          <TargetField
            chosen={target}
            failure={missing}
            onChoose={(chosen) => {
              setMissing("");
              setTarget(chosen);
            }}
          />
        )}
        <FieldsView
          path=""
          value={{ phrasings }}
          fields={[
            {
              as: "chips",
              name: "phrasings",
              label: isFaq ? questionWords.phrasingsFaq : questionWords.phrasings,
              hint: isFaq ? questionWords.phrasingsFaqHint : questionWords.phrasingsHint,
            },
          ]}
          onValue={(value) => setPhrasings(value.phrasings as string[])}
        />
        <p class="failure" role="alert">
          {work.failure}
        </p>
        <button ref={confirm} type="submit" class="button is-primary" disabled={work.isBusy}>
          {isFaq ? questionWords.beginFaq : questionWords.addNames}
        </button>
      </form>
    </section>
  );
}
