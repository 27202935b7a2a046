/** Which page is shown: signing in first, then what the address says, if this person may see it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { AccessPage } from "../access/access_page.tsx";
import { BoardPage } from "../board/board_page.tsx";
import { AuditPage } from "../pages/audit.tsx";
import { ChannelsPage } from "../pages/channels.tsx";
import { DataRequestsPage } from "../pages/data_requests.tsx";
import { NoticesPage } from "../pages/notices.tsx";
import { PausesPage } from "../pages/pauses.tsx";
import { RepliesPage } from "../pages/replies.tsx";
import { ReportsPage } from "../pages/reports.tsx";
import { SearchPage } from "../pages/search.tsx";
import { StaffPage } from "../pages/staff.tsx";
import { TicketPage } from "../pages/ticket.tsx";
import { TicketsPage } from "../pages/tickets.tsx";
import { hrefOf, readRoute, type PageName, type Route } from "../state/routes.ts";
import { useContextOfDesk, useObserved } from "./context.ts";
import { LazyEditors } from "./lazy_editors.tsx";
import { allowedPages } from "./navigation.ts";
import { Shell } from "./shell.tsx";

const ASKED_EVERY_MS = 30_000;

export function App() {
  const { session, desk, notices } = useContextOfDesk();
  const { phase, me } = useObserved(session);
  const route = useRoute();
  const isIn = phase === "in";
  // Who only looks after people or content has no board, and nothing to be told live; editors ask now and then.
  const answers = session.may("answer_citizens");
  const asks = !answers && allowedPages(session).includes("notices");
  useEffect(() => {
    if (!isIn || !answers) return undefined;
    desk.start();
    return () => {
      desk.stop();
      notices.forget();
    };
  }, [isIn, answers, me?.id]);
  useEffect(() => {
    if (!isIn || !asks) return undefined;
    void notices.load();
    const timer = setInterval(() => void notices.load(), ASKED_EVERY_MS);
    return () => {
      clearInterval(timer);
      notices.forget();
    };
  }, [isIn, asks, me?.id]);
  if (!isIn || !me) return <AccessPage />;
  const pages = allowedPages(session);
  const page = pages.includes(route.page) ? route.page : (pages.find((each) => each !== "notices") ?? pages[0]);
  if (!page) return <AccessPage hasNoPage />;
  return (
    <Shell page={page} pages={pages} openId={route.id}>
      <PageView page={page} route={page === route.page ? route : { page, id: null, part: null, query: {} }} />
    </Shell>
  );
}

function PageView({ page, route }: { page: PageName; route: Route }) {
  const { desk, notices } = useContextOfDesk();
  const areNoticesHere = useObserved(notices).list !== null;
  const isFirst = useRef(true);
  useEffect(() => {
    if (!route.id) return;
    const href = page === "content" ? hrefOf(page, route.id, route.part) : hrefOf(page, route.id);
    desk.isOver(href);
    void notices.seen(href);
  }, [page, route.id, route.part, areNoticesHere]);
  useEffect(() => {
    if (!isFirst.current && page !== "conversations") document.querySelector<HTMLElement>(".page [data-first], .page h1")?.focus();
    isFirst.current = false;
  }, [page, route.id]);
  switch (page) {
    case "conversations":
      return <BoardPage route={route} />;
    case "tickets":
      return route.id ? <TicketPage key={route.id} id={route.id} /> : <TicketsPage route={route} />;
    case "notices":
      return <NoticesPage />;
    case "search":
      return <SearchPage route={route} />;
    case "reports":
      return <ReportsPage />;
    case "content":
      return <LazyEditors route={route} />;
    case "replies":
      return <RepliesPage />;
    case "pauses":
      return <PausesPage />;
    case "staff":
      return <StaffPage />;
    case "channels":
      return <ChannelsPage route={route} />;
    case "audit":
      return <AuditPage />;
    case "data":
      return <DataRequestsPage />;
  }
}

function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(window.location.hash));
  useEffect(() => {
    const onChange = (): void => setRoute(readRoute(window.location.hash));
    window.addEventListener("hashchange", onChange);
    return () => window.removeEventListener("hashchange", onChange);
  }, []);
  return route;
}

