import { button, call, clockTime, element, get, post } from "./api.js";
import { contentOf } from "./content.js";
import { words } from "./words.js";

const FREE = 48 * 3600e3;
const OPEN = 7 * 24 * 3600e3;

const people = document.getElementById("people");
const log = document.getElementById("messages");
const list = log.querySelector("ol");
const text = document.getElementById("text");
const shown = new Map();
let chosen = new URLSearchParams(location.search).get("citizen") ?? "";
let lastPeople = "";
let follows = true;

export const citizen = () => chosen;

export async function startPhone() {
  const kinds = document.getElementById("kinds");
  for (const [kind, label] of Object.entries(words.kinds)) kinds.append(button(label, () => say({ kind })));
  for (const [sample, label] of Object.entries(words.samples)) kinds.append(button(label, () => say({ kind: "image", sample })));
  document.getElementById("add-person").onsubmit = async (event) => {
    event.preventDefault();
    const name = document.getElementById("person-name");
    const made = await post("/citizens", { name: name.value.trim() });
    name.value = "";
    choose(made.user_id);
    showPeople(await get("/citizens"));
    text.focus();
  };
  document.getElementById("composer").onsubmit = (event) => {
    event.preventDefault();
    const said = text.value;
    if (!said.trim()) return;
    text.value = "";
    text.focus();
    // What could not be sent is still there to be sent again.
    say({ text: said }).catch(() => (text.value ||= said));
  };
  log.onscroll = () => (follows = log.scrollHeight - log.scrollTop - log.clientHeight < 80);
  log.addEventListener("load", keepToEnd, true);
  text.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  };
}

export async function say(said) {
  if (!chosen) return;
  await post(`/citizens/${chosen}/messages`, said);
  await showMessages();
}

function choose(userId) {
  chosen = userId;
  history.replaceState(null, "", `?citizen=${userId}`);
  shown.clear();
  follows = true;
  list.replaceChildren();
  lastPeople = "";
}

export function showPeople(citizens) {
  if (!citizens.some((each) => each.user_id === chosen) && citizens.length) choose(citizens[0].user_id);
  const told = JSON.stringify([citizens, chosen, Math.floor(Date.now() / 60000)]);
  if (told === lastPeople) return;
  lastPeople = told;
  const focused = document.activeElement?.dataset?.person;
  people.replaceChildren(...citizens.map(person));
  if (focused) people.querySelector(`[data-person="${focused}"]`)?.focus();
  const now = citizens.find((each) => each.user_id === chosen);
  document.getElementById("phone-title").textContent = now?.name ?? words.nobody;
  document.getElementById("phone-note").textContent = now ? noteOn(now) : "";
  document.getElementById("composer").inert = !now;
}

function person(each) {
  const made = button("", () => choose(each.user_id));
  made.dataset.person = each.user_id;
  made.setAttribute("aria-current", String(each.user_id === chosen));
  made.append(element("strong", { textContent: each.name }), element("span", { textContent: each.last_text || noteOn(each) }));
  return element("li", {}, made);
}

function noteOn(each) {
  const silent = Date.now() - each.last_interaction;
  const state = each.last_interaction === null ? "never" : silent > OPEN ? "closed" : silent > FREE ? "charged" : "free";
  const parts = [each.refuses === null ? words.window[state] : words.refuses(each.refuses)];
  if (each.charged) parts.push(words.charged(each.charged));
  return parts.join(" · ");
}

export async function showMessages() {
  if (!chosen) return;
  const asked = chosen;
  const { messages } = await get(`/citizens/${asked}/messages`);
  if (asked !== chosen) return;
  for (const message of messages) show(message);
  keepToEnd();
}

// Also when a picture arrives later; whoever has scrolled up is left where they are.
function keepToEnd() {
  if (follows) log.scrollTop = log.scrollHeight;
}

function show(message) {
  const note = noteUnder(message);
  const known = shown.get(message.number);
  if (known) {
    if (known.textContent !== note) known.textContent = note;
    return;
  }
  const small = element("small", { textContent: note });
  shown.set(message.number, small);
  list.append(element("li", { className: message.sender }, contentOf(message, say, submit), small));
}

const submit = () => call("POST", `/citizens/${chosen}/submit-info`, {});

function noteUnder(message) {
  const time = clockTime(message.sent_at);
  if (message.sender === "citizen") return time;
  if (message.sender === "console") return `${words.console_author} · ${time}`;
  const receipt = message.seen_at ? "seen" : message.received_at ? "received" : "sent";
  return `${time} · ${words.receipts[receipt]}`;
}
