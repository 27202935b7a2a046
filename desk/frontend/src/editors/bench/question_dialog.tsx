/** One question to be kept: what is said turn by turn, and how it has to be answered. */

import { useState } from "preact/hooks";
import { useContextOfDesk, useWork } from "../../ui/context.ts";
import { Dialog, DialogForm } from "../../ui/dialog.tsx";
import { AreaField, choicesOf, SelectField, TextField } from "../../ui/fields.tsx";
import { words as deskWords } from "../../words.ts";
import { useBenchApi, type BenchQuestion, type ExpectedTurn, type Titles } from "./bench_api.ts";
import { EntriesField } from "./entries_field.tsx";
import { benchWords } from "./words.ts";

const words = benchWords.questions;
const MOST_TURNS = 10;
/** Where an entry can be right or wrong. */
const OF_ENTRIES = ["answer", "clarify", "refer", "refuse"];

export interface QuestionInHand {
  /** Missing for a new one. */
  id?: string;
  question: Omit<BenchQuestion, "id">;
  titles: Titles;
}

export const emptyTurn = (): ExpectedTurn => ({ text: "", behaviour: "answer", codes: [], aspects: [] });

interface Props {
  inHand: QuestionInHand;
  onDone(): void;
  onClose(): void;
}

export function QuestionDialog({ inHand, onDone, onClose }: Props) {
  const api = useBenchApi();
  const { desk } = useContextOfDesk();
  const [turns, setTurns] = useState(inHand.question.turns);
  const [note, setNote] = useState(inHand.question.note);
  const [titles, setTitles] = useState(inHand.titles);
  const work = useWork();
  const change = (place: number, part: Partial<ExpectedTurn>): void => setTurns(turns.map((turn, at) => (at === place ? { ...turn, ...part } : turn)));
  const save = async (): Promise<void> => {
    const question = { turns, note };
    const { id } = inHand;
    if (!(await work.run(() => (id ? api.changeQuestion({ id, ...question }) : api.addQuestion(question))))) return;
    desk.toast(words.saved);
    onDone();
    onClose();
  };
  return (
    <Dialog title={inHand.id ? words.editTitle : words.addTitle} size="wide" onClose={onClose}>
      <DialogForm confirm={words.save} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void save()} onClose={onClose}>
        {turns.map((turn, place) => (
          <fieldset key={place} class="card bench-expected">
            <legend class={turns.length > 1 ? "" : "sr-only"}>{words.turn(place + 1)}</legend>
            <TextField label={words.text} value={turn.text} maxLength={2000} onValue={(text) => change(place, { text })} />
            <SelectField
              label={words.behaviour}
              value={turn.behaviour}
              choices={choicesOf(namesWith(turn.behaviour))}
              onValue={(behaviour) => change(place, { behaviour })}
            />
            {OF_ENTRIES.some((each) => turn.behaviour.split("|").includes(each)) && (
              <EntriesField
                keys={turn.codes}
                titles={titles}
                onKeys={(codes) => change(place, { codes })}
                onTitle={(key, title) => setTitles((before) => ({ ...before, [key]: title }))}
              />
            )}
            {turn.behaviour.split("|").includes("answer") && (
              <fieldset class="bench-aspects">
                <legend>{words.aspects}</legend>
                {Object.entries(deskWords.aspects).map(([name, label]) => (
                  <label key={name} class="choice">
                    <input type="checkbox" checked={turn.aspects.includes(name)} onChange={() => change(place, { aspects: toggled(turn.aspects, name) })} />
                    {label}
                  </label>
                ))}
              </fieldset>
            )}
            {place > 0 && (
              <button type="button" class="button is-small" onClick={() => setTurns(turns.filter((_, at) => at !== place))}>
                {words.removeTurn(place + 1)}
              </button>
            )}
          </fieldset>
        ))}
        {turns.length < MOST_TURNS && (
          <p>
            <button type="button" class="button is-small" onClick={() => setTurns([...turns, emptyTurn()])}>
              + {words.addTurn}
            </button>
          </p>
        )}
        <AreaField label={words.note} hint={words.noteHint} rows={2} value={note} onValue={setNote} />
      </DialogForm>
    </Dialog>
  );
}

const toggled = (values: readonly string[], value: string): string[] => (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);

/** A way to answer that the list does not name stays choosable where it is chosen. */
const namesWith = (behaviour: string): Record<string, string> => {
  const { behaviours } = benchWords.expected;
  return behaviour in behaviours ? behaviours : { ...behaviours, [behaviour]: behaviour };
};
