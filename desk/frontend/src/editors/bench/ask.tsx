/** One question after another, as a citizen would ask them: the answer, and beside it why. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useContextOfDesk, useWork } from "../../ui/context.ts";
import { Failure } from "../../ui/dialog.tsx";
import { AnswerView } from "./answer_view.tsx";
import { useBenchApi, type Tried } from "./bench_api.ts";
import type { QuestionInHand } from "./question_dialog.tsx";
import { Reasons } from "./reasons.tsx";
import { benchWords } from "./words.ts";

interface Turn {
  text: string;
  drafts: readonly string[];
  tried: Tried;
}

interface Props {
  drafts: readonly string[];
  onKeep(question: QuestionInHand): void;
  /** On what is asked. */
  children: ComponentChildren;
}

/** The newest turn comes first, right under the question; those before it are folded. */
export function Ask({ drafts, onKeep, children }: Props) {
  const api = useBenchApi();
  const { announce, session } = useContextOfDesk();
  const [typed, setTyped] = useState("");
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const work = useWork();
  const words = benchWords.ask;
  const isSlow = useSlow(work.isBusy);
  const ask = async (text: string): Promise<void> => {
    if (!text.trim()) return;
    const isDone = await work.run(async () => {
      const context = turns[turns.length - 1]?.tried.context ?? null;
      const tried = await api.ask(text.trim(), context, drafts);
      setTurns((before) => [...before, { text: text.trim(), drafts, tried }]);
    });
    if (!isDone) return;
    setTyped("");
    announce(words.answered);
    field.current?.focus();
  };
  const begin = (): void => {
    setTurns([]);
    work.setFailure("");
    field.current?.focus();
  };
  return (
    <section class="stack" aria-labelledby="bench-ask-title">
      <h2 id="bench-ask-title">{words.title}</h2>
      <p class="hint" id="bench-ask-hint">
        {words.hint}
      </p>
      <form
        class="bench-form"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(typed);
        }}
      >
        <label class="sr-only" for="bench-question">
          {words.label}
        </label>
        <input
          ref={field}
          id="bench-question"
          type="text"
          autocomplete="off"
          spellcheck={false}
          maxLength={2000}
          aria-describedby="bench-ask-hint"
          placeholder={words.placeholder}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button is-primary" aria-disabled={work.isBusy}>
          {work.isBusy ? words.asking : words.send}
        </button>
      </form>
      <p class="hint" role="status">
        {isSlow ? words.slow : ""}
      </p>
      <Failure text={work.failure} />
      {children}
      {turns.length > 0 && (
        <p class="card-actions">
          {session.may("edit_content") && (
            <button type="button" class="button" onClick={() => onKeep(inHandOf(turns))}>
              {words.keep}
            </button>
          )}
          <button type="button" class="button is-quiet" onClick={begin}>
            {words.again}
          </button>
        </p>
      )}
      {turns.some((turn) => turn.drafts.join() !== drafts.join()) && <p class="notice">{words.changed}</p>}
      {turns.length > 0 && (
        <ol class="bench-thread" aria-label={words.thread} reversed>
          {[...turns].reverse().map((turn, place) => (
            <li key={turns.length - place}>
              <details class="bench-turn" open={place === 0}>
                <summary class="bench-asked">
                  {turn.text} <small>{turn.drafts.length ? words.onDraft : words.onPublished}</small>
                </summary>
                <div class="bench-pair">
                  <AnswerView said={turn.tried.answer} onOption={place === 0 ? (value) => void ask(value) : undefined} />
                  <Reasons tried={turn.tried} />
                </div>
              </details>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What was answered is what is expected, until the editor says otherwise. */
function inHandOf(turns: readonly Turn[]): QuestionInHand {
  const titles: Record<string, string> = {};
  for (const { tried } of turns) for (const each of [...tried.candidates, ...(tried.record ? [tried.record] : [])]) titles[each.key] = each.title;
  return {
    question: {
      turns: turns.map(({ text, tried }) => ({
        text,
        behaviour: tried.answer.behaviour,
        codes: tried.codes,
        aspects: tried.answer.behaviour === "answer" ? askedFor(tried) : [],
      })),
      note: "",
    },
    titles,
  };
}

const askedFor = (tried: Tried): string[] => [
  ...new Set(tried.understood.entities.filter((each) => each.entity === "aspect" && tried.understood.aspects.includes(String(each.value))).map((each) => String(each.value))),
];

/** Long enough to wonder whether anything goes on. */
const SLOW_AFTER_MS = 2500;

function useSlow(isBusy: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isBusy) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isBusy]);
  return isSlow;
}
