/** The particulars of an entry of the audit log as people say them. */

import { plainDate } from "@webchat/ui/dates.ts";
import { named, words } from "../words.ts";

export interface Particular {
  label: string;
  value: string;
}

const NAMES_OF: Record<string, Record<string, string>> = {
  roles: words.staff.roleNames,
  scope: words.pauses.scopes,
  state: words.tickets.states,
  kind: words.tickets.kinds,
  priority: words.priority,
  channel: words.channel,
  closed_as: words.audit.closedAs,
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `names`: what people call the ids that stand in it. */
export function particularsOf(action: string, details: Record<string, unknown>, names: Record<string, string>): Particular[] {
  return Object.entries(details)
    .map(([field, value]) => ({ label: named(words.audit.fields, field), value: said(fieldOf(action, field), value, names) }))
    .filter((each) => each.value !== "");
}

/** Old and new roles stand under "from" and "to", as the days of a report do. */
function fieldOf(action: string, field: string): string {
  return action === "roles_changed" && (field === "from" || field === "to") ? "roles" : field;
}

function said(field: string, value: unknown, names: Record<string, string>): string {
  if (Array.isArray(value)) return value.map((each) => said(field, each, names)).join(", ");
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (value === null || value === undefined) return "";
  const text = String(value);
  if (DAY.test(text)) return plainDate(text);
  return names[text] ?? named(NAMES_OF[field] ?? {}, text);
}
