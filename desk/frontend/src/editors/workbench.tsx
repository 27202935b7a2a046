/** The editors' workbench: one tab a task. A tab is one line here and a folder of its own. */

import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { hrefOf, type Route } from "../state/routes.ts";
import { Page } from "../ui/bits.tsx";
import { BenchTab } from "./bench/bench_tab.tsx";
import { QualityTab } from "./quality/quality_tab.tsx";
import { QuestionsTab } from "./questions/questions_tab.tsx";
import { RecordsTab } from "./records/records_tab.tsx";
import { ReviewsTab } from "./reviews/reviews_tab.tsx";
import { SettingsTab } from "./settings/settings_tab.tsx";
import { editorWords } from "./words.ts";
import "./workbench.css";

export interface TabProps {
  route: Route;
}

const TABS: readonly { name: keyof typeof editorWords.tabs; View: ComponentType<TabProps> }[] = [
  { name: "records", View: RecordsTab },
  { name: "reviews", View: ReviewsTab },
  { name: "bench", View: BenchTab },
  { name: "questions", View: QuestionsTab },
  { name: "quality", View: QualityTab },
  { name: "settings", View: SettingsTab },
];

/** `#/content/<tab>/<what is open in it>?<query>`. */
export function Workbench({ route }: { route: Route }) {
  const current = TABS.find((each) => each.name === route.id) ?? TABS[0];
  const tabs = useRef<HTMLUListElement>(null);
  // On a telephone the tabs are one line that is wider than the screen.
  useEffect(() => {
    const [list, chosen] = [tabs.current, tabs.current?.querySelector<HTMLElement>("[aria-current]")];
    if (list && chosen) list.scrollLeft = chosen.offsetLeft - list.offsetLeft - (list.clientWidth - chosen.offsetWidth) / 2;
  }, [current?.name]);
  return (
    <Page title={editorWords.title}>
      <nav class="workbench-tabs" aria-label={editorWords.tasks}>
        <ul ref={tabs}>
          {TABS.map(({ name }) => (
            <li key={name}>
              <a href={hrefOf("content", name)} {...(name === current?.name ? { "aria-current": "page" as const } : {})}>
                {editorWords.tabs[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {current && <current.View route={route} />}
    </Page>
  );
}
