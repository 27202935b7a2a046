import { openStorage } from "@webchat/chat/storage.ts";
import { Announcer } from "@webchat/ui/announcer.ts";
import { drawInOneTurn } from "@webchat/ui/drawing.ts";
import { followVisualViewport } from "@webchat/ui/viewport.ts";
import { render } from "preact";
import { DeskApi } from "./api/desk_api.ts";
import { Http } from "./api/http.ts";
import { CallDesk } from "./calls/call_desk.ts";
import { Alerts } from "./state/alerts.ts";
import { allowSound, beep } from "./state/beep.ts";
import { ChannelAlarms } from "./state/channel_alarms.ts";
import { ServerClock } from "./state/clock.ts";
import { Desk } from "./state/desk.ts";
import { Drafts } from "./state/drafts.ts";
import { Notices } from "./state/notices.ts";
import { Session } from "./state/session.ts";
import { TabName } from "./state/tab_name.ts";
import "@webchat/styles/fonts.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/board.css";
import "./styles/thread.css";
import "./styles/blocks.css";
import "./styles/composer.css";
import "./styles/side.css";
import "./styles/pages.css";
import "./styles/notices.css";
import "./styles/reports.css";
import "./styles/calls.css";
import { App } from "./ui/app.tsx";
import { Context, type DeskContext } from "./ui/context.ts";
import { Keys } from "./ui/keys.ts";
import { notify } from "./ui/notifications.ts";
import { words } from "./words.ts";

const root = document.getElementById("app")!;
const api = new DeskApi(new Http());
const session = new Session(api);
const settings = openStorage("localStorage");
const ofThisTab = openStorage("sessionStorage");
const announcer = new Announcer();
const tab = new TabName(ofThisTab);
const notices = new Notices(api);
const isHidden = (): boolean => document.hidden;
const aboutAlarm = (id: string): string => `alarm:${id}`;
const desk = new Desk({
  api,
  storage: ofThisTab,
  clock: new ServerClock(() => performance.now(), Date.now()),
  isOnline: () => navigator.onLine,
  isHidden,
  myId: () => session.state.me?.id ?? "",
  isOnDuty: () => session.state.me?.duty === "on_duty",
  onChannelAlarms: () => void channelAlarms.ask(),
  onDuty: (duty) => session.dutyIs(duty),
  tab: tab.name,
  notices,
  makeAlerts: (toast) => new Alerts({ storage: settings, beep, isHidden, notify, toast }),
});
const channelAlarms = new ChannelAlarms({
  load: () => api.channelAlarms(),
  mayKnow: () => session.state.phase === "in" && session.may("see_reports"),
  ring: (alarm) => desk.alerts.on({ kind: "channel", text: alarm.title, at: alarm.began_at, about: aboutAlarm(alarm.id) }),
  over: (id) => desk.isOver(aboutAlarm(id)),
});
const context: DeskContext = {
  api,
  session,
  desk,
  channelAlarms,
  notices,
  drafts: new Drafts(ofThisTab),
  settings,
  keys: new Keys(settings),
  calls: new CallDesk(api, (text) => announcer.say(text)),
  handles: { composer: null, knowledge: null },
  announce: (text) => announcer.say(text),
};

context.keys.listen();
desk.subscribe(() => context.calls.follow((id) => desk.state.rows.get(id)?.owner_id === session.state.me?.id));
followVisualViewport(root);
drawInOneTurn();
render(
  <Context.Provider value={context}>
    <App />
  </Context.Provider>,
  root,
);
new Worker(new URL("./state/ticker.worker.ts", import.meta.url), { type: "module" }).onmessage = () => {
  channelAlarms.tick();
  if (session.state.phase === "in") desk.tick();
};
window.addEventListener("online", () => desk.onConnectivity());
window.addEventListener("offline", () => desk.onConnectivity());
window.addEventListener("beforeunload", (event) => {
  const alone = desk.leftAlone();
  if (!alone) return;
  // The browser asks in words of its own; whoever stays reads why.
  event.preventDefault();
  setTimeout(() => desk.toast(`${words.leaving.waiting(alone.queue, alone.mine)} ${words.leaving.last}`, true), 0);
});
window.addEventListener("pagehide", () => {
  if (session.state.phase === "in" && session.may("answer_citizens")) api.goesAway(tab.name);
  tab.leave();
});
window.addEventListener("pageshow", () => tab.take());
// A file dropped beside the composer must not take the place of the desk.
(["dragover", "drop"] as const).forEach((kind) =>
  window.addEventListener(kind, (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault()),
);
["pointerdown", "keydown"].forEach((kind) => document.addEventListener(kind, allowSound, { passive: true }));
void session.start();
