import { words } from "./words.js";

const trouble = document.getElementById("trouble");

export async function call(method, path, body) {
  let response;
  try {
    response = await fetch(`/fake${path}`, { method, headers: body ? { "Content-Type": "application/json" } : {}, body: body && JSON.stringify(body) });
  } catch {
    tell(words.unreachable);
    throw new Error("unreachable");
  }
  tell(response.ok ? "" : words.refused);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);

function tell(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

export function element(name, given = {}, ...children) {
  const made = Object.assign(document.createElement(name), given);
  made.append(...children);
  return made;
}

export function button(label, press) {
  return element("button", { type: "button", textContent: label, onclick: press });
}

export function dayAndTime(milliseconds) {
  return new Date(milliseconds).toLocaleString("vi-VN", { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });
}

export function clockTime(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
