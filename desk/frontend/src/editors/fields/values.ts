/** Reading and writing what is typed: JSON of which nothing is sure. */

import type { RecordJson } from "../api/types.ts";
import type { Field } from "./field.ts";

export const textOf = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const textsOf = (value: unknown): string[] => listOf(value).map(textOf);
export const objectOf = (value: unknown): RecordJson => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as RecordJson) : {});

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => isSame((one as RecordJson)[name], (other as RecordJson)[name]));
}

/** What a new row or group begins with. */
export function emptyOf(fields: readonly Field[]): RecordJson {
  return Object.fromEntries(fields.map((field) => [field.name, emptyValue(field)]));
}

function emptyValue(field: Field): unknown {
  switch (field.as) {
    case "number":
      return field.ifEmpty ?? null;
    case "date":
    case "moment":
      return null;
    case "select":
      return field.none === undefined ? (field.choices[0]?.value ?? "") : null;
    case "check":
      return false;
    case "checks":
    case "chips":
    case "procedures":
    case "lines":
    case "rows":
      return [];
    case "group":
      return field.isOptional ? null : emptyOf(field.fields);
    case "reasons":
      return {};
    default:
      return "";
  }
}

/** "8.000 đ" → 8000; what is no whole number stays as typed, so that it can be said what is wrong with it. */
export function readNumber(typed: string): number | string | null {
  const bare = typed.trim().replace(/\s*(đ|đồng|vnđ|vnd)$/i, "").trim();
  if (!bare) return typed.trim() ? typed : null;
  if (/^\d{1,3}([.,\s]\d{3})+$/.test(bare)) return Number(bare.replace(/\D/g, ""));
  return /^\d{1,15}$/.test(bare) ? Number(bare) : typed;
}

export const writtenNumber = (value: unknown): string => (typeof value === "number" ? value.toLocaleString("vi-VN") : textOf(value));
