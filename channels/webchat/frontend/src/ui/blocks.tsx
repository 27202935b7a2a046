/** The parts of a structured answer, on screen and in print. */

import type { Block } from "../chat/types.ts";
import { words } from "../words.ts";
import { plainDate } from "./dates.ts";
import { NoteIcon, SourceIcon } from "./icons.tsx";
import { LinkedText, SafeLink } from "./linked_text.tsx";

export function Blocks({ blocks }: { blocks: Block[] }) {
  const firstHeading = blocks.findIndex((block) => block.kind === "heading");
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} isTitle={index === firstHeading} />
      ))}
    </>
  );
}

function BlockView({ block, isTitle }: { block: Block; isTitle: boolean }) {
  switch (block.kind) {
    case "heading":
      return isTitle ? <h2 class="block-title">{block.text}</h2> : <h3 class="block-heading">{block.text}</h3>;
    case "paragraph":
      return (
        <p class="block-paragraph">
          <LinkedText text={block.text} />
        </p>
      );
    case "note":
      return (
        <div class="block-note">
          <NoteIcon />
          <p>
            <strong class="sr-only">{words.answer.note}: </strong>
            <LinkedText text={block.text} />
          </p>
        </div>
      );
    case "list":
      return <ListView items={block.items} ordered={block.ordered} />;
    case "facts":
      return (
        <dl class="block-facts">
          {block.rows.map((row, index) => (
            <div key={index}>
              <dt>{row.label}</dt>
              <dd>
                <LinkedText text={row.value} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case "link":
      return (
        <p class="block-link">
          <SafeLink url={block.url} text={block.text} />
        </p>
      );
    case "source":
      return <SourceView block={block} />;
  }
}

function ListView({ items, ordered }: { items: string[]; ordered: boolean }) {
  const rows = items.map((item, index) => (
    <li key={index}>
      <LinkedText text={item} />
    </li>
  ));
  return ordered ? <ol class="block-list">{rows}</ol> : <ul class="block-list">{rows}</ul>;
}

function SourceView({ block }: { block: Extract<Block, { kind: "source" }> }) {
  const details = [
    block.decisionNumber && words.answer.decision(block.decisionNumber),
    block.asOf && words.answer.asOf(plainDate(block.asOf)),
  ].filter(Boolean);
  return (
    <div class="block-source">
      <SourceIcon />
      <div>
        <p class="source-title">
          {words.answer.source}: <SafeLink url={block.url} text={block.title} />
        </p>
        {details.length > 0 && <p class="source-details">{details.join(" · ")}</p>}
      </div>
    </div>
  );
}
