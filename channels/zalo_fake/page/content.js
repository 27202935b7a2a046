// What stands in a bubble.
import { button, element } from "./api.js";
import { words } from "./words.js";

const ADDRESS = /(https?:\/\/[^\s«»<>]+[^\s«»<>.,;:!?)])/g;

export function contentOf(message, say, submit) {
  const bubble = element("div", { className: "bubble" });
  if (message.attachment) bubble.append(...attached(message, say, submit));
  if (message.text) bubble.append(element("p", {}, ...linked(message.text)));
  return bubble;
}

function linked(text) {
  return text.split(ADDRESS).map((part, index) => (index % 2 ? element("a", { href: part, textContent: part, target: "_blank", rel: "noreferrer" }) : part));
}

function attached({ kind, attachment }, say, submit) {
  if (attachment.template_type === "request_user_info") return [...attachment.elements.flatMap(card), button(words.fill_in, submit)];
  if (attachment.template_type === "list") return [...attachment.elements.flatMap(card), ...(attachment.buttons ?? []).map((each) => choice(each, say))];
  if (attachment.coordinates) return [element("p", { textContent: words.place(attachment.coordinates) })];
  const url = attachment.url ?? "";
  const isPicture = ["image", "gif", "sticker"].includes(kind) && (url.startsWith(location.origin) || url.startsWith("http://127.0.0.1:"));
  if (isPicture) return [element("img", { src: url, alt: words.kinds[kind], className: kind })];
  const label = [words.kinds[kind] ?? kind, attachment.name].filter(Boolean).join(": ");
  return [element("a", { href: /^https?:/.test(url) ? url : "#", textContent: label, target: "_blank", rel: "noreferrer" })];
}

function card({ title = "", subtitle = "" }) {
  return [element("strong", { textContent: title }), element("p", { textContent: subtitle })];
}

// A press on a button with a question comes as an ordinary message.
function choice({ title, type, payload }, say) {
  const isQuestion = String(type).startsWith("oa.query");
  return isQuestion ? button(title, () => say({ text: String(payload) })) : element("span", { textContent: title });
}
