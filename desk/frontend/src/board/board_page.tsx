/** The main screen: lists, conversation, side panel. Side by side where there is room, one at a time on a phone. */

import { useEffect, useRef } from "preact/hooks";
import { hrefOf, go, type Route } from "../state/routes.ts";
import { useContextOfDesk, useKeys, useObserved } from "../ui/context.ts";
import { words } from "../words.ts";
import { ListsColumn } from "./lists_column.tsx";
import { SidePanel } from "./side_panel.tsx";
import { ThreadColumn } from "./thread_column.tsx";

export function BoardPage({ route }: { route: Route }) {
  const { desk, handles } = useContextOfDesk();
  const { open } = useObserved(desk);
  const hadOne = useRef(false);
  useEffect(() => desk.openConversation(route.id), [route.id]);
  useEffect(() => () => desk.openConversation(null), []);
  useEffect(() => {
    // Back from a conversation: the lists have the focus, not nothing.
    if (hadOne.current && !route.id) document.querySelector<HTMLElement>("section.lists")?.focus();
    hadOne.current = route.id !== null;
  }, [route.id]);
  useKeys(
    () => ({
      r: () => handles.composer?.focus("reply"),
      i: () => handles.composer?.focus("note"),
      p: () => {
        if (route.id && !document.querySelector<HTMLElement>(".side")?.offsetParent) go(hrefOf("conversations", route.id, "side"));
        handles.knowledge?.focus();
      },
    }),
    [route.id],
  );
  const shown = route.id ? (route.part === "side" ? "side" : "thread") : "lists";
  return (
    <div class={`board shows-${shown}`}>
      <h1 class="sr-only">{words.shell.conversations}</h1>
      <ListsColumn openId={route.id} />
      {open ? (
        <>
          <ThreadColumn key={open.id} open={open} />
          <SidePanel key={`side-${open.id}`} open={open} />
        </>
      ) : (
        <section class="column-empty" aria-label={words.thread.region}>
          <p>{words.board.pick}</p>
          <p class="hint">{words.board.pickKeys}</p>
        </section>
      )}
    </div>
  );
}
