/** Beside the conversation: the knowledge base, the citizen, the tickets. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { afterDrawing } from "@webchat/ui/drawing.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ConversationView } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { hrefOf } from "../state/routes.ts";
import { TicketLine } from "../ui/bits.tsx";
import { useContextOfDesk, useObserved, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { TextField } from "../ui/fields.tsx";
import { BackIcon } from "../ui/icons.tsx";
import { named, words } from "../words.ts";
import { Knowledge } from "./knowledge.tsx";

/** By then the panel has come onto a narrow screen. */
const SHOWN_AFTER_MS = 60;
const TABS = ["knowledge", "citizen", "tickets"] as const;
type Tab = (typeof TABS)[number];

export function SidePanel({ open }: { open: OpenConversation }) {
  const { desk, handles } = useContextOfDesk();
  useObserved(desk);
  const [tab, setTab] = useState<Tab>("knowledge");
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    handles.knowledge = {
      focus: () => {
        setTab("knowledge");
        const search = panel.current!.querySelector<HTMLInputElement>("input[type=search]")!;
        // In this turn where it can be: whoever types on must find the words in the right box.
        afterDrawing(() => (search.offsetParent ? search.focus() : setTimeout(() => search.focus(), SHOWN_AFTER_MS)));
      },
    };
    return () => void (handles.knowledge = null);
  }, []);
  return (
    <aside class="side" aria-label={words.side.region} ref={panel}>
      <div class="side-head">
        <a class="icon-button narrow-only" href={hrefOf("conversations", open.id)}>
          <BackIcon />
          <span class="sr-only">{words.back}</span>
        </a>
        <div class="tabs" role="group" aria-label={words.side.tabs}>
          {TABS.map((each) => (
            <button key={each} type="button" class="tab" aria-pressed={tab === each} onClick={() => setTab(each)}>
              {words.side[each]}
              {each === "tickets" && open.view && open.view.tickets.length > 0 && <span class="count">{open.view.tickets.length}</span>}
            </button>
          ))}
        </div>
      </div>
      <div class="side-scroll" tabIndex={0} role="group" aria-label={words.side[tab]}>
        <div hidden={tab !== "knowledge"}>
          <Knowledge open={open} />
        </div>
        {tab === "citizen" && open.view && <Citizen key={open.id} open={open} view={open.view} />}
        {tab === "tickets" && open.view && <Tickets view={open.view} />}
      </div>
    </aside>
  );
}

function Citizen({ open, view }: { open: OpenConversation; view: ConversationView }) {
  const phone = view.tickets.find((each) => each.citizen_phone_masked)?.citizen_phone_masked;
  return (
    <>
      <CitizenName open={open} name={view.row.citizen_name} />
      <dl class="facts">
        <div>
          <dt>{words.side.channel}</dt>
          <dd>{named(words.channel, view.row.channel)}</dd>
        </div>
        <div>
          <dt>{words.side.phone}</dt>
          <dd>{phone ?? (view.row.call?.caller_masked || words.side.noPhone)}</dd>
        </div>
      </dl>
      <h3>{words.side.earlier}</h3>
      {view.earlier.length === 0 && <p class="list-empty">{words.side.noEarlier}</p>}
      <ul class="earlier">
        {view.earlier.map((each) => (
          <li key={each.id}>
            <a href={hrefOf("conversations", each.id)}>
              {each.preview || words.none}
              <small>
                {named(words.channel, each.channel)} · {each.last_message_at && momentOfIso(each.last_message_at)}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function CitizenName({ open, name }: { open: OpenConversation; name: string }) {
  const { api, desk } = useContextOfDesk();
  const [draft, setDraft] = useState<string | null>(null);
  const work = useWork();
  const save = async (): Promise<void> => {
    if (draft === null || draft.trim() === name) return setDraft(null);
    const isSaved = await work.run(async () => desk.takeNamed((await api.nameCitizen(open.id, draft.trim())).row));
    if (!isSaved) return;
    setDraft(null);
    desk.toast(words.side.nameSaved);
  };
  return (
    <form
      class="name-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={words.side.name} hint={words.side.nameHint} value={draft ?? name} onValue={setDraft} maxLength={100} autocomplete="off" />
      <button type="submit" class="button" aria-disabled={work.isBusy}>
        {words.save}
      </button>
      <Failure text={work.failure} />
    </form>
  );
}

function Tickets({ view }: { view: ConversationView }) {
  if (!view.tickets.length) return <p class="list-empty">{words.side.noTickets}</p>;
  return (
    <ul class="ticket-lines">
      {view.tickets.map((ticket) => (
        <TicketLine key={ticket.id} ticket={ticket} />
      ))}
    </ul>
  );
}
