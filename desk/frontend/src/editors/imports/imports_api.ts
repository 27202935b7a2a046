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
/** `total` is 0 as long as nobody knows. */
export interface Progress {
  stage: "reading" | "comparing" | "writing";
  done: number;
  total: number;
}

type Told = (progress: Progress) => void;
export const lookThrough = (http: Http, file: File, onProgress: Told): Promise<Looked> =>
  http.uploadTold(`/editors/imports/excel${query({ dry_run: "true" })}`, file, onProgress);
export const importExcel = (http: Http, file: File, onProgress: Told): Promise<Looked> => http.uploadTold(`/editors/imports/excel`, file, onProgress);
export const exportExcel = (http: Http, criteria: Record<string, string>): Promise<Blob> => http.download(`/editors/exports/excel${query({ ...criteria, page: "" })}`);
