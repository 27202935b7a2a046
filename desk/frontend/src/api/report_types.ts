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

export interface CallTotals {
  calls: number;
  answered: number;
  abandoned: number;
  utterances: number;
  understood: number;
  handed_over: number;
  transferred: number;
  first_word_p50_ms: number | null;
  response_p50_ms: number | null;
  response_p95_ms: number | null;
  length_average_seconds: number | null;
  confidence: number | null;
}

export interface CallReport {
  totals: CallTotals;
  by_day: (CallTotals & { day: string })[];
  by_hour: { hour: number; calls: number; abandoned: number }[];
}
