/** What staff write to each other, unlike anything the citizen sees. */

import { timeOf } from "@webchat/ui/dates.ts";
import { LinkedText } from "@webchat/ui/linked_text.tsx";
import type { Note } from "../api/types.ts";
import { NoteIcon } from "../ui/icons.tsx";
import { words } from "../words.ts";

export function NoteView({ note }: { note: Note }) {
  return (
    <article class="note" data-seq="" aria-label={words.thread.noteBy(note.author_name)}>
      <p class="voice">
        <NoteIcon />
        {words.thread.noteBy(note.author_name)} <time dateTime={note.created_at}>{timeOf(note.created_at)}</time>
        <small>{words.thread.noteHint}</small>
      </p>
      <p class="plain">
        <LinkedText text={note.text} />
      </p>
    </article>
  );
}
