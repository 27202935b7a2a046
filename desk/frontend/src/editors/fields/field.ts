/** What a form is made of: one description a field, and one short way to write each. */

import type { Choice } from "../../ui/fields.tsx";

interface Common {
  name: string;
  label: string;
  hint?: string;
  /** Marked as needed; whether it is there is checked by the server. */
  isNeeded?: boolean;
  /** Of the form's width, in twelfths; the whole of it unless told. */
  width?: 2 | 3 | 4 | 5 | 6;
  /** Looked up in the glossary in place of the label. */
  term?: string;
}

export interface LineField extends Common {
  as: "line";
  inputMode?: "tel" | "url" | "text";
  isLocked?: boolean;
}
export interface TextField extends Common {
  as: "text";
  rows?: number;
}
export interface NumberField extends Common {
  as: "number";
  /** Said after the number, as "đồng". */
  unit?: string;
  /** What an empty one means; nothing known (null) unless told. */
  ifEmpty?: number;
}
export interface DateField extends Common {
  as: "date";
}
export interface MomentField extends Common {
  as: "moment";
}
export interface SelectField extends Common {
  as: "select";
  choices: readonly Choice[];
  /** How "none of them" is called; it is null in the record. */
  none?: string;
}
export interface CheckField extends Common {
  as: "check";
}
export interface ChecksField extends Common {
  as: "checks";
  choices: readonly Choice[];
}
export interface ChipsField extends Common {
  as: "chips";
}
export interface ProcedureField extends Common {
  as: "procedure";
  isLocked?: boolean;
}
export interface ProceduresField extends Common {
  as: "procedures";
}
export interface LinesField extends Common {
  as: "lines";
  /** One of them, as in "Bước 2". */
  one: string;
}
export interface RowsField extends Common {
  as: "rows";
  one: string;
  look: "table" | "cards";
  fields: readonly Field[];
}
export interface GroupField extends Common {
  as: "group";
  fields: readonly Field[];
  /** null in the record when all of it is empty. */
  isOptional?: boolean;
}
export interface SentenceField extends Common {
  as: "sentence";
}
export interface ReasonsField extends Common {
  as: "reasons";
  /** Of what a reason can be given. */
  names: Readonly<Record<string, string>>;
}

export type Field =
  | LineField
  | TextField
  | NumberField
  | DateField
  | MomentField
  | SelectField
  | CheckField
  | ChecksField
  | ChipsField
  | ProcedureField
  | ProceduresField
  | LinesField
  | RowsField
  | GroupField
  | ReasonsField
  | SentenceField;

type Rest<F extends Field> = Omit<F, "as" | "name" | "label">;
type Maker<F extends Field> = (name: string, label: string, rest?: Partial<Rest<F>>) => F;
type Needing<F extends Field> = (name: string, label: string, rest: Rest<F>) => F;

export const line: Maker<LineField> = (name, label, rest) => ({ as: "line", name, label, ...rest });
export const text: Maker<TextField> = (name, label, rest) => ({ as: "text", name, label, ...rest });
export const number: Maker<NumberField> = (name, label, rest) => ({ as: "number", name, label, ...rest });
export const date: Maker<DateField> = (name, label, rest) => ({ as: "date", name, label, ...rest });
export const moment: Maker<MomentField> = (name, label, rest) => ({ as: "moment", name, label, ...rest });
export const check: Maker<CheckField> = (name, label, rest) => ({ as: "check", name, label, ...rest });
export const chips: Maker<ChipsField> = (name, label, rest) => ({ as: "chips", name, label, ...rest });
export const procedure: Maker<ProcedureField> = (name, label, rest) => ({ as: "procedure", name, label, ...rest });
export const procedures: Maker<ProceduresField> = (name, label, rest) => ({ as: "procedures", name, label, ...rest });
export const reasons: Needing<ReasonsField> = (name, label, rest) => ({ as: "reasons", name, label, ...rest });
export const sentence: Maker<SentenceField> = (name, label, rest) => ({ as: "sentence", name, label, ...rest });
export const select: Needing<SelectField> = (name, label, rest) => ({ as: "select", name, label, ...rest });
export const checks: Needing<ChecksField> = (name, label, rest) => ({ as: "checks", name, label, ...rest });
export const lines: Needing<LinesField> = (name, label, rest) => ({ as: "lines", name, label, ...rest });
export const rows: Needing<RowsField> = (name, label, rest) => ({ as: "rows", name, label, ...rest });
export const group: Needing<GroupField> = (name, label, rest) => ({ as: "group", name, label, ...rest });

/** A part of a form under a heading of its own. */
export interface Section {
  title: string;
  intro?: string;
  fields: readonly Field[];
}
