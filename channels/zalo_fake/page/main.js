import { get } from "./api.js";
import { startBench, showState } from "./bench.js";
import { showLogs } from "./logs.js";
import { showPeople, showMessages, startPhone } from "./phone.js";

const PHONE_EVERY = 800;
const LOGS_EVERY = 2000;

for (const tab of document.querySelectorAll(".views button")) {
  tab.onclick = () => {
    document.body.dataset.view = tab.dataset.to;
    for (const other of document.querySelectorAll(".views button")) other.setAttribute("aria-pressed", String(other === tab));
  };
}

// A round begins only after the one before has ended; one that failed has said so on the page.
async function every(milliseconds, round) {
  for (;;) {
    await round().catch(() => undefined);
    await new Promise((go) => setTimeout(go, milliseconds));
  }
}

await startPhone();
await startBench();
every(PHONE_EVERY, async () => {
  showPeople(await get("/citizens"));
  await showMessages();
});
every(LOGS_EVERY, async () => {
  const state = await get("/state");
  showState(state);
  await showLogs(state);
});
