import { describe, expect, test } from "vitest";
import { linkify, safeHref } from "../src/chat/linkify.ts";
import { merge, optionsView, questionOf, shownText } from "../src/chat/transcript.ts";
import { readMessage, readSession } from "../src/chat/types.ts";
import { dayOf, momentOfIso, plainDate } from "../src/ui/dates.ts";
import { words } from "../src/words.ts";
import { message } from "./fakes.ts";

describe("what the server sends", () => {
  test("is read with its blocks and options", () => {
    const read = readMessage({
      seq: 3,
      id: "x",
      sender: "bot",
      text: "a",
      blocks: [
        { kind: "source", title: "T", url: "https://a.vn", decision_number: "1/QĐ", as_of: "2026-01-02" },
        { kind: "list", items: ["a", 2, null], ordered: true },
        { kind: "facts", rows: [{ label: "Lệ phí", value: 0 }] },
        { kind: "future", text: "vẫn đọc được" },
        { kind: "heading" },
        "rác",
      ],
      options: [{ label: "A", value: "a" }, { label: "thiếu" }],
      created_at: "2026-01-01T00:00:00Z",
    })!;
    expect(read.blocks).toEqual([
      { kind: "source", title: "T", url: "https://a.vn", decisionNumber: "1/QĐ", asOf: "2026-01-02" },
      { kind: "list", items: ["a", "2"], ordered: true },
      { kind: "facts", rows: [{ label: "Lệ phí", value: "0" }] },
      { kind: "paragraph", text: "vẫn đọc được" },
    ]);
    expect(read.options).toEqual([{ label: "A", value: "a" }]);
  });

  test.each([null, {}, { seq: 1 }, { seq: 1, id: "a", sender: "hacker" }, { seq: "x", id: "a", sender: "bot" }])("is dropped when it is no message: %j", (raw) =>
    expect(readMessage(raw)).toBeNull(),
  );

  test("blocks without anything to show give way to the text", () => {
    expect(readMessage({ seq: 1, id: "a", sender: "bot", text: "chữ", blocks: [{}] })!.blocks).toBeNull();
  });

  test("a session needs an id and a token", () => {
    expect(readSession({ id: "a" })).toBeNull();
    expect(readSession({ id: "a", token: "t" })!.welcome).toEqual({ text: "", suggestions: [] });
  });
});

describe("the transcript", () => {
  const options = [
    { label: "Thẻ mới", value: "v:1" },
    { label: "Cấp lại", value: "v:2" },
  ];
  const asked = message(1, "bot", { options });

  test("is in the server's order, each message once", () => {
    const merged = merge([message(1, "bot"), message(3, "bot")], [message(2, "citizen"), message(3, "bot", { text: "sửa" })]);
    expect(merged.map((each) => each.seq)).toEqual([1, 2, 3]);
    expect(merged[2]!.text).toBe("sửa");
  });

  test.each(["v:2", "2", "2.", "Cấp lại"])("an option is seen as chosen by %s", (text) => {
    expect(optionsView([asked, message(2, "citizen", { text })], 0, [])).toEqual({ isSpent: true, chosenIndex: 1 });
    expect(optionsView([asked], 0, [text])).toEqual({ isSpent: true, chosenIndex: 1 });
  });

  test("options stay open until something is said, or asked anew", () => {
    expect(optionsView([asked], 0, [])).toEqual({ isSpent: false, chosenIndex: -1 });
    expect(optionsView([asked, message(2, "bot", { options })], 0, [])).toEqual({ isSpent: true, chosenIndex: -1 });
    expect(optionsView([asked, message(2, "citizen", { text: "chuyện khác" })], 0, []).chosenIndex).toBe(-1);
  });

  test("shows the label for a pressed button, the words for typed ones", () => {
    expect(shownText([asked, message(2, "citizen", { text: "v:2" })], 1)).toBe("Cấp lại");
    expect(shownText([asked, message(2, "citizen", { text: "2" })], 1)).toBe("2");
    expect(shownText([asked, message(2, "citizen"), message(3, "bot"), message(4, "citizen", { text: "v:2" })], 3)).toBe("v:2");
  });

  test("knows the question of an answer", () => {
    const talk = [message(1, "citizen", { text: "một" }), message(2, "citizen", { text: "hai" }), message(3, "bot", { inReplyTo: "m1" })];
    expect(questionOf(talk, 2)).toBe("một");
    expect(questionOf([...talk.slice(0, 2), message(3, "bot")], 2)).toBe("hai");
    expect(questionOf([message(1, "bot")], 0)).toBe("");
  });
});

describe("links", () => {
  const linksIn = (text: string): string[] => linkify(text).flatMap((part) => (part.href ? [part.href] : []));

  test.each([
    ["Xem https://dichvucong.gov.vn/p/a?b=1&c=2.", ["https://dichvucong.gov.vn/p/a?b=1&c=2"]],
    ["(https://vi.wikipedia.org/wiki/A_(b))", ["https://vi.wikipedia.org/wiki/A_(b)"]],
    ["http://khong-an-toan.vn javascript:alert(1)", []],
    ["Gọi 0251.1022 hoặc 0271 3 888 999, 1900 1075", ["tel:02511022", "tel:02713888999", "tel:19001075"]],
    ["Di động 0912 345 678; +84912345678", ["tel:0912345678", "tel:+84912345678"]],
    ["Mã 1.012766, ngày 01-07-2025, số 0123/QĐ-UBND", []],
    ["Căn cước 079012345678, hồ sơ H19.26-0912345678A", []],
    ["Lệ phí 50.000 đồng, 100.000.000 đồng", []],
    ["Gọi ngay 114 (chữa cháy). Có người bị thương thì gọi thêm 115.", ["tel:114", "tel:115"]],
    ["Gọi ngay: 113 công an, 112 khi thiên tai", ["tel:113", "tel:112"]],
    ["Gọi 1022: phí 113.000 đồng theo Nghị định 113/2025, quyết định 3115", []],
    ["Điều 113 của luật, 115 hồ sơ", []],
  ])("in %s", (text, found) => {
    expect(linksIn(text)).toEqual(found);
    expect(linkify(text).map((part) => part.text).join("")).toBe(text);
  });

  test.each(["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//a.vn", "/a", "vbscript:x", "https://", "tel:javascript"])(
    "%s leads nowhere",
    (url) => expect(safeHref(url)).toBeNull(),
  );

  test("http, https and tel lead where they say", () => {
    expect(safeHref("http://a.vn/x")).toBe("http://a.vn/x");
    expect(safeHref("tel:0251 1022")).toBe("tel:02511022");
  });
});

describe("dates", () => {
  test("are the province's, whatever the machine's zone", () => {
    expect(momentOfIso("2026-11-20T17:30:00Z")).toBe("00:30, 21/11/2026");
    expect(dayOf("2026-11-20T17:30:00Z", new Date("2026-11-21T01:00:00Z"))).toBe(words.log.today);
    expect(dayOf("2026-11-20T10:00:00Z", new Date("2026-11-21T01:00:00Z"))).toBe(words.log.yesterday);
  });

  test("a plain date has no zone", () => {
    expect(plainDate("2026-08-05")).toBe("05/08/2026");
    expect(plainDate("tháng 8")).toBe("tháng 8");
  });
});
