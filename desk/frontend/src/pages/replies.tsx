/** Ready-made replies: to read for everybody, to change for supervisors and editors. */

import { useState } from "preact/hooks";
import type { CannedReply } from "../api/types.ts";
import { fold } from "../state/folding.ts";
import { pieces, unfilled, VARIABLES } from "../state/variables.ts";
import { Awaited, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded, useWork } from "../ui/context.ts";
import { Dialog, DialogForm } from "../ui/dialog.tsx";
import { AreaField, TextField } from "../ui/fields.tsx";
import { words } from "../words.ts";

export function RepliesPage() {
  const { api, desk, session } = useContextOfDesk();
  const loaded = useLoaded(() => api.cannedReplies(), []);
  const [looked, setLooked] = useState("");
  const [edited, setEdited] = useState<CannedReply | "new" | null>(null);
  const [removed, setRemoved] = useState<CannedReply | null>(null);
  const mayEdit = session.may("edit_canned_replies");
  const reload = (): void => {
    loaded.reload();
    void desk.loadCanned();
  };
  return (
    <Page
      title={words.replies.title}
      actions={
        mayEdit && (
          <button type="button" class="button is-primary" onClick={() => setEdited("new")}>
            {words.replies.add}
          </button>
        )
      }
    >
      <p class="hint">{words.replies.intro}</p>
      <Awaited loaded={loaded}>
        {(replies) => (
          <>
            <TextField label={words.replies.find} type="search" value={looked} onValue={setLooked} autocomplete="off" />
            {replies.length === 0 && <p class="list-empty">{words.replies.none}</p>}
            <ul class="replies">
              {replies
                .filter((each) => fold(`${each.shortcut} ${each.title} ${each.text}`).includes(fold(looked)))
                .map((each) => (
                  <li key={each.id} class="card">
                    <h2>
                      <kbd>/{each.shortcut}</kbd> {each.title}
                    </h2>
                    <p class="plain">
                      {pieces(each.text).map((piece, index) => (piece.isVariable ? <mark key={index}>{piece.text}</mark> : piece.text))}
                    </p>
                    {mayEdit && (
                      <p class="card-actions">
                        <button type="button" class="button is-small" onClick={() => setEdited(each)}>
                          {words.edit}
                          <span class="sr-only"> {each.title}</span>
                        </button>
                        <button type="button" class="button is-small is-danger-quiet" onClick={() => setRemoved(each)}>
                          {words.remove}
                          <span class="sr-only"> {each.title}</span>
                        </button>
                      </p>
                    )}
                  </li>
                ))}
            </ul>
          </>
        )}
      </Awaited>
      {edited && <ReplyDialog reply={edited === "new" ? null : edited} onDone={reload} onClose={() => setEdited(null)} />}
      {removed && <RemoveDialog reply={removed} onDone={reload} onClose={() => setRemoved(null)} />}
    </Page>
  );
}

function ReplyDialog({ reply, onDone, onClose }: { reply: CannedReply | null; onDone(): void; onClose(): void }) {
  const { api, desk } = useContextOfDesk();
  const [draft, setDraft] = useState({ shortcut: reply?.shortcut ?? "", title: reply?.title ?? "", text: reply?.text ?? "" });
  const work = useWork();
  const unknown = unfilled(draft.text).filter((each) => !VARIABLES.some((name) => each === `{${name}}`));
  const save = async (): Promise<void> => {
    const body = { shortcut: draft.shortcut.trim().replace(/^\//, ""), title: draft.title.trim(), text: draft.text.trim() };
    if (!body.shortcut || !body.title || !body.text) return work.setFailure(words.replies.allNeeded);
    if (!(await work.run(() => api.saveCannedReply(body, reply?.id ?? null)))) return;
    desk.toast(words.replies.saved);
    onDone();
    onClose();
  };
  return (
    <Dialog title={reply ? `${words.edit}: ${reply.title}` : words.replies.add} onClose={onClose}>
      <DialogForm confirm={words.save} isBusy={work.isBusy} failure={work.failure} onSubmit={() => void save()} onClose={onClose}>
        <div class="pair">
          <TextField
            label={words.replies.shortcut}
            hint={words.replies.shortcutHint}
            value={draft.shortcut}
            onValue={(shortcut) => setDraft({ ...draft, shortcut })}
            autocomplete="off"
          />
          <TextField label={words.replies.name} value={draft.title} onValue={(title) => setDraft({ ...draft, title })} autocomplete="off" />
        </div>
        <AreaField
          label={words.replies.text}
          rows={6}
          failure={unknown.length ? words.replies.unknownVariable(unknown) : undefined}
          value={draft.text}
          onValue={(text) => setDraft({ ...draft, text })}
        />
        <div class="variables">
          <span class="hint">{words.replies.variables}</span>
          {VARIABLES.map((name) => (
            <button key={name} type="button" class="button is-small" onClick={() => setDraft({ ...draft, text: `${draft.text}{${name}}` })}>
              {words.replies.variableNames[name]}
            </button>
          ))}
        </div>
      </DialogForm>
    </Dialog>
  );
}

function RemoveDialog({ reply, onDone, onClose }: { reply: CannedReply; onDone(): void; onClose(): void }) {
  const { api, desk } = useContextOfDesk();
  const work = useWork();
  const remove = async (): Promise<void> => {
    if (!(await work.run(() => api.deleteCannedReply(reply.id)))) return;
    desk.toast(words.replies.removed);
    onDone();
    onClose();
  };
  return (
    <Dialog title={words.replies.removeTitle} onClose={onClose}>
      <DialogForm confirm={words.remove} isBusy={work.isBusy} failure={work.failure} isDanger onSubmit={() => void remove()} onClose={onClose}>
        <p>
          <kbd>/{reply.shortcut}</kbd> {reply.title}
        </p>
      </DialogForm>
    </Dialog>
  );
}
