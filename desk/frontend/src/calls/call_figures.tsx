/** What a supervisor sees of the telephone. */

import { plainDate } from "@webchat/ui/dates.ts";
import { query, ROOT } from "../api/http.ts";
import type { CallReport } from "../api/report_types.ts";
import { Chart } from "../pages/chart.tsx";
import { Figure } from "../pages/figure.tsx";
import { Awaited } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded } from "../ui/context.ts";
import { words as deskWords } from "../words.ts";
import { callWords } from "./words.ts";

const words = callWords.figures;
const orNone = <T,>(value: T | null, said: (value: T) => string): string => (value === null ? deskWords.none : said(value));

export function CallFigures({ period }: { period: { from: string; to: string } }) {
  const { api } = useContextOfDesk();
  const loaded = useLoaded(() => api.callReport(period.from, period.to), [period.from, period.to]);
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <Awaited loaded={loaded}>{(report) => <Figures report={report} />}</Awaited>
      <p>
        <a class="button" href={`${ROOT}/reports/calls.csv${query(period)}`} download>
          {words.csv}
        </a>
      </p>
    </section>
  );
}

function Figures({ report }: { report: CallReport }) {
  const { totals } = report;
  const ended = totals.answered + totals.abandoned;
  const share = (part: number, whole: number): string => (whole ? words.percent(part / whole) : deskWords.none);
  return (
    <>
      <ul class="figures">
        <Figure label={words.calls} value={totals.calls} />
        <Figure label={words.answered} value={totals.answered} more={share(totals.answered, ended)} />
        <Figure label={words.abandoned} value={totals.abandoned} more={share(totals.abandoned, ended)} isBad={totals.abandoned > 0} />
        <Figure label={words.understood} value={share(totals.understood, totals.utterances)} more={`${totals.understood}/${totals.utterances}`} />
        <Figure label={words.handedOver} value={totals.handed_over} more={share(totals.handed_over, totals.calls)} />
        <Figure label={words.transferred} value={totals.transferred} />
        <Figure label={words.firstWord} before={words.median} value={orNone(totals.first_word_p50_ms, words.seconds)} />
        <Figure
          label={words.response}
          before={words.median}
          value={orNone(totals.response_p50_ms, words.seconds)}
          more={words.p95(orNone(totals.response_p95_ms, words.seconds))}
        />
        <Figure label={words.length} value={orNone(totals.length_average_seconds, deskWords.seconds)} />
        <Figure label={words.confidence} value={orNone(totals.confidence, words.percent)} />
      </ul>
      <p class="hint">{words.answeredHint}</p>
      <div class="charts">
        <Chart shape="columns" title={words.byDay} axis={deskWords.reports.day} labels={report.by_day.map((row) => plainDate(row.day).slice(0, 5))} series={series(report.by_day)} />
        <Chart shape="columns" title={words.byHour} axis={deskWords.reports.hour} labels={report.by_hour.map((row) => String(row.hour))} series={series(report.by_hour)} />
      </div>
    </>
  );
}

function series(rows: { calls: number; abandoned: number }[]) {
  return [
    { name: words.calls, values: rows.map((row) => row.calls) },
    { name: words.abandoned, values: rows.map((row) => row.abandoned) },
  ];
}
