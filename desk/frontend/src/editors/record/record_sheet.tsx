/** A record to read, on screen and on paper. */

import { SafeLink } from "@webchat/ui/linked_text.tsx";
import type { RecordJson } from "../api/types.ts";
import type { Field, RowsField, Section } from "../fields/field.ts";
import { Explained } from "../fields/frame.tsx";
import { isEmpty, listOf, objectOf, textOf } from "../fields/values.ts";
import { fieldWords } from "../fields/words.ts";
import { plainLines } from "./plain.ts";

export function RecordSheet({ sections, record }: { sections: readonly Section[]; record: RecordJson }) {
  return (
    <div class="sheet-read">
      {sections.map((section) => {
        const filled = section.fields.filter((field) => field.as === "check" || !isEmpty(record[field.name]));
        if (filled.length === 0) return null;
        return (
          <section key={section.title}>
            <h3>{section.title}</h3>
            <dl class="facts-read">
              {filled.map((field) => (
                <div key={field.name}>
                  <dt>
                    {field.label} <Explained term={field.term ?? field.label} />
                  </dt>
                  <dd>
                    <ReadValue field={field} value={record[field.name]} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

function ReadValue({ field, value }: { field: Field; value: unknown }) {
  if (field.as === "rows") return field.look === "table" ? <ReadTable field={field} value={value} /> : <ReadCards field={field} value={value} />;
  if (field.as === "line" && field.inputMode === "url") return <SafeLink url={textOf(value)} text={textOf(value)} />;
  const lines = plainLines(field, value);
  if (field.as === "chips" || field.as === "procedures") return <p>{lines.join(", ")}</p>;
  if (field.as === "lines") {
    return (
      <ol class="steps">
        {lines.map((each, place) => (
          <li key={place} class="plain">
            {each}
          </li>
        ))}
      </ol>
    );
  }
  return <p class="plain">{lines.join("\n")}</p>;
}

function ReadTable({ field, value }: { field: RowsField; value: unknown }) {
  const rows = listOf(value).map(objectOf);
  const columns = field.fields.filter((each) => rows.some((row) => !isEmpty(row[each.name])));
  return (
    <div class="read-scroll" tabIndex={0} role="group" aria-label={field.label}>
      <table class="read-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {columns.map((column) => (
                <td key={column.name}>{plainLines(column, row[column.name]).join(" ")}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReadCards({ field, value }: { field: RowsField; value: unknown }) {
  return (
    <ul class="read-cards">
      {listOf(value)
        .map(objectOf)
        .map((row, place) => (
          <li key={place}>
            <h4>{fieldWords.numbered(field.one, place + 1)}</h4>
            <dl class="facts-read">
              {field.fields
                .filter((each) => !isEmpty(row[each.name]))
                .map((each) => (
                  <div key={each.name}>
                    <dt>{each.label}</dt>
                    <dd>
                      <ReadValue field={each} value={row[each.name]} />
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
    </ul>
  );
}

interface PrintProps {
  kind: string;
  title: string;
  state: string;
  foot: string;
  sections: readonly Section[];
  record: RecordJson;
}

/** What the printer gets in place of the page. */
export function PrintedRecord({ kind, title, state, foot, sections, record }: PrintProps) {
  return (
    <div class="printed-record" aria-hidden="true" inert>
      <p class="print-head">
        {kind} · {state}
      </p>
      <p class="print-title">{title}</p>
      <RecordSheet sections={sections} record={record} />
      <p class="print-foot">{foot}</p>
    </div>
  );
}
