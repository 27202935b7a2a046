/** The answer as the citizen will get it, a moment after each change: on the web, in Zalo, by phone. */

import { readBlocks } from "@webchat/chat/types.ts";
import { Blocks } from "@webchat/ui/blocks.tsx";
import { LinkedText } from "@webchat/ui/linked_text.tsx";
import { useEffect, useRef, useState } from "preact/hooks";
import { DeskFailure } from "../../api/http.ts";
import { useEditorsApi } from "../api/editors_api.ts";
import type { Kind, Preview, RecordJson } from "../api/types.ts";
import { textOf } from "../fields/values.ts";
import { pageWords } from "./words.ts";

const ASKS_AFTER_MS = 600;
type Channel = keyof typeof pageWords.previewTabs;

export function PreviewPane({ kind, record }: { kind: Kind; record: RecordJson }) {
  const { preview, failure, isOld } = usePreview(kind, record);
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
      {isOld && isShown && <p class="hint">{pageWords.previewOld}</p>}
      {preview && !isShown && <p class="hint">{preview.problems.length ? pageWords.previewWaits : pageWords.previewNothing}</p>}
      {isShown && (
        <div class={`preview-${channel}${isOld ? " is-old" : ""}`}>
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
  /** What is shown is of an earlier wording. */
  isOld: boolean;
}

function usePreview(kind: Kind, record: RecordJson): Previewed {
  const api = useEditorsApi();
  const [state, setState] = useState<Previewed>({ preview: null, failure: "", isOld: false });
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    const ask = async (): Promise<void> => {
      try {
        const preview = await api.preview(kind, record);
        if (mine !== turn.current) return;
        // With problems, the last good one stays to be seen.
        setState((before) => (hasAny(preview) || !before.preview ? { preview, failure: "", isOld: false } : { ...before, failure: "", isOld: true }));
      } catch (error) {
        if (!(error instanceof DeskFailure)) throw error;
        if (mine === turn.current) setState((before) => ({ ...before, failure: error.message, isOld: true }));
      }
    };
    const timer = setTimeout(() => void ask(), turn.current === 1 ? 0 : ASKS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [kind, record]);
  useEffect(() => () => void (turn.current += 1), []);
  return state;
}

const hasAny = (preview: Preview): boolean => (Object.keys(pageWords.previewTabs) as Channel[]).some((channel) => hasSomething(preview, channel));
