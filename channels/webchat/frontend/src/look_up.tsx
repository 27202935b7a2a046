import { render } from "preact";
import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/look_up.css";
import { HttpTickets } from "./look_up/tickets.ts";
import { LookUpPage } from "./look_up/page.tsx";
import { drawInOneTurn } from "./ui/drawing.ts";

drawInOneTurn();
const given = new URLSearchParams(window.location.search).get("ma") || "";
render(<LookUpPage tickets={new HttpTickets()} given={given.slice(0, 60)} />, document.getElementById("app")!);
