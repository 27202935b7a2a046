/** The frame around every page: navigation, duty, the line's state, what was announced. */

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { CallReminder } from "../calls/call_bar.tsx";
import { listsOf } from "../state/lists.ts";
import { go, hrefOf, type PageName } from "../state/routes.ts";
import { words } from "../words.ts";
import { useContextOfDesk, useObserved } from "./context.ts";
import { DutySwitch } from "./duty_switch.tsx";
import { BellIcon, BookIcon, ChartIcon, ChatsIcon, MarkIcon, MoreIcon, SearchIcon, TicketIcon } from "./icons.tsx";
import { KeysDialog } from "./keys_dialog.tsx";
import { MoreMenu } from "./more_menu.tsx";
import { useNextWork } from "./next_work.ts";
import { LinkBar, PassingToasts, StayingToasts } from "./notices.tsx";

const FIRST: readonly PageName[] = ["conversations", "tickets", "notices", "search", "reports", "content"];
const ICONS = { conversations: ChatsIcon, tickets: TicketIcon, notices: BellIcon, search: SearchIcon, reports: ChartIcon, content: BookIcon };

interface Props {
  page: PageName;
  pages: PageName[];
  /** The thing that is open on the page. */
  openId: string | null;
  children: ComponentChildren;
}

export function Shell({ page, pages, openId, children }: Props) {
  const { desk, session, notices, keys } = useContextOfDesk();
  const state = useObserved(desk);
  const { unread } = useObserved(notices);
  const { me } = useObserved(session);
  const [open, setOpen] = useState<"more" | "keys" | null>(null);
  const takeNext = useRef(() => undefined as void);
  takeNext.current = useNextWork().take;
  const queue = listsOf(state.rows.values(), me!.id).queue.length;
  const waiting = desk.waitingForMe();
  const badges: Partial<Record<PageName, Badge>> = {
    conversations: { count: queue, says: words.shell.waiting(queue) },
    notices: { count: unread, says: words.notices.unread(unread) },
  };

  useEffect(() => {
    document.title = words.titleFor(waiting, words.shell[page]);
  }, [waiting, page]);
  useEffect(() => desk.watchQueue(), [me!.duty]);
  useLayoutEffect(() => {
    const focusList = (name: string): void => document.querySelector<HTMLElement>(`[data-list="${name}"] [data-nav-item]`)?.focus();
    const toList = (name: string) => (): void => {
      go(hrefOf("conversations"));
      setTimeout(() => focusList(name), 0);
    };
    return keys.addBeneath({
      "?": () => setOpen("keys"),
      "g q": toList("queue"),
      "g m": toList("mine"),
      "g t": () => go(hrefOf("tickets")),
      "g b": () => go(hrefOf("notices")),
      "g s": () => go(hrefOf("search")),
      escape: () => desk.closeNewestToast(),
    });
  }, []);

  useLayoutEffect(() => (session.may("answer_citizens") ? keys.addBeneath({ n: () => takeNext.current() }) : undefined), []);

  return (
    <div class="shell">
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")!.focus();
        }}
      >
        {words.shell.skip}
      </a>
      <header class="rail">
        <p class="rail-mark">
          <MarkIcon />
          <span class="sr-only">{words.page.title}</span>
        </p>
        <nav aria-label={words.shell.navigation}>
          <ul>
            {FIRST.filter((each) => pages.includes(each)).map((each) => (
              <li key={each}>
                <RailLink page={each} isCurrent={each === page} badge={badges[each]} />
              </li>
            ))}
            <li>
              <button type="button" class="rail-link" aria-haspopup="dialog" onClick={() => setOpen("more")}>
                <MoreIcon />
                {words.shell.more}
              </button>
            </li>
          </ul>
        </nav>
        {session.may("answer_citizens") && <DutySwitch />}
      </header>
      <StayingToasts />
      <main class="main" id="main" tabIndex={-1}>
        <LinkBar />
        <CallReminder openId={page === "conversations" ? openId : null} />
        {children}
      </main>
      <PassingToasts />
      {open === "more" && <MoreMenu pages={pages.filter((each) => !FIRST.includes(each))} onKeys={() => setOpen("keys")} onClose={() => setOpen(null)} />}
      {open === "keys" && <KeysDialog onClose={() => setOpen(null)} />}
    </div>
  );
}

interface Badge {
  count: number;
  says: string;
}

function RailLink({ page, isCurrent, badge }: { page: PageName; isCurrent: boolean; badge: Badge | undefined }) {
  const Icon = ICONS[page as keyof typeof ICONS];
  return (
    <a class="rail-link" href={hrefOf(page)} {...(isCurrent ? { "aria-current": "page" as const } : {})}>
      <Icon />
      {words.shell[page]}
      {badge && badge.count > 0 && (
        <span class="badge">
          <span aria-hidden="true">{badge.count > 99 ? "99+" : badge.count}</span>
          <span class="sr-only">, {badge.says}</span>
        </span>
      )}
    </a>
  );
}
