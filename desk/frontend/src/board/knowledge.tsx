/** Search in what is published; an answer goes into the reply with its source. */

import { readBlocks } from "@webchat/chat/types.ts";
import { Blocks } from "@webchat/ui/blocks.tsx";
import { LinkedText, SafeLink } from "@webchat/ui/linked_text.tsx";
import { useEffect, useState } from "preact/hooks";
import type { KnowledgeResult } from "../api/types.ts";
import type { OpenConversation } from "../state/open_conversation.ts";
import { go, hrefOf } from "../state/routes.ts";
import { useContextOfDesk, useLoaded } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { named, words } from "../words.ts";

export function Knowledge({ open }: { open: OpenConversation }) {
  const { api } = useContextOfDesk();
  const [looked, setLooked] = useState("");
  const [asked, setAsked] = useState("");
  const found = useLoaded(async () => (asked ? (await api.knowledge(asked)).results : null), [asked]);
  const search = (text: string): void => (text.trim() === asked ? found.reload() : setAsked(text.trim()));
  const question = open.view?.matter || open.view?.tickets[0]?.summary.question;
  // What the citizen wants to know is what will be looked for first.
  useEffect(() => {
    if (!question || looked) return;
    setLooked(question);
    search(question);
  }, [question]);
  return (
    <>
      <form
        class="search-form"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          search(looked);
        }}
      >
        <label class="sr-only" for="knowledge-search">
          {words.side.find}
        </label>
        <input
          id="knowledge-search"
          type="search"
          value={looked}
          placeholder={words.side.findPlaceholder}
          autocomplete="off"
          onInput={(event) => setLooked(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {words.side.findButton}
        </button>
      </form>
      <Failure text={found.failure} />
      <div aria-live="polite" aria-busy={found.isLoading}>
        {found.data === null && <p class="hint">{found.isLoading ? words.loading : words.side.findHint}</p>}
        {found.data?.length === 0 && <p class="list-empty">{words.side.nothing}</p>}
      </div>
      {found.data?.map((result, index) => (
        <Result key={`${result.procedure_code}${index}`} result={result} open={open} />
      ))}
    </>
  );
}

function Result({ result, open }: { result: KnowledgeResult; open: OpenConversation }) {
  const { desk, handles, announce } = useContextOfDesk();
  const blocks = result.blocks ? readBlocks(result.blocks) : [];
  const insert = (text: string): void => {
    // Every part ends with its source.
    if (!handles.composer?.insert(text)) return desk.toast(words.side.cannotInsert);
    announce(words.side.inserted);
    go(hrefOf("conversations", open.id));
  };
  return (
    <article class="result">
      <h3>{result.name}</h3>
      <p class="result-more">
        {[result.procedure_code, result.sector].filter(Boolean).join(" · ")}
      </p>
      <p class="result-text">
        <LinkedText text={result.text} />
      </p>
      {blocks.length > 0 && (
        <details>
          <summary>{words.side.more}</summary>
          <div class="result-blocks">
            <Blocks blocks={blocks} />
          </div>
        </details>
      )}
      <p class="result-foot">
        <span class="insert-parts" role="group" aria-label={words.side.insertOf(result.name)}>
          <button type="button" class="button is-small is-strong" onClick={() => insert(result.text)}>
            {result.parts.length ? words.side.insertAll : words.side.insert}
          </button>
          {result.parts.map((part) => (
            <button key={part.aspect} type="button" class="button is-small" onClick={() => insert(part.text)}>
              <span class="sr-only">{words.side.insertPart} </span>
              {named(words.aspects, part.aspect)}
            </button>
          ))}
        </span>
        {result.source_url && <SafeLink url={result.source_url} text={words.side.source} />}
      </p>
    </article>
  );
}
