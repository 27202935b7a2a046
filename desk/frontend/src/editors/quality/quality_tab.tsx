/** What the program found in all that is published; the findings of one check, or the decrees, when the address names them. */

import { momentOfIso } from "@webchat/ui/dates.ts";
import { useEffect } from "preact/hooks";
import { hrefOf } from "../../state/routes.ts";
import { Awaited } from "../../ui/bits.tsx";
import { useLoaded } from "../../ui/context.ts";
import type { TabProps } from "../workbench.tsx";
import { DecreesView } from "./decrees_view.tsx";
import { FindingsView } from "./findings_view.tsx";
import { useQualityApi, type Check, type Checks } from "./quality_api.ts";
import { qualityWords } from "./words.ts";
import "./quality.css";

const DECREES = "decrees";
const LOOKS_AGAIN_MS = 5_000;

export const hrefOfCheck = (name = "", page = ""): string => hrefOf("content", "quality", name, { page });

export function QualityTab({ route }: TabProps) {
  const isDecrees = route.part === DECREES;
  return (
    <>
      <nav class="views" aria-label={qualityWords.lists}>
        <a class="view" href={hrefOfCheck()} aria-current={isDecrees ? undefined : "page"}>
          {qualityWords.checks}
        </a>
        <a class="view" href={hrefOfCheck(DECREES)} aria-current={isDecrees ? "page" : undefined}>
          {qualityWords.decrees}
        </a>
      </nav>
      {isDecrees ? <DecreesView typed={route.query.decree ?? ""} /> : <ChecksView name={route.part} page={route.query.page ?? ""} />}
    </>
  );
}

function ChecksView({ name, page }: { name: string | null; page: string }) {
  const api = useQualityApi();
  const loaded = useLoaded(() => api.checks(), []);
  const isOld = loaded.data?.is_current === false;
  useEffect(() => {
    if (!isOld) return undefined;
    const timer = setInterval(() => document.hidden || loaded.reload(), LOOKS_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isOld]);
  return (
    <Awaited loaded={loaded}>
      {(all) => {
        const opened = all.checks.find((check) => check.name === name);
        return opened ? <FindingsView key={`${opened.name}:${all.looked_at}`} check={opened} page={page} /> : <Overview all={all} />;
      }}
    </Awaited>
  );
}

function Overview({ all }: { all: Checks }) {
  const { looked_at, is_current } = all;
  const when = looked_at ? `${qualityWords.lookedAt(momentOfIso(looked_at))}${is_current ? "" : ` ${qualityWords.looking}`}` : qualityWords.neverLooked;
  return (
    <>
      <p class="hint">{qualityWords.intro}</p>
      <p class="hint" role="status">
        {when}
      </p>
      <ul class="quality-checks">
        {all.checks.map((check) => (
          <Row key={check.name} check={check} isKnown={looked_at !== null} />
        ))}
      </ul>
    </>
  );
}

function Row({ check, isKnown }: { check: Check; isKnown: boolean }) {
  return (
    <li class="check-row">
      <span class={`check-count${check.count ? "" : " is-none"}`}>{isKnown ? check.count.toLocaleString("vi-VN") : "–"}</span>
      <div>
        {check.count ? (
          <a href={hrefOfCheck(check.name)} data-nav-item>
            {check.label}
          </a>
        ) : (
          <span class="check-label">{check.label}</span>
        )}
        <p class="hint">{check.explains}</p>
      </div>
    </li>
  );
}
