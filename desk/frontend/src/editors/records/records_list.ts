/** What the list of records is narrowed to: as it stands in the address. */

export const CRITERIA = ["q", "kind", "sector", "level", "state", "due", "warning", "origin"] as const;
export type Criterion = (typeof CRITERIA)[number];
export type Criteria = Partial<Record<Criterion, string>> & { page?: string };

export function readCriteria(query: Record<string, string>): Criteria {
  const page = Number(query.page);
  return {
    ...Object.fromEntries(CRITERIA.filter((name) => query[name]).map((name) => [name, query[name]!])),
    ...(Number.isInteger(page) && page > 1 ? { page: String(page) } : {}),
  };
}

/** Narrowed anew, one begins at the first page. */
export function narrowed(criteria: Criteria, name: Criterion, value: string): Criteria {
  const { page: _, ...rest } = { ...criteria, [name]: value };
  return readCriteria(rest as Record<string, string>);
}

export const isNarrowed = (criteria: Criteria): boolean => CRITERIA.some((name) => criteria[name]);
export const pagesOf = (total: number, size: number): number => Math.max(1, Math.ceil(total / Math.max(1, size)));
