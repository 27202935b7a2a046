/** How it ended: outcome, sector, and whether the bot should have known. */

import { useRef, useState } from "preact/hooks";
import type { ConversationView } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { isCallOver } from "../state/lists.ts";
import { go, hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { AreaField, CheckField } from "../ui/fields.tsx";
import { ProcedureField, SectorField } from "../ui/subject_fields.tsx";
import { words } from "../words.ts";

export function WrapUpDialog({ open, view, onClose }: { open: OpenConversation; view: ConversationView; onClose(): void }) {
  const { desk } = useContextOfDesk();
  // The one that is finished with the conversation, as the server chooses it: a report is work of its own.
  const ticket = view.tickets.find((each) => each.kind !== "citizen_report" && !["resolved", "closed", "rejected"].includes(each.state));
  const [outcome, setOutcome] = useState("answered");
  const [sector, setSector] = useState(ticket?.sector ?? "");
  const [procedure, setProcedure] = useState(ticket?.procedure_code ?? "");
  const [shouldHaveKnown, setShouldHaveKnown] = useState(false);
  const [note, setNote] = useState("");
  const work = useWork();
  /** What the citizen wrote after that has not been read by whoever ends it. */
  const seen = useRef(view.row.last_seq);

  const submit = async (): Promise<void> => {
    // A reply on its way would be refused once the conversation is the bot's.
    if (!(await desk.delivered(open.id))) return work.setFailure(words.wrapUp.unsent);
    const body = {
      outcome,
      seen_seq: seen.current,
      sector,
      bot_should_have_known: shouldHaveKnown,
      ...(procedure.trim() ? { procedure_code: procedure.trim() } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    };
    if (!(await work.run(() => desk.wrapUp(open.id, body)))) {
      seen.current = Math.max(seen.current, open.view?.row.last_seq ?? 0);
      return;
    }
    onClose();
    desk.toast(words.wrapUp.done);
    go(hrefOf("conversations"));
  };
  return (
    <Dialog title={words.wrapUp.title} onClose={onClose}>
      <DialogForm confirm={words.wrapUp.confirm} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void submit()} onClose={onClose}>
        <fieldset class="choices">
          <legend>{words.wrapUp.outcome}</legend>
          {Object.entries(words.wrapUp.outcomes).map(([value, label]) => (
            <label key={value} class="choice">
              <input type="radio" name="outcome" checked={outcome === value} onChange={() => setOutcome(value)} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        <p class="notice" role="status">
          {ticket ? words.wrapUp.consequences(outcome, !isCallOver(view.row)) : words.wrapUp.withoutTicket}
        </p>
        <ProcedureField
          label={words.optionalLabel(words.wrapUp.procedure)}
          code={procedure}
          onKnown={(known) => setSector((now) => now || known.sector)}
          onChoose={(chosen) => {
            setProcedure(chosen?.code ?? "");
            if (chosen?.sector) setSector(chosen.sector);
          }}
        />
        <SectorField value={sector} onValue={setSector} />
        <CheckField label={words.wrapUp.shouldHaveKnown} hint={words.wrapUp.shouldHaveKnownHint} isOn={shouldHaveKnown} onChange={setShouldHaveKnown} />
        <AreaField label={words.optionalLabel(words.wrapUp.note)} rows={2} value={note} onValue={setNote} />
      </DialogForm>
    </Dialog>
  );
}
