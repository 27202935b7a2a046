/** A form drawn from its description. A new field of a record is one line in `kinds/`. */

import type { RecordJson } from "../api/types.ts";
import { CheckView, ChecksView, SelectView } from "./choice_fields.tsx";
import { ChipsView } from "./chips_field.tsx";
import { DateView, MomentView } from "./date_fields.tsx";
import type { Field, Section } from "./field.ts";
import { useForm } from "./form_context.ts";
import type { ViewProps } from "./frame.tsx";
import { GroupView, LinesView, ReasonsView, RowsView } from "./list_fields.tsx";
import { countWithin } from "./problems.ts";
import { ProceduresView, ProcedureView } from "./procedure_fields.tsx";
import { LineView, NumberView, TextView } from "./text_fields.tsx";
import { SentenceView } from "./sentence_field.tsx";
import { fieldWords } from "./words.ts";
import "./fields.css";

interface FieldsProps {
  fields: readonly Field[];
  /** "" for the record itself. */
  path: string;
  value: RecordJson;
  onValue(value: RecordJson): void;
}

export function FieldsView({ fields, path, value, onValue }: FieldsProps) {
  return (
    <>
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          path={path ? `${path}.${field.name}` : field.name}
          value={value[field.name]}
          onValue={(next) => onValue({ ...value, [field.name]: next })}
        />
      ))}
    </>
  );
}

function OneField({ field, ...rest }: ViewProps<Field>) {
  switch (field.as) {
    case "line":
      return <LineView field={field} {...rest} />;
    case "text":
      return <TextView field={field} {...rest} />;
    case "number":
      return <NumberView field={field} {...rest} />;
    case "date":
      return <DateView field={field} {...rest} />;
    case "moment":
      return <MomentView field={field} {...rest} />;
    case "select":
      return <SelectView field={field} {...rest} />;
    case "check":
      return <CheckView field={field} {...rest} />;
    case "checks":
      return <ChecksView field={field} {...rest} />;
    case "chips":
      return <ChipsView field={field} {...rest} />;
    case "procedure":
      return <ProcedureView field={field} {...rest} />;
    case "procedures":
      return <ProceduresView field={field} {...rest} />;
    case "lines":
      return <LinesView field={field} {...rest} />;
    case "rows":
      return <RowsView field={field} {...rest} />;
    case "group":
      return <GroupView field={field} {...rest} />;
    case "sentence":
      return <SentenceView field={field} {...rest} />;
    case "reasons":
      return <ReasonsView field={field} {...rest} />;
  }
}

interface FormProps {
  sections: readonly Section[];
  record: RecordJson;
  onRecord(record: RecordJson): void;
}

export function SectionsForm({ sections, record, onRecord }: FormProps) {
  return (
    <>
      {sections.length > 2 && <SectionIndex sections={sections} />}
      {sections.map((section, place) => (
        <section key={section.title} class="form-section card" aria-labelledby={headingOf(place)}>
          <h3 id={headingOf(place)} tabIndex={-1}>
            {section.title}
          </h3>
          {section.intro && <p class="hint">{section.intro}</p>}
          <div class="row-fields">
            <FieldsView fields={section.fields} path="" value={record} onValue={onRecord} />
          </div>
        </section>
      ))}
    </>
  );
}

const headingOf = (place: number): string => `content-section-${place}`;

function SectionIndex({ sections }: { sections: readonly Section[] }) {
  const { problems } = useForm();
  const show = (place: number): void => {
    const heading = document.getElementById(headingOf(place));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  };
  return (
    <nav class="section-index" aria-label={fieldWords.sections}>
      <ul>
        {sections.map((section, place) => {
          const wrong = countWithin(problems, section.fields);
          return (
            <li key={section.title}>
              <button type="button" onClick={() => show(place)}>
                {section.title}
                {wrong > 0 && (
                  <span class="overdue-count">
                    <span aria-hidden="true">{wrong}</span>
                    <span class="sr-only"> {fieldWords.problemsHere(wrong)}</span>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
