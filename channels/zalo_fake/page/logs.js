import { element, get } from "./api.js";
import { words } from "./words.js";

const SHOWN = 40;

export async function showLogs(state) {
  document.getElementById("subscription").textContent = state.is_subscribed ? words.subscribed : words.unsubscribed;
  const { webhooks } = await get(`/webhooks?after=${Math.max(0, state.last_webhook - SHOWN)}`);
  const { calls } = await get(`/calls?after=${Math.max(0, state.last_call - SHOWN)}`);
  fill("webhooks", webhooks.map(webhookLine));
  fill("calls", calls.map(callLine));
}

function fill(id, lines) {
  document.getElementById(id).replaceChildren(...lines.reverse());
}

function webhookLine(each) {
  const last = each.attempts.at(-1);
  const result = words.states[each.state] + (each.attempts.length > 1 ? words.attempt(each.attempts.length) : "");
  const detail = last && last.status !== 200 ? ` (${last.status ?? last.trouble})` : "";
  const faults = each.faults.map((fault) => words.webhooks[fault] ?? fault).join(", ");
  return line([each.number, faults ? `${each.event_name}: ${faults}` : each.event_name, result + detail, last?.ms ?? ""], each.state === "delivered", each.body);
}

function callLine(each) {
  const result = each.error ? words.error(each.error) : each.status === null ? words.cut : each.status === 200 ? words.ok : String(each.status);
  const fault = each.fault && words.calls[each.fault] ? `: ${words.calls[each.fault]}` : "";
  return line([each.number, (words.on[each.operation] ?? each.operation) + fault, result, each.ms], !each.error && each.status === 200 && !each.fault, each.path);
}

function line(cells, isWell, title) {
  return element("tr", { className: isWell ? "" : "ill", title }, ...cells.map((cell) => element("td", { textContent: cell })));
}
