/** The head of a conversation: the citizen, who has it, who else looks at it. */

import type { ComponentChildren } from "preact";
import type { ConversationView, Row } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { hrefOf } from "../state/routes.ts";
import { PriorityChip } from "../ui/bits.tsx";
import { useContextOfDesk, useObserved } from "../ui/context.ts";
import { BackIcon, InfoIcon } from "../ui/icons.tsx";
import { named, words } from "../words.ts";
import { ReplyWindow } from "./reply_window.tsx";

interface Props {
  open: OpenConversation;
  view: ConversationView;
  children: ComponentChildren;
}

export function ThreadHead({ open, view, children }: Props) {
  const { session } = useContextOfDesk();
  const { row } = view;
  return (
    <header class="thread-head">
      <a class="icon-button narrow-only" href={hrefOf("conversations")}>
        <BackIcon />
        <span class="sr-only">{words.thread.toLists}</span>
      </a>
      <div class="thread-who">
        <h2>
          {row.citizen_name || words.board.anonymous} <small class={`channel is-${row.channel}`}>{named(words.channel, row.channel)}</small>
        </h2>
        <p class="thread-state">
          <span class={`owner is-${ownerClass(row, session.state.me!.id)}`}>{stateInWords(row, session.state.me!.id)}</span>
          <PriorityChip priority={row.ticket?.priority} />
          <ReplyWindow row={row} />
          <Viewers id={open.id} view={view} />
        </p>
      </div>
      <div class="thread-actions">
        {children}
        <a class="icon-button narrow-only" href={hrefOf("conversations", open.id, "side")}>
          <InfoIcon />
          <span class="sr-only">{words.thread.toSide}</span>
        </a>
      </div>
    </header>
  );
}

function ownerClass(row: Row, myId: string): string {
  if (row.owner !== "operator") return row.owner;
  return row.owner_id === myId ? "mine" : "other";
}

function stateInWords(row: Row, myId: string): string {
  if (row.owner === "bot") return words.state.bot;
  if (row.owner === "queue") return words.state.queue;
  return row.owner_id === myId ? words.state.mine : words.state.other(row.owner_name ?? words.state.someone);
}

function Viewers({ id, view }: { id: string; view: ConversationView }) {
  const { desk, session } = useContextOfDesk();
  const { presence } = useObserved(desk);
  const viewers = (presence.get(id)?.viewers ?? view.viewers).filter((each) => each.id !== session.state.me!.id);
  const typing = viewers.filter((each) => each.typing);
  const watching = viewers.filter((each) => !each.typing);
  return (
    <span class="viewers" role="status">
      {typing.length > 0 && <span class="chip is-high">{words.thread.colleagueTyping(typing.map((each) => each.display_name))}</span>}
      {watching.length > 0 && <span class="chip is-quiet">{words.thread.viewing(watching.map((each) => each.display_name))}</span>}
    </span>
  );
}
