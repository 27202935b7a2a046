/** One field for the code, and what is known of its ticket. */

import { useEffect, useRef, useState } from "preact/hooks";
import { MarkIcon } from "../ui/icons.tsx";
import { lookUpWords as words, words as common } from "../words.ts";
import { TicketView } from "./ticket_view.tsx";
import { LookUpFailure, type Ticket, type Tickets } from "./tickets.ts";

export function LookUpPage({ tickets, given }: { tickets: Tickets; given: string }) {
  const field = useRef<HTMLInputElement>(null);
  const result = useRef<HTMLHeadingElement>(null);
  const [ticket, setTicket] = useState<Ticket | null>(null);
  const [failure, setFailure] = useState("");
  const [isLooking, setLooking] = useState(false);
  const [timesFound, setTimesFound] = useState(0);

  const lookUp = async (): Promise<void> => {
    const code = field.current!.value;
    if (isLooking) return;
    setFailure(code.trim() ? "" : words.empty);
    if (!code.trim()) return field.current!.focus();
    setLooking(true);
    try {
      setTicket(await tickets.find(code));
      setTimesFound((times) => times + 1);
    } catch (error) {
      if (!(error instanceof LookUpFailure)) throw error;
      setTicket(null);
      setFailure(error.message);
      field.current!.focus();
    } finally {
      setLooking(false);
    }
    return undefined;
  };
  useEffect(() => {
    if (timesFound) result.current!.focus();
  }, [timesFound]);
  useEffect(() => {
    if (given) void lookUp();
  }, []);

  return (
    <div class="look-up">
      <header class="look-up-header">
        <div class="look-up-column">
          <MarkIcon />
          <p>
            <strong>{words.name}</strong>
          </p>
          <a href={words.chatUrl}>{words.chat}</a>
        </div>
      </header>
      <main class="look-up-column">
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form
          class="look-up-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void lookUp();
          }}
        >
          <label for="code">{words.label}</label>
          <div class="look-up-row">
            <input
              ref={field}
              id="code"
              type="text"
              defaultValue={given}
              maxLength={60}
              autocapitalize="off"
              autocomplete="off"
              spellcheck={false}
              aria-describedby={failure ? "code-failure code-hint" : "code-hint"}
              aria-invalid={failure !== ""}
              enterkeyhint="search"
            />
            <button type="submit" class="button-strong" aria-disabled={isLooking}>
              {isLooking ? words.looking : words.submit}
            </button>
          </div>
          <p id="code-failure" class="failure" role="alert">
            {failure}
          </p>
          <p id="code-hint" class="hint">
            {words.hint}
          </p>
        </form>
        {ticket && <TicketView key={ticket.trackingCode} heading={result} ticket={ticket} tickets={tickets} onChanged={setTicket} />}
        <p class="look-up-foot">
          <a href={`tel:${common.page.hotline}`}>{words.call(common.page.hotline)}</a>
          <a href={common.composer.privacyUrl}>{common.menu.privacy}</a>
        </p>
      </main>
    </div>
  );
}
