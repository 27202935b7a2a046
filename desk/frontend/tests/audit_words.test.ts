import { describe, expect, test } from "vitest";
import { particularsOf } from "../src/state/audit_words.ts";

const HUNG = "0b0e7a52-6f0c-4a6e-9a57-3a1f2f2d9c11";
const said = (action: string, details: Record<string, unknown>): string[] =>
  particularsOf(action, details, { [HUNG]: "Trần Quốc Hùng" }).map(({ label, value }) => `${label}: ${value}`);

describe("particulars of the audit log", () => {
  test("roles, old and new, have their Vietnamese names", () => {
    expect(said("roles_changed", { from: ["operator"], to: ["operator", "admin"] })).toEqual(["Từ: Tổng đài viên", "Đến: Tổng đài viên, Quản trị"]);
  });

  test("days of a report are days", () => {
    expect(said("report_exported", { from: "2026-11-02", to: "2026-11-03" })).toEqual(["Từ: 02/11/2026", "Đến: 03/11/2026"]);
  });

  test("what was asked for is said as the filters say it, ids by name", () => {
    expect(said("tickets_exported", { state: "resolved", assignee_id: HUNG, overdue: true, channel: "zalo" })).toEqual([
      "Trạng thái: Đã giải quyết",
      "Người xử lý: Trần Quốc Hùng",
      "Chỉ phiếu quá hạn: Có",
      "Kênh: Zalo",
    ]);
  });

  test("words of people stay as they were written, and nothing is said of nothing", () => {
    expect(said("bot_paused", { scope: "all", value: "", reason: "state resolved" })).toEqual(["Tắt với: Mọi cuộc trò chuyện", "Lý do: state resolved"]);
  });
});
