/** For the supervisor: how it stands now, and how a period went. */

import { plainDate } from "@webchat/ui/dates.ts";
import { useEffect, useState } from "preact/hooks";
import { query, ROOT } from "../api/http.ts";
import type { Report } from "../api/report_types.ts";
import { Awaited, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded } from "../ui/context.ts";
import { TextField } from "../ui/fields.tsx";
import { named, words } from "../words.ts";
import { CallFigures } from "../calls/call_figures.tsx";
import { Chart } from "./chart.tsx";
import { Figure } from "./figure.tsx";
import { ReportNow } from "./report_now.tsx";

const DAY_MS = 86_400_000;
const ZONE_MS = 7 * 3_600_000;

export function ReportsPage() {
  const { api, desk, session } = useContextOfDesk();
  const dayBefore = (days: number): string => new Date(desk.clock.now() + ZONE_MS - days * DAY_MS).toISOString().slice(0, 10);
  const [period, setPeriod] = useState({ from: dayBefore(6), to: dayBefore(0) });
  const [draft, setDraft] = useState(period);
  const loaded = useLoaded(() => api.report(period.from, period.to), [period.from, period.to]);
  const choose = (next: typeof period): void => {
    setDraft(next);
    setPeriod(next);
  };
  useEffect(() => setDraft(period), [period]);
  const quick = [
    { label: words.reports.today, days: 0 },
    { label: words.reports.week, days: 6 },
    { label: words.reports.month, days: 29 },
  ];
  return (
    <Page title={words.reports.title}>
      <ReportNow />
      <section aria-label={words.reports.period}>
        <h2>{words.reports.period}</h2>
        <form
          class="filters period"
          aria-label={words.reports.period}
          onSubmit={(event) => {
            event.preventDefault();
            setPeriod(draft);
          }}
        >
          <div class="quick">
            {quick.map((each) => (
              <button
                key={each.days}
                type="button"
                class="button is-small"
                aria-pressed={period.from === dayBefore(each.days) && period.to === dayBefore(0)}
                onClick={() => choose({ from: dayBefore(each.days), to: dayBefore(0) })}
              >
                {each.label}
              </button>
            ))}
          </div>
          <TextField label={words.tickets.from} type="date" value={draft.from} onValue={(from) => setDraft({ ...draft, from })} />
          <TextField label={words.tickets.to} type="date" value={draft.to} onValue={(to) => setDraft({ ...draft, to })} />
          <div class="filter-actions">
            <button type="submit" class="button is-strong">
              {words.reports.show}
            </button>
            <a class="button" href={`${ROOT}/reports.xlsx${query(period)}`} download>
              {words.reports.excel}
            </a>
          </div>
        </form>
        <Awaited loaded={loaded}>{(report) => <Figures report={report} />}</Awaited>
      </section>
      {session.state.me!.takes_calls && <CallFigures period={period} />}
    </Page>
  );
}

const inWords = (seconds: number | null): string => (seconds === null ? words.none : words.seconds(Math.round(seconds)));
const rated = (average: number | null): string => (average === null ? words.none : average.toLocaleString("vi-VN", { maximumFractionDigits: 1 }));

function Figures({ report }: { report: Report }) {
  const { totals, waits } = report;
  const share = (part: number): string => words.reports.ofTotal(totals.conversations ? Math.round((part / totals.conversations) * 100) : 0);
  return (
    <>
      <ul class="figures">
        <Figure label={words.reports.conversations} value={totals.conversations} />
        <Figure label={words.reports.botSolved} value={totals.bot_solved} more={share(totals.bot_solved)} />
        <Figure label={words.reports.handedOver} value={totals.handed_over} more={share(totals.handed_over)} />
        <Figure label={words.reports.tickets} value={totals.tickets} />
        <Figure label={words.reports.resolved} value={totals.resolved} />
        <Figure label={words.reports.reopened} value={totals.reopened} />
        <Figure label={words.reports.breached} value={totals.breached} isBad={totals.breached > 0} />
        <Figure label={words.reports.rating} value={rated(totals.rating_average)} more={words.reports.ratingCount(totals.rating_count)} />
      </ul>
      <ul class="figures is-waits">
        {(
          [
            [words.reports.queueWait, waits.queue_wait_seconds],
            [words.reports.firstResponse, waits.first_response_seconds],
            [words.reports.resolution, waits.resolution_seconds],
          ] as const
        ).map(([label, quantiles]) => (
          <Figure
            key={label}
            label={label}
            value={inWords(quantiles.p50)}
            before={words.reports.within}
            more={words.reports.quantiles(inWords(quantiles.p90))}
          />
        ))}
      </ul>
      <div class="charts">
        <Charts report={report} />
      </div>
    </>
  );
}

function Charts({ report }: { report: Report }) {
  const conversations = (rows: { conversations: number; handed_over: number }[]) => [
    { name: words.reports.conversations, values: rows.map((row) => row.conversations) },
    { name: words.reports.handedOver, values: rows.map((row) => row.handed_over) },
  ];
  const tickets = (rows: { tickets: number; breached: number }[]) => [
    { name: words.reports.tickets, values: rows.map((row) => row.tickets) },
    { name: words.reports.breached, values: rows.map((row) => row.breached) },
  ];
  const r = words.reports;
  return (
    <>
      <Chart shape="columns" title={r.byDay} axis={r.day} labels={report.by_day.map((row) => plainDate(row.day).slice(0, 5))} series={conversations(report.by_day)} />
      <Chart shape="columns" title={r.byHour} axis={r.hour} labels={report.by_hour.map((row) => String(row.hour))} series={conversations(report.by_hour)} />
      <Chart
        shape="rows"
        title={r.byChannel}
        axis={r.channel}
        labels={report.by_channel.map((row) => named(words.channel, row.channel))}
        series={[...conversations(report.by_channel), { name: r.botSolved, values: report.by_channel.map((row) => row.bot_solved) }]}
      />
      <Chart
        shape="rows"
        title={r.byReason}
        axis={r.reason}
        labels={report.by_reason.map((row) => named(words.reason, row.reason))}
        series={[{ name: r.count, values: report.by_reason.map((row) => row.count) }]}
      />
      <Chart shape="rows" title={r.bySector} axis={r.sector} labels={report.by_sector.map((row) => row.sector || words.wrapUp.noSector)} series={tickets(report.by_sector)} />
      <Chart
        shape="rows"
        title={r.byUnit}
        axis={r.unit}
        labels={report.by_unit.map((row) => row.unit || words.tickets.unassigned)}
        series={tickets(report.by_unit)}
        extra={[{ name: r.resolution, values: report.by_unit.map((row) => inWords(row.resolution_p50_seconds)) }]}
      />
      <Chart
        shape="rows"
        title={r.byOperator}
        axis={r.operator}
        labels={report.by_operator.map((row) => row.display_name)}
        series={[
          { name: r.conversations, values: report.by_operator.map((row) => row.conversations) },
          { name: r.replies, values: report.by_operator.map((row) => row.replies) },
        ]}
        extra={[
          { name: r.firstResponse, values: report.by_operator.map((row) => inWords(row.first_response_p50_seconds)) },
          { name: r.rating, values: report.by_operator.map((row) => rated(row.rating_average)) },
        ]}
      />
      <Chart
        shape="rows"
        title={r.ratings}
        axis={r.stars}
        labels={report.ratings.map((row) => words.tickets.stars(row.rating))}
        series={[{ name: r.count, values: report.ratings.map((row) => row.count) }]}
      />
    </>
  );
}
