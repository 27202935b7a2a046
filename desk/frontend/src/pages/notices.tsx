/** What this person was told, newest first; whoever opens one is led to what it is about. */

import type { DeskNotice } from "../api/types.ts";
import { hrefOfNotice } from "../state/notices.ts";
import { Moment, Page } from "../ui/bits.tsx";
import { useContextOfDesk, useKeys, useObserved, useWork } from "../ui/context.ts";
import { Failure } from "../ui/dialog.tsx";
import { named, words } from "../words.ts";

export function NoticesPage() {
  const { notices, announce } = useContextOfDesk();
  const { list, unread, hasMore, failure } = useObserved(notices);
  const work = useWork();
  const readAll = (): void => {
    if (!unread) return;
    void notices.readAll();
    announce(words.notices.allRead);
  };
  useKeys(() => ({ d: readAll }), [unread]);
  return (
    <Page
      title={words.notices.title}
      actions={
        <button type="button" class="button" aria-disabled={!unread} onClick={readAll}>
          {words.notices.readAll} <kbd>D</kbd>
        </button>
      }
    >
      <p class="hint" aria-live="polite">
        {unread ? words.notices.unread(unread) : words.notices.nothingUnread}
      </p>
      <Failure text={failure} />
      {list === null && !failure && <p class="loading">{words.loading}</p>}
      {list?.length === 0 && <p class="list-empty">{words.notices.none}</p>}
      {list && list.length > 0 && (
        <ul class="notice-list">
          {list.map((each) => (
            <li key={each.id}>
              <NoticeLink notice={each} />
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <div class="page-actions">
          <button type="button" class="button" aria-disabled={work.isBusy} onClick={() => void work.run(() => notices.loadOlder())}>
            {words.notices.older}
          </button>
        </div>
      )}
    </Page>
  );
}

function NoticeLink({ notice }: { notice: DeskNotice }) {
  return (
    <a class={`notice-link is-${notice.kind}${notice.is_read ? "" : " is-unread"}`} href={hrefOfNotice(notice) ?? "#/notices"} data-nav-item>
      <span class="notice-top">
        {!notice.is_read && <span class="chip is-high">{words.notices.isNew}</span>}
        <span class="chip">{named(words.notices.kinds, notice.kind)}</span>
        <Moment iso={notice.at} />
      </span>
      <span class="notice-text">{notice.text}</span>
      {notice.subject && !notice.text.includes(notice.subject) && <span class="notice-subject">{notice.subject}</span>}
    </a>
  );
}
