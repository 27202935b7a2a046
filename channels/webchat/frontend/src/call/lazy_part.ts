/** All of a call, with its style: a link of our own, since the page lets nothing else in. */

import { CALL_PART } from "../ui/call_part.ts";
import { CallPanel } from "./call_panel.tsx";
import styleUrl from "./call.css?url";

const link = document.createElement("link");
link.rel = "stylesheet";
link.href = styleUrl;
// Without its style a call is plain, and a call all the same.
link.onload = link.onerror = () => document.dispatchEvent(new CustomEvent(CALL_PART, { detail: CallPanel }));
document.head.appendChild(link);
