import { render } from "preact";
import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/banners.css";
import "./styles/messages.css";
import "./styles/composer.css";
import "./styles/attachments.css";
import "./styles/print.css";
import { HttpChatApi } from "./chat/api.ts";
import { Chat } from "./chat/chat.ts";
import { openStorage } from "./chat/storage.ts";
import { Announcer } from "./ui/announcer.ts";
import { App } from "./ui/app.tsx";
import { drawInOneTurn } from "./ui/drawing.ts";
import { followVisualViewport } from "./ui/viewport.ts";

const root = document.getElementById("app")!;
const storage = openStorage("localStorage");
const announcer = new Announcer();
const chat = new Chat({
  api: new HttpChatApi(),
  storage,
  isOnline: () => navigator.onLine !== false,
  isVisible: () => !document.hidden,
  announce: (text) => announcer.say(text),
});

drawInOneTurn();
followVisualViewport(root);
render(<App chat={chat} storage={storage} drafts={openStorage("sessionStorage")} announcer={announcer} />, root);
window.addEventListener("online", () => chat.onConnectivity());
window.addEventListener("offline", () => chat.onConnectivity());
window.addEventListener("storage", () => chat.onStorageChanged());
document.addEventListener("visibilitychange", () => document.hidden || chat.onConnectivity());
void chat.start();
