/** The answer as the citizen will get it, a moment after each change: on the web, in Zalo, by phone. */

import { readBlocks } from "@webchat/chat/types.ts";
import { Blocks } from "@webchat/ui/blocks.tsx";
import { LinkedText } from "@webchat/ui/linked_text.tsx";
import { useEffect, useRef, useState } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import type { Kind, Preview, Problem, RecordJson } from "../api/types.ts";
import { labelOfPath } from "../fields/problems.ts";
import { textOf } from "../fields/values.ts";
import { kinds } from "../kinds/kinds.ts";
import { LastRight } from "./last_right.ts";
import { pageWords } from "./words.ts";

const ASKS_AFTER_MS = 600;
const NAMED = 3;
type Channel = keyof typeof pageWords.previewTabs;

export function PreviewPane({ kind, record }: { kind: Kind; record: RecordJson }) {
  const { preview, failure, problems } = usePreview(kind, record);
  const [channel, setChannel] = useState<Channel>("web");
  const isShown = preview !== null && hasSomething(preview, channel);
  return (
    <section class="preview card" aria-labelledby="preview-title">
      <header class="preview-head">
        <h3 id="preview-title">{pageWords.preview}</h3>
        <div class="tabs" role="group" aria-labelledby="preview-title">
          {(Object.keys(pageWords.previewTabs) as Channel[]).map((each) => (
            <button key={each} type="button" class="tab" aria-pressed={each === channel} onClick={() => setChannel(each)}>
              {pageWords.previewTabs[each]}
            </button>
          ))}
        </div>
      </header>
      {failure && <p class="hint">{failure}</p>}
      {problems.length > 0 && <p class="hint">{(isShown ? pageWords.previewOld : pageWords.previewWaits)(cellsOf(kind, problems))}</p>}
      {preview && !isShown && !problems.length && <p class="hint">{pageWords.previewNothing}</p>}
      {isShown && (
        <div class={`preview-${channel}${failure ? " is-old" : ""}`}>
          {channel === "web" && <WebPreview preview={preview} kind={kind} record={record} />}
          {channel === "zalo" && preview.zalo.map((part, place) => <ZaloPart key={place} text={part} place={place} of={preview.zalo.length} />)}
          {channel === "phone" && (
            <>
              <p class="hint">{pageWords.previewPhone}</p>
              <p class="plain">{preview.phone}</p>
            </>
          )}
        </div>
      )}
    </section>
  );
}

function hasSomething(preview: Preview, channel: Channel): boolean {
  if (channel === "web") return readBlocks(preview.web.blocks).length > 0;
  return channel === "zalo" ? preview.zalo.length > 0 : preview.phone !== "";
}

function WebPreview({ preview, kind, record }: { preview: Preview; kind: Kind; record: RecordJson }) {
  return (
    <>
      {kind === "announcement" && record.shows_banner === true && <p class="preview-banner">{textOf(record.title)}</p>}
      <div class="preview-sheet result-blocks">
        <Blocks blocks={readBlocks(preview.web.blocks)} />
      </div>
      {preview.web.options.length > 0 && (
        <ul class="given-options" aria-label={pageWords.previewOptions}>
          {preview.web.options.map((option, place) => (
            <li key={place}>{option.label}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function ZaloPart({ text, place, of }: { text: string; place: number; of: number }) {
  return (
    <div class="zalo-part">
      {of > 1 && <p class="hint">{pageWords.previewPart(place + 1, of)}</p>}
      <p class="plain">
        <LinkedText text={text} />
      </p>
    </div>
  );
}

interface Previewed {
  preview: Preview | null;
  failure: string;
  /** Keep their parts from being shown as they are typed. */
  problems: readonly Problem[];
}

function usePreview(kind: Kind, record: RecordJson): Previewed {
  const api = useEditorsApi();
  const [state, setState] = useState<Previewed>({ preview: null, failure: "", problems: [] });
  const turn = useRef(0);
  const lastRight = useRef(new LastRight());
  useEffect(() => {
    const mine = ++turn.current;
    const asked = async (): Promise<Previewed> => {
      const preview = await api.preview(kind, record);
      const { problems } = preview;
      lastRight.current.learn(record, problems);
      if (!problems.length) return { preview, failure: "", problems };
      // What the server makes of a record without its wrong parts says that there are none: nobody is to read that.
      const mended = lastRight.current.mended(record, problems);
      return { preview: mended && (await api.preview(kind, mended)), failure: "", problems };
    };
    const ask = async (): Promise<void> => {
      try {
        const found = await asked();
        if (mine === turn.current) setState(found);
      } catch (error) {
        if (!(error instanceof DeskFailure)) throw error;
        if (mine === turn.current) setState((before) => ({ ...before, failure: error.message }));
      }
    };
    const timer = setTimeout(() => void ask(), turn.current === 1 ? 0 : ASKS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [kind, record]);
  useEffect(() => () => void (turn.current += 1), []);
  return state;
}

/** The first few by name: who has just begun has many. */
function cellsOf(kind: Kind, problems: readonly Problem[]): string {
  const labels = [...new Set(problems.map((problem) => labelOfPath(kinds[kind].sections, problem.path) || problem.message))];
  return labels.slice(0, NAMED).map((label) => `“${label}”`).join(", ") + (labels.length > NAMED ? "…" : "");
}
