import { expect, test } from "vitest";
import { LastRight } from "../../src/editors/record/last_right.ts";

const PAPERS = [{ name: "Tờ khai", copies: 0 }];
const WRONG = [{ path: "papers.0.copies", message: "Cần một số" }];

test("a field with a wrong cell is shown as it last was, the others as they are now", () => {
  const lastRight = new LastRight();
  lastRight.learn({ name: "Cũ", papers: PAPERS }, []);
  const typed = { name: "Mới", papers: [{ name: "Tờ khai", copies: "hai" }] };
  lastRight.learn(typed, WRONG);
  expect(lastRight.mended(typed, WRONG)).toEqual({ name: "Mới", papers: PAPERS });
});

test("what was never right has nothing to be shown", () => {
  const lastRight = new LastRight();
  lastRight.learn({ name: "Cũ", papers: [{ copies: "hai" }] }, WRONG);
  expect(lastRight.mended({ name: "Cũ", papers: [] }, WRONG)).toBeNull();
});

test("what is wrong with the whole shows the whole as it last was", () => {
  const lastRight = new LastRight();
  lastRight.learn({ phone: "113", url: "" }, []);
  const whole = [{ path: "", message: "Cần ít nhất một cách liên hệ" }];
  lastRight.learn({ phone: "", url: "" }, whole);
  expect(lastRight.mended({ phone: "", url: "" }, whole)).toEqual({ phone: "113", url: "" });
});
