/** A new record of any kind: which kind, then what it is told apart by; the draft opens at once. */

import { useState } from "preact/hooks";
import { go } from "../../state/routes.ts";
import { useWork } from "../../ui/context.ts";
import { Dialog, DialogForm } from "../../ui/dialog.tsx";
import { useEditorsApi } from "../api/editors_api.ts";
import { KINDS, type Kind, type RecordJson } from "../api/types.ts";
import { FieldsView } from "../fields/form.tsx";
import { emptyOf, isEmpty } from "../fields/values.ts";
import { hrefOfRecord } from "../hrefs.ts";
import { isKind, kinds, newRecord } from "../kinds/kinds.ts";
import { kindWords } from "../kinds/words.ts";
import { recordWords } from "./words.ts";

export function NewRecordDialog({ kind: first, onClose }: { kind?: string | undefined; onClose(): void }) {
  const [kind, setKind] = useState<Kind | null>(first && isKind(first) ? first : null);
  if (kind) return <AskDialog key={kind} kind={kind} onBack={() => setKind(null)} onClose={onClose} />;
  return (
    <Dialog title={recordWords.newKind} onClose={onClose}>
      <ul class="menu kinds-menu">
        {KINDS.map((each) => (
          <li key={each}>
            <button type="button" onClick={() => setKind(each)}>
              {kindWords.one[each]}
              <small>{kindWords.about[each]}</small>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function AskDialog({ kind, onBack, onClose }: { kind: Kind; onBack(): void; onClose(): void }) {
  const api = useEditorsApi();
  const { asks } = kinds[kind];
  const [asked, setAsked] = useState<RecordJson>(() => emptyOf(asks));
  const work = useWork();
  const create = async (): Promise<void> => {
    if (asks.some((field) => isEmpty(asked[field.name]))) return work.setFailure(recordWords.newNeeded);
    await work.run(async () => {
      const draft = await api.openDraft({ kind, key: "", record: newRecord(kind, asked) });
      onClose();
      go(hrefOfRecord(draft.kind, draft.key));
    });
  };
  return (
    <Dialog title={`${recordWords.newTitle}: ${kindWords.one[kind].toLowerCase()}`} onClose={onClose}>
      <DialogForm confirm={recordWords.newCreate} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void create()} onClose={onClose}>
        <p class="hint">
          {kindWords.about[kind]}{" "}
          <button type="button" class="button is-quiet is-small" onClick={onBack}>
            {recordWords.back}
          </button>
        </p>
        <div class="form-box">
          <div class="row-fields">
            <FieldsView fields={asks} path="" value={asked} onValue={setAsked} />
          </div>
        </div>
      </DialogForm>
    </Dialog>
  );
}
