/** Files that come in as drafts, and the workbook that goes out. */

import { query, type Http } from "../../api/http.ts";
import type { Change, Draft } from "../api/types.ts";

export type RowChange = "added" | "changed" | "unchanged" | "refused";

export interface ImportRow {
  /** Empty where the file, or a row, cannot be told apart. */
  key: string;
  title: string;
  /** As "trang «Thủ tục», dòng 5". */
  where: string;
  change: RowChange;
  changes: Change[];
  problem: string;
}

export interface Looked {
  rows: ImportRow[];
  counts: Record<RowChange, number>;
}

export interface Filled {
  draft: Draft;
  /** What could not be read, or has to be looked at. */
  notes: string[];
}

export const importDocx = (http: Http, file: File): Promise<Filled> => http.upload(`/editors/imports/docx`, file);
export const lookThrough = (http: Http, file: File): Promise<Looked> => http.upload(`/editors/imports/excel${query({ dry_run: "true" })}`, file);
export const importExcel = (http: Http, file: File): Promise<Looked> => http.upload(`/editors/imports/excel`, file);
export const exportExcel = (http: Http, criteria: Record<string, string>): Promise<Blob> => http.download(`/editors/exports/excel${query({ ...criteria, page: "" })}`);
