import { describe, expect, test } from "vitest";
import { CANNOT, together } from "../../src/editors/record/merging_rows.ts";

const paper = (name: string, originals = 0) => ({ name, originals, copies: 0 });

describe("lists of words", () => {
  test("what both added stays, theirs first", () => {
    expect(together(["sao y"], ["sao y", "photo công chứng"], ["sao y", "y bản chính"])).toEqual(["sao y", "y bản chính", "photo công chứng"]);
  });

  test("what both added to nothing stays", () => {
    expect(together([], ["a"], ["b"])).toEqual(["b", "a"]);
    expect(together(undefined, ["a"], ["b"])).toEqual(["b", "a"]);
  });

  test("the same added by both stands there once", () => {
    expect(together([], ["a", "b"], ["b", "c"])).toEqual(["a", "b", "c"]);
  });

  test("what one took away is gone, what the other added is there", () => {
    expect(together(["a", "b"], ["a"], ["a", "b", "c"])).toEqual(["a", "c"]);
  });

  test("mine goes behind the row it stood behind", () => {
    expect(together(["a", "b"], ["a", "x", "b"], ["a", "b", "c"])).toEqual(["a", "x", "b", "c"]);
  });

  test("an order that one of both changed is kept, and what the other added with it", () => {
    expect(together(["a", "b", "c"], ["c", "a", "b"], ["a", "b", "d", "c"])).toEqual(["c", "a", "b", "d"]);
  });

  test("orders that both changed, and a row that both wrote anew, are a choice", () => {
    expect(together(["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"])).toBe(CANNOT);
    expect(together(["Nộp tại xã"], ["Nộp tại phường"], ["Nộp tại Trung tâm"])).toBe(CANNOT);
  });
});

describe("tables", () => {
  const base = [{ case: "", documents: [paper("Tờ khai", 1)], notes: [] }];
  const withPapers = (...documents: unknown[]) => [{ ...base[0], documents }];

  test("papers that both added to one case stay", () => {
    expect(together(base, withPapers(paper("Tờ khai", 1), paper("Giấy chứng sinh")), withPapers(paper("Tờ khai", 1), paper("Hộ chiếu")))).toEqual(
      withPapers(paper("Tờ khai", 1), paper("Hộ chiếu"), paper("Giấy chứng sinh")),
    );
  });

  test("different parts of one row are put together, the same part is a choice", () => {
    const copies = { ...paper("Tờ khai", 1), copies: 2 };
    expect(together(base, withPapers(paper("Tờ khai", 3)), withPapers(copies))).toEqual(withPapers({ ...copies, originals: 3 }));
    expect(together(base, withPapers(paper("Tờ khai", 3)), withPapers(paper("Tờ khai", 2)))).toBe(CANNOT);
  });

  test("what one took away and the other changed is a choice, whoever did which", () => {
    expect(together(base, withPapers(), withPapers(paper("Tờ khai", 2)))).toBe(CANNOT);
    expect(together(base, withPapers(paper("Tờ khai", 2)), withPapers())).toBe(CANNOT);
  });

  test("rows that are called the same are told apart by their place", () => {
    const fee = (note: string) => ({ kind: "fee", per: "", note });
    expect(together([fee("a"), fee("b")], [fee("a"), fee("c")], [fee("d"), fee("b")])).toEqual([fee("d"), fee("c")]);
  });
});

test("texts that differ are a choice", () => {
  expect(together("a", "b", "c")).toBe(CANNOT);
  expect(together("a", "a", "c")).toBe("c");
});

test("nothing that somebody added is ever lost without being asked", () => {
  const words = ["a", "b", "c", "d", "e", "f"];
  const some = (seed: number): string[] => words.filter((_, place) => (seed >> place) & 1);
  for (let base = 0; base < 64; base += 5) {
    for (let mine = 0; mine < 64; mine += 3) {
      for (let theirs = 0; theirs < 64; theirs += 1) {
        const merged = together(some(base), some(mine), some(theirs));
        if (merged === CANNOT) continue;
        const added = words.filter((each) => !some(base).includes(each) && (some(mine).includes(each) || some(theirs).includes(each)));
        const kept = words.filter((each) => some(base).includes(each) && some(mine).includes(each) && some(theirs).includes(each));
        expect([...(merged as string[])].sort()).toEqual([...added, ...kept].sort());
      }
    }
  }
});
