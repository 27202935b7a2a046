/** The shapes of supervision: a period's figures, and how it stands now. */

import type { Colleague } from "./types.ts";

interface Quantiles {
  p50: number | null;
  p90: number | null;
}

export interface Report {
  period: { from: string; to: string };
  totals: {
    conversations: number;
    bot_solved: number;
    handed_over: number;
    tickets: number;
    resolved: number;
    reopened: number;
    breached: number;
    rating_average: number | null;
    rating_count: number;
  };
  waits: { first_response_seconds: Quantiles; resolution_seconds: Quantiles; queue_wait_seconds: Quantiles };
  by_hour: { hour: number; conversations: number; handed_over: number }[];
  by_day: { day: string; conversations: number; handed_over: number }[];
  by_channel: { channel: string; conversations: number; handed_over: number; bot_solved: number }[];
  by_sector: { sector: string; tickets: number; breached: number }[];
  by_unit: { unit: string; tickets: number; breached: number; resolution_p50_seconds: number | null }[];
  by_operator: {
    display_name: string;
    conversations: number;
    replies: number;
    first_response_p50_seconds: number | null;
    rating_average: number | null;
  }[];
  ratings: { rating: number; count: number }[];
  by_reason: { reason: string; count: number }[];
}

export interface ReportNow {
  queue: number;
  longest_wait_seconds: number | null;
  with_operators: number;
  on_duty: number;
  away: number;
  /** The same, by name. */
  present: Colleague[];
  tickets_open: number;
  tickets_due_today: number;
  tickets_overdue: number;
}
