import { describe, expect, test } from "vitest";
import { kinds, newRecord } from "../../src/editors/kinds/kinds.ts";
import { KINDS } from "../../src/editors/api/types.ts";
import { slugOf } from "../../src/editors/kinds/slugs.ts";
import { isOver, readClock, readDate, readMoment, wholeMoment, writtenDate, writtenMoment } from "../../src/editors/fields/dates.ts";
import { moved } from "../../src/editors/fields/ordered.tsx";
import { cleanLine, cleanLines, cleanText } from "../../src/editors/fields/paste.ts";
import { labelOfPath, placeOf, problemAt } from "../../src/editors/fields/problems.ts";
import { number } from "../../src/editors/fields/field.ts";
import { emptyOf, isSame, readNumber, writtenNumber } from "../../src/editors/fields/values.ts";
import { comparedLines } from "../../src/editors/record/difference.ts";
import { meet, onTop } from "../../src/editors/record/merging.ts";
import { narrowed, pagesOf, readCriteria } from "../../src/editors/records/records_list.ts";

describe("text from Word", () => {
  test("bullets become dashes, odd spaces become spaces", () => {
    expect(cleanText("\u00b7\u00a0\u00a0\u00a0 Tờ khai\r\n\uf0b7\tBản\u00a0sao\r\no   Ảnh")).toBe("- Tờ khai\n- Bản sao\n- Ảnh");
  });

  test("letters put together of two parts become one, unseen ones go", () => {
    expect(cleanText("Tie\u0302\u0301ng Vie\u0323\u0302t\u200b\u00ad")).toBe("Tiếng Việt");
  });

  test("a word that begins with o is no bullet", () => {
    expect(cleanText("ong mật\no to")).toBe("ong mật\no to");
  });

  test("paragraphs stay apart, emptiness does not pile up", () => {
    expect(cleanText("\n\nMột\n\n\n\nHai\v ba\n")).toBe("Một\n\nHai\nba");
  });

  test("in a field of one line it is one line", () => {
    expect(cleanLine("Ủy ban nhân dân\r\nxã")).toBe("Ủy ban nhân dân xã");
  });

  test("a list loses the numbers it had", () => {
    expect(cleanLines("1. Nộp hồ sơ\n2) Nhận kết quả\n\na) Trả phí\n- 30 ngày")).toEqual(["Nộp hồ sơ", "Nhận kết quả", "Trả phí", "30 ngày"]);
  });
});

test("a new paper is none of anything; what a fee or a time is, is not known yet", () => {
  expect(emptyOf([number("copies", "Bản sao", { ifEmpty: 0 }), number("amount_vnd", "Số tiền")])).toEqual({ copies: 0, amount_vnd: null });
  const papers = JSON.stringify(kinds.procedure.sections.flatMap((section) => section.fields).find((field) => field.name === "required_documents"));
  expect(papers.match(/"ifEmpty":0/g)).toHaveLength(2);
});

describe("numbers and days as people write them", () => {
  test.each([
    ["8000", 8000],
    ["8.000", 8000],
    ["1 000 000 đồng", 1_000_000],
    ["8,000đ", 8000],
    ["", null],
    ["tám nghìn", "tám nghìn"],
    ["-1", "-1"],
    ["8.5", "8.5"],
  ])("%s", (typed, read) => expect(readNumber(typed)).toBe(read));

  test("thousands stand apart", () => expect(writtenNumber(1_000_000)).toBe("1.000.000"));

  test.each([
    ["30/6/2026", "2026-06-30"],
    ["1-7-2025", "2025-07-01"],
    ["2026-06-30", "2026-06-30"],
    ["31/02/2026", "31/02/2026"],
    ["mai", "mai"],
    [" ", null],
  ])("%s", (typed, read) => expect(readDate(typed)).toBe(read));

  test("a day is shown as it is written here", () => expect(writtenDate("2026-06-30")).toBe("30/06/2026"));

  test.each([
    ["8h", "08:00"],
    ["8:5", "08:05"],
    ["17h30", "17:30"],
    ["24:00", ""],
    ["sáng", ""],
  ])("%s", (typed, read) => expect(readClock(typed)).toBe(read));

  test("a moment is of the province's clock", () => {
    expect(readMoment({ date: "1/12/2026", clock: "8h" })).toBe("2026-12-01T08:00:00+07:00");
    expect(writtenMoment("2026-11-30T18:30:00Z")).toEqual({ date: "01/12/2026", clock: "01:30" });
  });

  test.each([
    "26/11/2026 15:00",
    "26/11/2026, 15h",
    "15:00 26/11/2026",
    "15 giờ ngày 26/11/2026",
    "15 giờ 00 phút, ngày 26 tháng 11 năm 2026",
    "2026-11-26T15:00",
    "2026-11-26 15:00:00",
  ])("both halves in one piece: %s", (pasted) => {
    expect(wholeMoment(pasted)).toEqual({ date: "26/11/2026", clock: "15:00" });
    expect(readMoment({ date: pasted, clock: "" })).toBe("2026-11-26T15:00:00+07:00");
    expect(readMoment({ date: "", clock: pasted })).toBe("2026-11-26T15:00:00+07:00");
  });

  test.each(["26/11/2026", "15:00", "31/02/2026 15:00", "26/11/2026 25:00", "số 15/2026"])("no whole moment: %s", (pasted) => expect(wholeMoment(pasted)).toBeNull());

  test("a day as decrees are dated", () => expect(readDate("ngày 26 tháng 11 năm 2026")).toBe("2026-11-26"));

  test("what is over is over after its last day here, or its last minute", () => {
    const lateEvening = new Date("2026-11-26T16:59:00Z");
    expect(isOver({ effective_to: "2026-11-26" }, lateEvening)).toBe(false);
    expect(isOver({ effective_to: "2026-11-26" }, new Date("2026-11-26T17:00:00Z"))).toBe(true);
    expect(isOver({ ends_at: "2026-11-26T23:59:00+07:00" }, lateEvening)).toBe(true);
    expect(isOver({ ends_at: "2026-11-27T00:00:00+07:00" }, lateEvening)).toBe(false);
    expect(isOver({ effective_to: null }, lateEvening)).toBe(false);
  });

  test("half a moment is kept as far as it is typed", () => {
    const half = readMoment({ date: "1/12/2026", clock: "" });
    expect(Date.parse(String(half))).not.toBe(Date.parse("2026-12-01T00:00:00+07:00"));
    expect(writtenMoment(half)).toEqual({ date: "1/12/2026", clock: "" });
    expect(writtenMoment("1/12/2026 chiều")).toEqual({ date: "1/12/2026", clock: "chiều" });
  });
});

