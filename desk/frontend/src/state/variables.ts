/** `{ten_nguoi_dan}` and the like in ready-made replies. What cannot be filled in stays visible and must not be sent. */

export interface VariableValues {
  ten_nguoi_dan: string;
  ma_tra_cuu: string;
  ten_can_bo: string;
  so_tong_dai: string;
  thu_tuc: string;
}

export const VARIABLES: readonly (keyof VariableValues)[] = ["ten_nguoi_dan", "ma_tra_cuu", "ten_can_bo", "so_tong_dai", "thu_tuc"];

const VARIABLE = /\{([a-z]+(?:_[a-z]+)*)\}/g;

/** A value never brings in a variable of its own: a citizen's name may look like one. */
export function fillIn(text: string, values: Partial<VariableValues>): string {
  return text.replace(VARIABLE, (whole, name: string) => {
    const value = values[name as keyof VariableValues];
    return value ? value.replace(/[{}]/g, "") : whole;
  });
}

export function unfilled(text: string): string[] {
  return Array.from(new Set(Array.from(text.matchAll(VARIABLE), (match) => match[0])));
}

/** The text cut at its unfilled variables, for highlighting. */
export function pieces(text: string): { text: string; isVariable: boolean }[] {
  return text
    .split(/(\{[a-z]+(?:_[a-z]+)*\})/)
    .filter(Boolean)
    .map((piece) => ({ text: piece, isVariable: /^\{[a-z_]+\}$/.test(piece) }));
}
