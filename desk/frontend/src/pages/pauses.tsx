/** The switch that silences the bot: for everything, a sector, or one procedure. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useState } from "preact/hooks";
import type { BotPause } from "../api/types.ts";
import { Awaited, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useWork } from "../ui/context.ts";
import { Dialog, DialogForm, Failure } from "../ui/dialog.tsx";
import { AreaField } from "../ui/fields.tsx";
import { ProcedureField, SectorField } from "../ui/subject_fields.tsx";
import { named, words } from "../words.ts";

type Scope = BotPause["scope"];

export function PausesPage() {
  const { api, desk } = useContextOfDesk();
  const loaded = useLoaded(async () => {
    const pauses = await api.pauses();
    desk.setBotPaused(pauses.some((each) => each.scope === "all"));
    return pauses;
  }, []);
  const [asking, setAsking] = useState<"all" | "part" | null>(null);
  const work = useWork();
  const resume = async (pause: BotPause): Promise<void> => {
    if (!(await work.run(() => api.resume(pause.id)))) return;
    desk.toast(words.pauses.resumed);
    loaded.reload();
  };
  return (
    <Page title={words.pauses.title}>
      <Awaited loaded={loaded}>
        {(pauses) => {
          const whole = pauses.find((each) => each.scope === "all");
          const parts = pauses.filter((each) => each.scope !== "all");
          return (
            <>
              <section class={`kill-switch ${whole ? "is-off" : "is-on"}`} aria-label={words.pauses.title}>
                <div>
                  <h2>{whole ? words.pauses.off : words.pauses.on}</h2>
                  <p>{whole ? words.pauses.offText : words.pauses.onText}</p>
                  {whole && <PauseFacts pause={whole} />}
                </div>
                {whole ? (
                  <button type="button" class="button is-primary" onClick={() => void resume(whole)}>
                    {words.pauses.turnOn}
                  </button>
                ) : (
                  <button type="button" class="button is-primary is-danger" onClick={() => setAsking("all")}>
                    {words.pauses.turnOff}
                  </button>
                )}
              </section>
              <Failure text={work.failure} />
              <section>
                <h2>{words.pauses.partial}</h2>
                {parts.length === 0 && <p class="list-empty">{words.pauses.none}</p>}
                <ul class="pauses">
                  {parts.map((each) => (
                    <li key={each.id} class="card">
                      <div>
                        <strong>
                          {named(words.pauses.scopes, each.scope)}: {each.value}
                        </strong>
                        <PauseFacts pause={each} />
                      </div>
                      <button type="button" class="button" onClick={() => void resume(each)}>
                        {words.pauses.resume}
                        <span class="sr-only">: {each.value}</span>
                      </button>
                    </li>
                  ))}
                </ul>
                <button type="button" class="button" onClick={() => setAsking("part")}>
                  {words.pauses.partialAdd}
                </button>
              </section>
            </>
          );
        }}
      </Awaited>
      {asking && <PauseDialog first={asking === "all" ? "all" : "sector"} onDone={loaded.reload} onClose={() => setAsking(null)} />}
    </Page>
  );
}

function PauseFacts({ pause }: { pause: BotPause }) {
  const since = words.pauses.since(pause.created_at ? momentOfIso(pause.created_at) : "", pause.created_by ?? "");
  return (
    <p class="hint">
      {words.pauses.reason}: {pause.reason}
      {since && ` · ${since}`}
    </p>
  );
}

function PauseDialog({ first, onDone, onClose }: { first: Scope; onDone(): void; onClose(): void }) {
  const { api, desk } = useContextOfDesk();
  const [scope, setScope] = useState<Scope>(first);
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("");
  const work = useWork();
  const submit = async (): Promise<void> => {
    if (scope !== "all" && !value.trim()) return work.setFailure(words.pauses.valueNeeded);
    if (!reason.trim()) return work.setFailure(words.pauses.reasonNeeded);
    if (!(await work.run(() => api.pause({ scope, value: scope === "all" ? "" : value.trim(), reason: reason.trim() })))) return;
    desk.toast(words.pauses.paused);
    onDone();
    onClose();
  };
  const change = (next: Scope): void => {
    setScope(next);
    setValue("");
  };
  return (
    <Dialog title={words.pauses.turnOffTitle} onClose={onClose}>
      <DialogForm
        confirm={words.pauses.turnOff}
        isBusy={work.isBusy}
        failure={work.failure}
        isDanger
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <fieldset class="choices">
          <legend>{words.pauses.scope}</legend>
          {(Object.keys(words.pauses.scopes) as Scope[]).map((each) => (
            <label key={each} class="choice">
              <input type="radio" name="scope" checked={scope === each} onChange={() => change(each)} />
              <span>{words.pauses.scopes[each]}</span>
            </label>
          ))}
        </fieldset>
        {scope === "sector" && <SectorField label={words.pauses.valueSector} value={value} onValue={setValue} />}
        {scope === "procedure" && (
          <ProcedureField label={words.pauses.valueProcedure} code={value} onChoose={(chosen) => setValue(chosen?.code ?? "")} />
        )}
        <AreaField label={words.pauses.reason} rows={2} value={reason} onValue={setReason} />
      </DialogForm>
    </Dialog>
  );
}