describe("what is wrong", () => {
  const problems = [
    { path: "submission_methods[1].fees.0.amount_vnd", message: "Phải là số." },
    { path: "name", message: "Chưa điền." },
  ];

  test("however the server writes a path, it is one place", () => expect(placeOf("a[0]/b.1")).toBe("a.0.b.1"));

  test("stands at its field and no other", () => {
    expect(problemAt(problems, "submission_methods.1.fees.0.amount_vnd")).toBe("Phải là số.");
    expect(problemAt(problems, "submission_methods.1.fees.0")).toBe("");
  });

  test("is named as the form names it", () => {
    expect(labelOfPath(kinds.procedure.sections, problems[0]!.path)).toBe("Cách nộp 2 › Khoản thu 1 › Số tiền");
    expect(labelOfPath(kinds.procedure.sections, "steps.2")).toBe("Bước 3");
    expect(labelOfPath(kinds.procedure.sections, "khac")).toBe("");
  });
});

describe("putting two records together", () => {
  const base = { name: "A", steps: ["x"], note: "" };

  test("says who changed what", () => {
    expect(meet(base, { ...base, steps: ["x", "y"] }, { ...base, name: "B" })).toEqual({ mine: ["steps"], theirs: ["name"], both: [] });
  });

  test("the same change by both is no quarrel", () => {
    expect(meet(base, { ...base, name: "B" }, { ...base, name: "B" }).both).toEqual([]);
  });

  test("mine goes on top, what I took away goes", () => {
    expect(onTop(base, { name: "A", steps: ["z"] }, { ...base, name: "B" })).toEqual({ name: "B", steps: ["z"] });
  });

  test("lists and objects are compared by what is in them", () => {
    expect(isSame({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(isSame([], {})).toBe(false);
    expect(isSame({ a: null }, { b: null })).toBe(false);
  });
});

describe("before and after", () => {
  const shown = (pieces: { text: string; isChanged: boolean }[] | null): string | null =>
    pieces && pieces.map((piece) => (piece.isChanged ? `[${piece.text}]` : piece.text)).join("");

  test("marks the words that changed, with the spaces between them", () => {
    const [pair] = comparedLines(["nộp 2 bản chính tại xã"], ["nộp 1 bản tại xã"]);
    expect(shown(pair!.before)).toBe("nộp [2] bản [chính ]tại xã");
    expect(shown(pair!.after)).toBe("nộp [1] bản tại xã");
  });

  test("lines that came, went and stayed", () => {
    const pairs = comparedLines(["a", "b"], ["a", "c", "d"]);
    expect(pairs.map((pair) => [shown(pair.before), shown(pair.after), pair.isSame])).toEqual([
      ["a", "a", true],
      ["[b]", "[c]", false],
      [null, "[d]", false],
    ]);
  });

  test("texts beyond all measure are not compared word by word", () => {
    const long = Array.from({ length: 1200 }, (_, at) => `dòng ${at}`);
    expect(comparedLines(long, [...long].reverse())).toHaveLength(1200);
  });
});

describe("lists", () => {
  test("a row moves up and down", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  });

  test("narrowed anew, one begins at the first page", () => {
    expect(narrowed({ q: "sao", page: "3" }, "kind", "faq")).toEqual({ q: "sao", kind: "faq" });
    expect(narrowed({ kind: "faq" }, "kind", "")).toEqual({});
    expect(readCriteria({ page: "x", foo: "1", due: "expired" })).toEqual({ due: "expired" });
    expect(pagesOf(0, 50)).toBe(1);
    expect(pagesOf(101, 50)).toBe(3);
  });
});

describe("a new record", () => {
  test("its slug is its name without signs, cut between words", () => {
    expect(slugOf("Mất sổ đỏ thì làm gì?")).toBe("mat-so-do-thi-lam-gi");
    const long = slugOf("Người nước ngoài đăng ký tạm trú ở khách sạn thì cần giấy tờ gì và nộp ở đâu");
    expect(long.length).toBeLessThanOrEqual(60);
    expect(long).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test.each(KINDS)("of kind %s holds every field its form shows", (kind) => {
    const made = newRecord(kind, {});
    kinds[kind].sections.flatMap((section) => section.fields).forEach((field) => expect(made).toHaveProperty(field.name));
  });
});
