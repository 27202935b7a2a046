/** What citizens asked for about their own data: what is open and until when, what was done and the proof of it. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useState } from "preact/hooks";
import type { DataRequest } from "../api/types.ts";
import { hrefOf } from "../state/routes.ts";
import { Awaited, Bar, Moment, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useLoaded } from "../ui/context.ts";
import { named, words } from "../words.ts";
import { SettleDialog, type Step } from "./data_request_dialogs.tsx";

export function DataRequestsPage() {
  const { api } = useContextOfDesk();
  const loaded = useLoaded(() => api.dataRequests(), []);
  const [settling, setSettling] = useState<{ request: DataRequest; step: Step } | null>(null);
  return (
    <Page title={words.dataRequests.title}>
      <p class="hint">{words.dataRequests.intro}</p>
      <Awaited loaded={loaded}>
        {({ requests }) => {
          const open = requests.filter((each) => each.state === "open");
          const settled = requests.filter((each) => each.state !== "open");
          return (
            <>
              <section>
                <h2>{words.dataRequests.open}</h2>
                {open.length === 0 && <p class="list-empty">{words.dataRequests.noneOpen}</p>}
                <ul class="requests">
                  {open.map((each) => (
                    <OpenRequest key={each.id} request={each} onStep={(step) => setSettling({ request: each, step })} />
                  ))}
                </ul>
              </section>
              <section>
                <h2>{words.dataRequests.settled}</h2>
                <Settled requests={settled} />
              </section>
            </>
          );
        }}
      </Awaited>
      {settling && <SettleDialog {...settling} onDone={loaded.reload} onClose={() => setSettling(null)} />}
    </Page>
  );
}

function OpenRequest({ request, onStep }: { request: DataRequest; onStep(step: Step): void }) {
  const isLate = request.used_percent >= 100;
  return (
    <li class="card">
      <div class="request-facts">
        <h3>
          {named(words.dataRequests.kinds, request.kind)} <span class="code">{request.code}</span>
        </h3>
        <p class={`deadline ${isLate ? "is-over" : request.used_percent >= 50 ? "is-half" : ""}`}>
          <span class="deadline-when">
            {words.dataRequests.due(momentOfIso(request.due_at))}
            {isLate && <strong> {words.dataRequests.late}</strong>}
          </span>
          <Bar share={Math.min(1, request.used_percent / 100)} label={words.tickets.used(request.used_percent)} />
        </p>
        <p class="hint">
          {words.dataRequests.asked(named(words.dataRequests.origins, request.origin), named(words.channel, request.channel), momentOfIso(request.asked_at))}
        </p>
        <p>{request.is_confirmed ? words.dataRequests.beingDone : words.dataRequests.unconfirmed}</p>
        {request.reason && (
          <p class="hint">
            {words.dataRequests.reason}: {request.reason}
          </p>
        )}
        <ConversationLink request={request} />
      </div>
      <div class="card-actions">
        {!request.is_confirmed && (
          <button type="button" class="button is-primary is-danger" onClick={() => onStep("carry-out")}>
            {words.dataRequests.carryOut}
            <span class="sr-only"> {request.code}</span>
          </button>
        )}
        <button type="button" class="button" onClick={() => onStep("refuse")}>
          {words.dataRequests.refuse}
          <span class="sr-only"> {request.code}</span>
        </button>
      </div>
    </li>
  );
}

function Settled({ requests }: { requests: DataRequest[] }) {
  if (!requests.length) return <p class="list-empty">{words.dataRequests.noneSettled}</p>;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={words.dataRequests.settled}>
      <table class="table is-stacking">
        <thead>
          <tr>
            <th scope="col">{words.dataRequests.code}</th>
            <th scope="col">{words.dataRequests.what}</th>
            <th scope="col">{words.dataRequests.askedAt}</th>
            <th scope="col">{words.dataRequests.settledAt}</th>
            <th scope="col">{words.dataRequests.outcome}</th>
            <th scope="col">{words.dataRequests.proof}</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((each) => (
            <tr key={each.id}>
              <td>
                <span class="code">{each.code}</span>
              </td>
              <td>
                {named(words.dataRequests.kinds, each.kind)}, {named(words.dataRequests.origins, each.origin)}
              </td>
              <td>
                <Moment iso={each.asked_at} />
              </td>
              <td>
                <Moment iso={each.done_at} /> {each.done_by}
              </td>
              <td>
                {words.dataRequests.outcomes(each.kind, each.state)}
                {each.reason && `. ${words.dataRequests.reason}: ${each.reason}`}
              </td>
              <td class="details-cell">{proofInWords(each)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ConversationLink({ request }: { request: DataRequest }) {
  const { session } = useContextOfDesk();
  if (!session.may("answer_citizens")) return null;
  return (
    <a href={hrefOf("conversations", request.conversation_id)}>
      {words.dataRequests.conversation}
      <span class="sr-only"> {request.code}</span>
    </a>
  );
}

function proofInWords(request: DataRequest): string {
  const parts = Object.entries(request.counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${named(words.dataRequests.counts, name)}: ${count}`);
  if (request.kind === "export") parts.push(words.dataRequests.downloads(request.downloads));
  if (request.sha256) parts.push(`SHA-256 ${request.sha256.slice(0, 16)}…`);
  return parts.join(" · ") || words.none;
}
