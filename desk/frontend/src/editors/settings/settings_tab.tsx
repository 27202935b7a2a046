/** Which fields need a second person, kind by kind. */

import { useState } from "preact/hooks";
import { Awaited } from "../../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useWork } from "../../ui/context.ts";
import { Failure } from "../../ui/dialog.tsx";
import { useEditorsApi } from "../api/editors_api.ts";
import { KINDS, type Rule } from "../api/types.ts";
import { kindWords } from "../kinds/words.ts";
import { settingWords } from "./words.ts";

export function SettingsTab() {
  const api = useEditorsApi();
  const loaded = useLoaded(() => api.rules(), []);
  return (
    <section class="stack">
      <h2>{settingWords.title}</h2>
      <p class="hint">{settingWords.intro}</p>
      <Awaited loaded={loaded}>{({ rules }) => <Rules rules={rules} />}</Awaited>
    </section>
  );
}

function Rules({ rules }: { rules: readonly Rule[] }) {
  const api = useEditorsApi();
  const { session, desk } = useContextOfDesk();
  const [known, setKnown] = useState(rules);
  const [typed, setTyped] = useState(rules);
  const work = useWork();
  const mayChange = session.may("force_content");
  const changed = typed.filter((rule, place) => rule.needs_approval !== known[place]?.needs_approval);
  const toggle = (rule: Rule): void => setTyped(typed.map((each) => (each === rule ? { ...each, needs_approval: !each.needs_approval } : each)));
  const save = async (): Promise<void> => {
    const isDone = await work.run(async () => {
      const saved = (await api.saveRules(changed.map(({ kind, field, needs_approval }) => ({ kind, field, needs_approval })))).rules;
      setKnown(saved);
      setTyped(saved);
    });
    if (isDone) desk.toast(settingWords.saved);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length) void save();
      }}
    >
      {!mayChange && <p class="notice">{settingWords.readOnly}</p>}
      <div class="rule-groups">
        {KINDS.map((kind) => {
          const own = typed.filter((rule) => rule.kind === kind);
          if (own.length === 0) return null;
          return (
            <fieldset key={kind} class="card rules" disabled={!mayChange}>
              <legend class="sr-only">{kindWords.one[kind]}</legend>
              <h3 aria-hidden="true">{kindWords.one[kind]}</h3>
              {own.map((rule) => (
                <label key={rule.field} class="choice">
                  <input type="checkbox" checked={rule.needs_approval} onChange={() => toggle(rule)} />
                  {rule.label}
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
      <Failure text={work.failure} />
      {mayChange && (
        <div class="action-bar">
          <p role="status">{settingWords.changed(changed.length)}</p>
          <button type="submit" class="button is-primary" aria-disabled={work.isBusy || changed.length === 0}>
            {settingWords.save}
          </button>
        </div>
      )}
    </form>
  );
}
