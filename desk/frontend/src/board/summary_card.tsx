/** What the bot hands over: question, procedure, what was answered, what failed, why a person is needed. */

import type { Ticket } from "../api/types.ts";
import { hrefOf } from "../state/routes.ts";
import { named, words } from "../words.ts";

/** Whatever the bot wrote down, as one line: a text, several, or things with texts. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).filter(Boolean).join("; ");
  if (typeof value === "object" && value !== null) return Object.values(value).map(inWords).filter(Boolean).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

interface Props {
  ticket: Ticket;
  /** What the citizen has stated since the bot handed over. */
  matter?: string;
  hasLink?: boolean;
}

export function SummaryCard({ ticket, matter = "", hasLink = true }: Props) {
  const { summary } = ticket;
  const procedure = [summary.procedure_name, summary.procedure_code && `(${summary.procedure_code})`].filter(Boolean).join(" ");
  const rows = [
    // Over the thread, the fold's own title says why.
    [words.thread.why, hasLink ? "" : named(words.reason, ticket.handover_reason)],
    [words.thread.question, matter || (summary.question ?? ticket.subject)],
    [words.thread.procedure, procedure],
    [words.thread.answered, inWords(summary.answered)],
    [words.thread.failed, inWords(summary.failed)],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  return (
    <section class="summary" aria-label={words.thread.summary}>
      {hasLink ? (
        <a class="summary-link code" href={hrefOf("tickets", ticket.id)}>
          {ticket.tracking_code}
        </a>
      ) : (
        <h2>{words.thread.summary}</h2>
      )}
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
