/** The greeting at the head of every conversation, with the suggested questions until the first is asked. */

import type { Session } from "../chat/types.ts";
import { words } from "../words.ts";
import { ArrowIcon, MarkIcon } from "./icons.tsx";
import { LinkedText } from "./linked_text.tsx";

interface Props {
  session: Session | null;
  isEmpty: boolean;
  isLoaded: boolean;
  onSuggestion(text: string): void;
}

export function Intro({ session, isEmpty, isLoaded, onSuggestion }: Props) {
  const { hello, text } = greeting(session);
  const suggestions = session && isLoaded && isEmpty ? session.welcome.suggestions : [];
  return (
    <section class={`intro${isEmpty ? " is-empty" : ""}`}>
      {isEmpty && (
        <p class="intro-hello">
          <MarkIcon />
          {hello}
        </p>
      )}
      <p class="intro-text">
        <LinkedText text={text} />
      </p>
      <p class="intro-automatic">{words.intro.automatic}</p>
      {suggestions.length > 0 && (
        <div class="suggestions">
          <h2 id="suggestions-title">{words.intro.suggestions}</h2>
          <ul aria-labelledby="suggestions-title">
            {suggestions.map((text) => (
              <li key={text}>
                <button type="button" onClick={() => onSuggestion(text)}>
                  <span>{text}</span>
                  <ArrowIcon />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** The welcome's own "Xin chào!" becomes the head line; a welcome without one gets ours. */
function greeting(session: Session | null): { hello: string; text: string } {
  if (!session) return { hello: words.intro.hello, text: words.intro.loading };
  const found = /^(Xin chào[^.!?]{0,30}[.!])\s+([\s\S]+)$/.exec(session.welcome.text.trim());
  return found ? { hello: found[1]!, text: found[2]! } : { hello: words.intro.hello, text: session.welcome.text };
}
