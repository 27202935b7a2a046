/** A decree was replaced: who cites it, the work given out of that, and how far the work is. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useState } from "preact/hooks";
import { go, hrefOf } from "../../state/routes.ts";
import { Awaited, Bar } from "../../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useWork, type Loaded } from "../../ui/context.ts";
import { Failure } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/fields.tsx";
import { named } from "../../words.ts";
import { EntryLink } from "./entry_link.tsx";
import { useQualityApi, type Citing, type Task } from "./quality_api.ts";
import { qualityWords } from "./words.ts";

const words = qualityWords.decree;

export function DecreesView({ typed }: { typed: string }) {
  const api = useQualityApi();
  const tasks = useLoaded(() => api.tasks(), []);
  const [number, setNumber] = useState(typed);
  return (
    <>
      <p class="hint">{words.intro}</p>
      <form
        class="decree-search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          go(hrefOf("content", "quality", "decrees", { decree: number.trim() }));
        }}
      >
        <TextField label={words.number} hint={words.hint} value={number} autocomplete="off" maxLength={100} onValue={setNumber} />
        <button type="submit" class="button is-primary">
          {words.find}
        </button>
      </form>
      {typed && <Found key={typed} typed={typed} onGiven={tasks.reload} />}
      <section aria-labelledby="decree-tasks">
        <h2 id="decree-tasks">{words.tasks}</h2>
        <Tasks loaded={tasks} />
      </section>
    </>
  );
}

function Found({ typed, onGiven }: { typed: string; onGiven(): void }) {
  const api = useQualityApi();
  const loaded = useLoaded(() => api.citing(typed), []);
  return (
    <Awaited loaded={loaded}>
      {({ decree, items }) =>
        items.length ? <Choosing decree={decree} items={items} onGiven={onGiven} /> : <p class="list-empty" role="status">{words.none(decree)}</p>
      }
    </Awaited>
  );
}

const idOf = (entry: { kind: string; key: string }): string => `${entry.kind}:${entry.key}`;

function Choosing({ decree, items, onGiven }: { decree: string; items: readonly Citing[]; onGiven(): void }) {
  const api = useQualityApi();
  const { session, desk } = useContextOfDesk();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [replacedBy, setReplacedBy] = useState("");
  const work = useWork();
  const mayGive = session.may("edit_content");
  const toggle = (id: string): void => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const give = async (): Promise<void> => {
    const entries = items.filter((item) => chosen.includes(idOf(item))).map(({ kind, key }) => ({ kind, key }));
    const isDone = await work.run(async () => void (await api.give({ decree, replaced_by: replacedBy.trim(), entries })));
    if (!isDone) return;
    desk.toast(words.given(entries.length));
    setChosen([]);
    onGiven();
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <p class="total" role="status">
        {words.citing(items.length, decree)}
      </p>
      {mayGive && (
        <label class="choice">
          <input type="checkbox" checked={chosen.length === items.length} onChange={(event) => setChosen(event.currentTarget.checked ? items.map(idOf) : [])} />
          {words.chooseAll}
        </label>
      )}
      <ul class="citing">
        {items.map((item) => (
          <Row key={idOf(item)} item={item} isChosen={chosen.includes(idOf(item))} onToggle={mayGive ? () => toggle(idOf(item)) : null} />
        ))}
      </ul>
      {mayGive && (
        <>
          <TextField label={words.replacedBy} value={replacedBy} autocomplete="off" maxLength={100} onValue={setReplacedBy} />
          <Failure text={work.failure} />
          <div class="action-bar">
            <button type="submit" class="button is-primary" aria-disabled={work.isBusy}>
              {words.give(chosen.length)}
            </button>
          </div>
        </>
      )}
    </form>
  );
}

function Row({ item, isChosen, onToggle }: { item: Citing; isChosen: boolean; onToggle: (() => void) | null }) {
  return (
    <li class="citing-row">
      {onToggle && <input type="checkbox" aria-label={item.title || item.key} checked={isChosen} onChange={onToggle} />}
      <div class="record-title">
        <EntryLink entry={item} />
        {item.citations.map((citation) => (
          <p key={citation.field} class="citation">
            <strong>{citation.label}:</strong> {citation.excerpt}
          </p>
        ))}
      </div>
    </li>
  );
}

function Tasks({ loaded }: { loaded: Loaded<{ tasks: Task[] }> }) {
  return (
    <Awaited loaded={loaded}>
      {({ tasks }) =>
        tasks.length === 0 ? (
          <p class="list-empty">{words.noTasks}</p>
        ) : (
          <ul class="decree-tasks">
            {tasks.map((task) => (
              <li key={task.id} class="card">
                <h3>{words.task(task.decree, task.replaced_by)}</h3>
                <p class="hint">{words.by(task.created_by, momentOfIso(task.created_at))}</p>
                <p class="decree-progress">
                  <Bar share={task.total ? task.done / task.total : 1} label={words.progress(task.done, task.total)} />
                  <span>{words.progress(task.done, task.total)}</span>
                </p>
                <details>
                  <summary>{qualityWords.columns.what}</summary>
                  <ul class="citing">
                    {task.items.map((item) => (
                      <li key={item.draft_id} class="citing-row">
                        <div class="record-title">
                          <EntryLink entry={item} />
                        </div>
                        <span class={`chip is-draft-${item.state}`}>{named(qualityWords.states, item.state)}</span>
                      </li>
                    ))}
                  </ul>
                </details>
              </li>
            ))}
          </ul>
        )
      }
    </Awaited>
  );
}
