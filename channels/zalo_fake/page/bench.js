// Everything that can be made to go wrong.
import { button, call, dayAndTime, element, get, post } from "./api.js";
import { citizen } from "./phone.js";
import { words } from "./words.js";

const WHEN = { once: { times: 1 }, third: { rate: 1 / 3 }, always: {} };
const on = document.getElementById("rule-on");
const fault = document.getElementById("rule-fault");
const rules = document.getElementById("rules");
const switches = document.getElementById("switches");
let faults;
let shownRules = "";

export async function startBench() {
  startDeeds();
  startRules();
  startClockAndGrant();
  showFaults(await get("/faults"));
}

function startDeeds() {
  const press = { block: (to) => post(`${to}/block`), unblock: (to) => post(`${to}/block`, { code: null }), storm: () => post("/storm") };
  const buttons = Object.entries(words.deeds).map(([deed, label]) => {
    const act = press[deed] ?? ((to) => post(`${to}/${deed}`));
    return button(label, () => (citizen() || deed === "storm") && act(`/citizens/${citizen()}`));
  });
  document.getElementById("deeds").append(...buttons);
  document.getElementById("console").onsubmit = async (event) => {
    event.preventDefault();
    const text = document.getElementById("console-text");
    if (!citizen() || !text.value.trim()) return;
    await post(`/console/${citizen()}`, { text: text.value });
    text.value = "";
  };
}

function startRules() {
  on.append(...options(words.on));
  on.onchange = () => fault.replaceChildren(...options(on.value === "webhook" ? words.webhooks : words.calls));
  on.onchange();
  document.getElementById("add-rule").onsubmit = async (event) => {
    event.preventDefault();
    showFaults(await post("/faults/rules", { on: on.value, fault: fault.value, ...WHEN[document.getElementById("rule-when").value] }));
  };
}

function options(labels) {
  return Object.entries(labels).map(([value, label]) => element("option", { value, textContent: label }));
}

function startClockAndGrant() {
  const hours = Object.entries(words.ahead).map(([count, label]) => button(label, () => post("/clock", { advance_seconds: count * 3600 })));
  document.getElementById("clock-buttons").append(...hours);
  const paths = { expire: "/tokens/expire", kill: "/tokens/kill", subscribe: "/webhooks/subscribe", reset: "/reset" };
  const deeds = Object.entries(words.grant).map(([deed, label]) => button(label, async () => {
    await post(paths[deed]);
    showFaults(await get("/faults"));
  }));
  document.getElementById("grant-buttons").append(...deeds);
}

export function showState(state) {
  say("grant", state.is_granted ? words.granted(dayAndTime(state.access_until)) : words.not_granted);
  say("clock", words.clock(Math.round(state.ahead_seconds / 3600)));
  get("/faults").then(showRules).catch(() => undefined);
}

function say(id, text) {
  const place = document.getElementById(id);
  if (place.textContent !== text) place.textContent = text;
}

function showFaults(now) {
  showRules(now);
  switches.replaceChildren(
    ...["received", "seen", "webhook_retries", "sign_calls"].map((name) => toggle(name)),
    ...["retry_speed", "calls_per_minute"].map((name) => amount(name, faults[name], (value) => ({ [name]: value }), 1)),
    amount("latency", faults.latency_ms[1], (value) => ({ latency_ms: [value, value] }), 0),
  );
}

function toggle(name) {
  const box = element("input", { type: "checkbox", checked: faults[name], onchange: () => change({ [name]: box.checked }) });
  return element("label", {}, box, ` ${words.switches[name]}`);
}

function amount(name, value, changed, min) {
  const box = element("input", { type: "number", min, value, required: true, onchange: () => box.reportValidity() && change(changed(box.valueAsNumber)) });
  return element("label", {}, `${words.switches[name]} `, box);
}

async function change(part) {
  const now = await get("/faults");
  showRules(await call("PUT", "/faults", { ...now, ...part }));
}

function showRules(now) {
  faults = now;
  const live = now.rules.filter((rule) => rule.times !== 0);
  const told = JSON.stringify(live);
  if (told === shownRules) return;
  shownRules = told;
  rules.replaceChildren(...(live.length ? live.map(ruleLine) : [element("li", { textContent: words.none })]));
}

function ruleLine(rule) {
  const name = words.calls[rule.fault] ?? words.webhooks[rule.fault] ?? rule.fault;
  const when = rule.times === 1 ? words.once : rule.times ? words.times(rule.times) : rule.rate < 1 ? words.rate(rule.rate) : words.always;
  const remove = button(words.remove, () => change({ rules: faults.rules.filter((other) => other !== rule && other.times !== 0) }));
  remove.setAttribute("aria-label", `${words.remove}: ${name}`);
  return element("li", {}, element("span", { textContent: `${words.on[rule.on]}: ${name}, ${when}` }), remove);
}
