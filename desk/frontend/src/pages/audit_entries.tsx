/** The audit log as a table: who, what, with what, in words. */

import type { AuditEntry } from "../api/types.ts";
import { particularsOf } from "../state/audit_words.ts";
import { hrefOf } from "../state/routes.ts";
import { Moment } from "../ui/bits.tsx";
import { SearchIcon } from "../ui/icons.tsx";
import { named, words } from "../words.ts";

type Names = Record<string, string>;

interface Props {
  entries: AuditEntry[];
  names: Names;
  onSubject(subjectId: string): void;
}

export function AuditEntries({ entries, names, onSubject }: Props) {
  if (!entries.length) return <p class="list-empty">{words.audit.none}</p>;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={words.audit.title}>
      <table class="table is-stacking">
        <thead>
          <tr>
            <th scope="col">{words.audit.at}</th>
            <th scope="col">{words.audit.staff}</th>
            <th scope="col">{words.audit.action}</th>
            <th scope="col">{words.audit.subjectColumn}</th>
            <th scope="col">{words.audit.details}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>
                <Moment iso={entry.at} />
              </td>
              <td>{entry.staff_name || words.audit.system}</td>
              <td>{named(words.audit.actions, entry.action)}</td>
              <td>
                <Subject entry={entry} names={names} onSubject={onSubject} />
              </td>
              <td class="details-cell">
                <Particulars entry={entry} names={names} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Subject({ entry, names, onSubject }: { entry: AuditEntry; names: Names; onSubject(subjectId: string): void }) {
  if (!entry.subject_id) return <>{words.none}</>;
  const kind = named(words.audit.subjects, entry.subject_kind);
  const href = hrefOfSubject(entry);
  const name = names[entry.subject_id] ?? nameInDetails(entry.details);
  return (
    <span class="audit-subject">
      <span>
        {kind} {href ? <a href={href}>{name || words.audit.openConversation}</a> : <strong>{name}</strong>}
      </span>
      <button type="button" class="icon-button" title={words.audit.onlyThis} onClick={() => onSubject(entry.subject_id)}>
        <SearchIcon />
        <span class="sr-only">
          {words.audit.onlyThis}: {kind} {name}
        </span>
      </button>
    </span>
  );
}

function hrefOfSubject({ subject_kind, subject_id, details }: AuditEntry): string | null {
  if (subject_kind === "ticket") return hrefOf("tickets", subject_id);
  if (subject_kind === "conversation") return hrefOf("conversations", subject_id);
  return subject_kind === "message" && typeof details.conversation_id === "string" ? hrefOf("conversations", details.conversation_id) : null;
}

/** What is gone, or has no name of its own, is called by what was written down with it. */
function nameInDetails(details: Record<string, unknown>): string {
  const found = details.title ?? details.value ?? "";
  return typeof found === "string" ? found : "";
}

function Particulars({ entry, names }: { entry: AuditEntry; names: Names }) {
  // The subject leads to the conversation already.
  const { conversation_id: _, ...details } = entry.details;
  const particulars = particularsOf(entry.action, details, names);
  if (!particulars.length) return <>{words.none}</>;
  return (
    <ul class="particulars">
      {particulars.map((each) => (
        <li key={each.label}>
          <span class="particular-label">{each.label}:</span> {each.value}
        </li>
      ))}
    </ul>
  );
}
