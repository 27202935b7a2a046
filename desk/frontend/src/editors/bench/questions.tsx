/** The editors' own questions: what has to be answered so from now on. */

import { useState } from "preact/hooks";
import { Awaited } from "../../ui/bits.tsx";
import { useContextOfDesk, useWork, type Loaded } from "../../ui/context.ts";
import { Dialog, DialogForm } from "../../ui/dialog.tsx";
import { useBenchApi, type BenchQuestion, type BenchQuestions } from "./bench_api.ts";
import { expectedInWords } from "./expected.ts";
import { emptyTurn, type QuestionInHand } from "./question_dialog.tsx";
import { benchWords } from "./words.ts";

const words = benchWords.questions;

interface Props {
  loaded: Loaded<BenchQuestions>;
  onEdit(question: QuestionInHand): void;
}

export function Questions({ loaded, onEdit }: Props) {
  const mayWrite = useContextOfDesk().session.may("edit_content");
  const [removing, setRemoving] = useState<BenchQuestion | null>(null);
  return (
    <section class="stack" aria-labelledby="bench-questions-title">
      <div class="list-head">
        <h2 id="bench-questions-title">{words.title}</h2>
        {mayWrite && (
          <button type="button" class="button" onClick={() => onEdit({ question: { turns: [emptyTurn()], note: "" }, titles: {} })}>
            {words.add}
          </button>
        )}
      </div>
      <Awaited loaded={loaded}>
        {({ questions, shipped, titles }) => (
          <>
            <p class="hint">{words.hint(shipped)}</p>
            {questions.length === 0 ? (
              <p class="list-empty">{words.none}</p>
            ) : (
              <div class="table-scroll">
                <table class="table is-stacking">
                  <thead>
                    <tr>
                      <th scope="col">{words.columns.asked}</th>
                      <th scope="col">{words.columns.expected}</th>
                      <th scope="col">{words.columns.note}</th>
                      {mayWrite && <th scope="col">{words.columns.actions}</th>}
                    </tr>
                  </thead>
                  <tbody>
                    {questions.map((each) => (
                      <tr key={each.id}>
                        <td>
                          {each.turns.map((turn, place) => (
                            <p key={place}>{turn.text}</p>
                          ))}
                        </td>
                        <td>
                          {each.turns.map((turn, place) => (
                            <p key={place}>{expectedInWords(turn, titles)}</p>
                          ))}
                        </td>
                        <td>{each.note}</td>
                        {mayWrite && (
                          <td class="actions-cell">
                            <button type="button" class="button is-small" onClick={() => onEdit({ id: each.id, question: each, titles })}>
                              {words.edit}
                              <span class="sr-only">: {textOf(each)}</span>
                            </button>
                            <button type="button" class="button is-small is-danger-quiet" onClick={() => setRemoving(each)}>
                              {words.remove}
                              <span class="sr-only">: {textOf(each)}</span>
                            </button>
                          </td>
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </>
        )}
      </Awaited>
      {removing && <RemoveDialog question={removing} onDone={loaded.reload} onClose={() => setRemoving(null)} />}
    </section>
  );
}

function RemoveDialog({ question, onDone, onClose }: { question: BenchQuestion; onDone(): void; onClose(): void }) {
  const api = useBenchApi();
  const { desk } = useContextOfDesk();
  const work = useWork();
  const remove = async (): Promise<void> => {
    if (!(await work.run(() => api.removeQuestion(question.id)))) return;
    desk.toast(words.removed);
    onDone();
    onClose();
  };
  return (
    <Dialog title={words.removeTitle} onClose={onClose}>
      <DialogForm confirm={words.remove} isBusy={work.isBusy} failure={work.failure} isDanger onSubmit={() => void remove()} onClose={onClose}>
        <p>{words.removeAsk(textOf(question))}</p>
      </DialogForm>
    </Dialog>
  );
}

const textOf = (question: BenchQuestion): string => question.turns[0]?.text ?? "";
