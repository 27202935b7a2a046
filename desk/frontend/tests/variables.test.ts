import { describe, expect, test } from "vitest";
import { counterOf, lengthOf, tokenAt, whyNot } from "../src/board/composer_rules.ts";
import { fillIn, pieces, unfilled } from "../src/state/variables.ts";
import { words } from "../src/words.ts";

describe("fillIn", () => {
  test("fills what is known and leaves the rest to be seen", () => {
    expect(fillIn("Chào {ten_nguoi_dan}, mã {ma_tra_cuu}", { ten_nguoi_dan: "bà Tư", ma_tra_cuu: "" })).toBe("Chào bà Tư, mã {ma_tra_cuu}");
  });

  test("a name that looks like a variable brings none in", () => {
    expect(unfilled(fillIn("Chào {ten_nguoi_dan}", { ten_nguoi_dan: "{ma_tra_cuu}" }))).toEqual([]);
  });

  test("patterns of replacement in a name stay text", () => {
    expect(fillIn("Chào {ten_nguoi_dan}", { ten_nguoi_dan: "$& $1" })).toBe("Chào $& $1");
  });
});

test("pieces give the text back, with its open places marked", () => {
  const cut = pieces("Mã {ma_tra_cuu}, xong");
  expect(cut.map((piece) => piece.text).join("")).toBe("Mã {ma_tra_cuu}, xong");
  expect(cut.filter((piece) => piece.isVariable)).toHaveLength(1);
});

describe("whyNot", () => {
  test.each([
    ["", false, words.composer.empty],
    ["   ", false, words.composer.empty],
    ["", true, ""],
    ["xin chào", false, ""],
    ["ă".repeat(words.composer.limit), false, ""],
    ["ă".repeat(words.composer.limit + 1), false, words.composer.over(1)],
    ["mã {ma_tra_cuu}", false, words.composer.unfilled(["{ma_tra_cuu}"])],
  ])("%# says what stands in the way", (text, hasFiles, expected) => {
    expect(whyNot(text, hasFiles, false)).toBe(expected);
  });

  test("waits for files on their way", () => expect(whyNot("a", true, true)).toBe(words.composer.stillUploading));
});

test("letters are counted composed, as the server counts", () => {
  expect(lengthOf("ắ".normalize("NFD"))).toBe(1);
  expect(counterOf(words.composer.limit + 1).isOver).toBe(true);
  expect(counterOf(10).text).toBe("");
});

describe("tokenAt", () => {
  test.each([
    ["/ch", 3, "ch"],
    ["xin /ch", 7, "ch"],
    ["dòng một\n/", 10, ""],
  ])("%s opens the ready-made replies", (text, cursor, looked) => expect(tokenAt(text, cursor, "/")?.looked).toBe(looked));

  test.each(["12/5", "và/hoặc", "https://x.vn/a", "/chao "])("%s does not", (text) => expect(tokenAt(text, text.length, "/")).toBeNull());
});
