/** What the bot understood of the question, in words: for staff who wonder about an answer. */

import type { MessageDetails } from "../api/types.ts";
import { named, words } from "../words.ts";

const isNumber = (value: unknown): value is number => typeof value === "number";

function factsOf(details: MessageDetails): [string, string][] {
  const intent = details.understood?.intent;
  const facts: [string, string][] = [
    [
      words.thread.understoodIntent,
      [named(words.intents, intent?.name), isNumber(intent?.confidence) && words.thread.percent(intent.confidence)].filter(Boolean).join(", "),
    ],
    [words.thread.understoodBehaviour, named(words.behaviours, details.behaviour)],
    [words.thread.understoodConfidence, isNumber(details.confidence) ? words.thread.percent(details.confidence) : ""],
    [words.thread.understoodProcedures, (details.procedure_codes ?? []).join(", ")],
    [words.thread.understoodAspects, (details.aspects ?? []).map((each) => named(words.aspects, each)).join(", ")],
    [words.thread.understoodEntities, (details.understood?.entities ?? []).map((each) => each.value).join(", ")],
  ];
  return facts.filter(([, value]) => value);
}

export function Understood({ details }: { details: MessageDetails }) {
  const facts = factsOf(details);
  const signals = details.signals ?? [];
  if (!facts.length && !signals.length) return null;
  return (
    <details class="understood">
      <summary>{words.thread.understood}</summary>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {signals.length > 0 && (
          <div>
            <dt>{words.thread.understoodSignals}</dt>
            <dd>
              <ul>
                {signals.map((signal, index) => (
                  <li key={index}>{signalInWords(signal)}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </details>
  );
}

function signalInWords(signal: Record<string, unknown>): string {
  return Object.entries(signal)
    .filter(([name]) => name in words.signals)
    .map(([name, value]) => `${words.signals[name]}: ${isNumber(value) ? words.thread.percent(value) : String(value)}`)
    .join(" · ");
}
