/** Fields of many: texts in an order, rows of fields (a table or cards), a group of fields, reasons by field. */

import { useForm } from "./form_context.ts";
import type { GroupField, LinesField, ReasonsField, RowsField } from "./field.ts";
import { FieldsView } from "./form.tsx";
import { Frame, useTies, type ViewProps } from "./frame.tsx";
import { AddButton, OrderedRow, useOrdered } from "./ordered.tsx";
import { pasteClean } from "./paste.ts";
import { idOf } from "./problems.ts";
import { SPELLED } from "./text_fields.tsx";
import { emptyOf, isEmpty, listOf, objectOf, textOf, textsOf } from "./values.ts";
import { fieldWords } from "./words.ts";

export function LinesView({ field, path, value, onValue }: ViewProps<LinesField>) {
  const { isReadOnly } = useForm();
  const texts = textsOf(value);
  const order = useOrdered(texts, field.one, onValue);
  return (
    <Frame field={field} path={path} isGroup>
      {texts.length === 0 && <p class="list-empty">{fieldWords.nothingYet}</p>}
      <ol class="ordered" ref={(element) => void (order.box.current = element)}>
        {texts.map((text, place) => (
          <OrderedRow
            key={order.keys[place]}
            order={order}
            place={place}
            count={texts.length}
            one={field.one}
            isReadOnly={isReadOnly}
            id={idOf(`${path}.${place}.row`)}
            class="is-line"
            head={
              <span class="row-number" aria-hidden="true">
                {place + 1}
              </span>
            }
          >
            <OneLine
              path={`${path}.${place}`}
              label={fieldWords.numbered(field.one, place + 1)}
              text={text}
              onText={(next) => onValue(texts.map((each, at) => (at === place ? next : each)))}
              onLines={(found) => {
                if (text.trim()) order.insert(place + 1, ...found);
                else {
                  onValue([...texts.slice(0, place), ...found, ...texts.slice(place + 1)]);
                }
              }}
            />
          </OrderedRow>
        ))}
      </ol>
      {!isReadOnly && <AddButton one={field.one} onAdd={() => order.add("")} />}
    </Frame>
  );
}

function OneLine({ path, label, text, onText, onLines }: { path: string; label: string; text: string; onText(text: string): void; onLines(lines: string[]): void }) {
  const { isReadOnly } = useForm();
  const ties = useTies(path);
  return (
    <Frame field={{ as: "text", name: "", label }} path={path}>
      <textarea
        {...ties}
        {...SPELLED}
        class="grows"
        rows={2}
        readOnly={isReadOnly}
        value={text}
        onPaste={(event) => pasteClean(event, onLines)}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function RowsView({ field, path, value, onValue }: ViewProps<RowsField>) {
  const { isReadOnly } = useForm();
  const items = listOf(value).map(objectOf);
  const order = useOrdered(items, field.one, onValue);
  const isTable = field.look === "table";
  return (
    <Frame field={field} path={path} isGroup>
      {items.length === 0 && <p class="list-empty">{fieldWords.nothingYet}</p>}
      <ol class={`ordered ${isTable ? "is-table" : "is-cards"}`} ref={(element) => void (order.box.current = element)}>
        {items.map((item, place) => (
          <OrderedRow
            key={order.keys[place]}
            order={order}
            place={place}
            count={items.length}
            one={field.one}
            isReadOnly={isReadOnly}
            id={idOf(`${path}.${place}`)}
            head={
              isTable ? (
                <span class="row-number" aria-hidden="true">
                  {place + 1}
                </span>
              ) : (
                <p class="row-title">{fieldWords.numbered(field.one, place + 1)}</p>
              )
            }
          >
            <div class="row-fields" role="group" aria-label={fieldWords.numbered(field.one, place + 1)}>
              <FieldsView
                fields={field.fields}
                path={`${path}.${place}`}
                value={item}
                onValue={(next) => onValue(items.map((each, at) => (at === place ? next : each)))}
              />
            </div>
          </OrderedRow>
        ))}
      </ol>
      {!isReadOnly && <AddButton one={field.one} onAdd={() => order.add(emptyOf(field.fields))} />}
    </Frame>
  );
}

export function GroupView({ field, path, value, onValue }: ViewProps<GroupField>) {
  const known = { ...emptyOf(field.fields), ...objectOf(value) };
  return (
    <Frame field={field} path={path} isGroup>
      <div class="row-fields">
        <FieldsView fields={field.fields} path={path} value={known} onValue={(next) => onValue(field.isOptional && isEmpty(next) ? null : next)} />
      </div>
    </Frame>
  );
}

/** By the name of a field, why it says something else than the official record. */
export function ReasonsView({ field, path, value, onValue }: ViewProps<ReasonsField>) {
  const { isReadOnly } = useForm();
  const given = Object.entries(objectOf(value));
  const free = Object.entries(field.names).filter(([name]) => !given.some(([each]) => each === name));
  const without = (name: string): Record<string, unknown> => Object.fromEntries(given.filter(([each]) => each !== name));
  return (
    <Frame field={field} path={path} isGroup>
      <ul class="ordered is-table">
        {given.map(([name, reason]) => (
          <li key={name} class="ordered-row" id={idOf(`${path}.${name}`)} tabIndex={-1}>
            <label class="reason-name" for={`${idOf(path)}-of-${name}`}>
              {field.names[name] ?? name}
            </label>
            <textarea
              id={`${idOf(path)}-of-${name}`}
              {...SPELLED}
              class="grows"
              rows={2}
              readOnly={isReadOnly}
              placeholder={fieldWords.noReason}
              value={textOf(reason)}
              onPaste={pasteClean}
              onInput={(event) => onValue({ ...objectOf(value), [name]: event.currentTarget.value })}
            />
            {!isReadOnly && (
              <button type="button" class="button is-small" onClick={() => onValue(without(name))}>
                {fieldWords.remove(field.names[name] ?? name)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {!isReadOnly && free.length > 0 && (
        <select
          aria-label={fieldWords.reasonField}
          value=""
          onChange={(event) => {
            const name = event.currentTarget.value;
            event.currentTarget.value = "";
            if (name) onValue({ ...objectOf(value), [name]: "" });
          }}
        >
          <option value="">{fieldWords.pickField}</option>
          {free.map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}
