/**
 * The one line in the portal's page: `<script src="https://…/widget.js" data-position="right" defer></script>`.
 * A button opens the chat page in a frame. The portal lends only a corner: no cookie, no style of its own is touched.
 */

import { PROTOCOL, type ToPage, type ToParent } from "./frame_protocol.ts";
import { widgetWords as words } from "./words.ts";
import css from "./styles/widget.css?inline";

const script = (document.currentScript || document.querySelector('script[src*="widget.js"]')) as HTMLScriptElement | null;

const BUBBLE = "M12 3C6.500 3 2 6.800 2 11.500c0 2.700 1.500 5.100 3.800 6.700-.1 1.100-.5 2-1.300 2.900 1.700-.1 3.300-.7 4.500-1.700 1 .2 2 .3 3 .3 5.500 0 10-3.700 10-8.200S17.500 3 12 3z";
const CROSS = "M6 6l12 12M18 6L6 18";

function element<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string>, ...children: (Node | string)[]) {
  const made = document.createElement(tag);
  Object.keys(attributes).forEach((name) => made.setAttribute(name, attributes[name]!));
  children.forEach((child) => made.appendChild(typeof child === "string" ? document.createTextNode(child) : child));
  return made;
}

function drawing(path: string, kind: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", kind);
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.appendChild(line);
  return svg;
}

/** Constructed sheets pass any Content-Security-Policy; a <style> serves the phones that have none. */
function addStyle(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } else {
    (root as ShadowRoot).appendChild(element("style", {}, css));
  }
}

function mount(source: HTMLScriptElement): void {
  const page = new URL("./?embed=1", source.src);
  const label = source.getAttribute("data-label") || words.label;
  const side = source.getAttribute("data-position") === "left" ? "left" : "right";
  const host = element("div", { id: "hotline-1022", lang: "vi" });
  if (!host.attachShadow) {
    // Too old for a frame of its own: the button is a plain link to the page.
    host.appendChild(element("a", { href: new URL("./", source.src).href, target: "_blank", rel: "noopener" }, label));
    document.body.appendChild(host);
    return;
  }
  const root = host.attachShadow({ mode: "open" });
  addStyle(root);

  const count = element("span", { class: "count", hidden: "" });
  const launcher = element(
    "button",
    { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "panel", "aria-label": `${label}. ${words.open}` },
    drawing(BUBBLE, "bubble"),
    element("span", { class: "label" }, label),
    count,
  );
  const closer = element("button", { type: "button", class: "closer", "aria-label": words.close }, drawing(CROSS, "cross"));
  const panel = element("div", { class: "panel", id: "panel", role: "dialog", "aria-label": words.title, hidden: "" }, closer);
  const widget = element("div", { class: `widget ${side}` }, panel, launcher);
  root.appendChild(widget);
  document.body.appendChild(host);

  let frame: HTMLIFrameElement | null = null;
  let isLoaded = false;
  let received = 0;
  let seen = 0;
  const tell = (type: ToPage["type"]): void => {
    if (frame && frame.contentWindow && isLoaded) frame.contentWindow.postMessage({ protocol: PROTOCOL, type }, page.origin);
  };
  const showUnread = (): void => {
    const unread = received - seen;
    count.hidden = unread === 0;
    count.textContent = unread > 9 ? "9+" : String(unread);
    launcher.setAttribute("aria-label", `${label}. ${words.open}${unread ? `, ${words.unread(unread)}` : ""}`);
  };
  const open = (): void => {
    if (!frame) {
      frame = element("iframe", { src: page.href, title: words.title, allow: "clipboard-write; microphone; autoplay" });
      frame.addEventListener("load", () => {
        isLoaded = true;
        tell(panel.hidden ? "hidden" : "shown");
      });
      panel.appendChild(frame);
    }
    panel.hidden = false;
    widget.classList.add("is-open");
    launcher.setAttribute("aria-expanded", "true");
    seen = received;
    showUnread();
    frame.focus();
    tell("shown");
  };
  const close = (): void => {
    panel.hidden = true;
    widget.classList.remove("is-open");
    launcher.setAttribute("aria-expanded", "false");
    tell("hidden");
    launcher.focus();
  };

  launcher.addEventListener("click", () => (panel.hidden ? open() : close()));
  closer.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
  window.addEventListener("message", (event: MessageEvent) => {
    const message = event.data as ToParent | null;
    if (!frame || event.source !== frame.contentWindow || event.origin !== page.origin) return;
    if (!message || message.protocol !== PROTOCOL) return;
    if (message.type === "close" && !panel.hidden) close();
    if (message.type === "received") {
      received = message.count;
      // Fewer than were seen: the citizen began anew.
      seen = panel.hidden ? Math.min(seen, received) : received;
      showUnread();
    }
  });
  if (source.getAttribute("data-open") === "true") open();
}

if (script) {
  if (document.body) mount(script);
  else document.addEventListener("DOMContentLoaded", () => mount(script));
}
