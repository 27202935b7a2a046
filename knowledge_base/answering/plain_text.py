"""Blocks as plain text, for channels without layout and for the transcript."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Link, Note, Paragraph, SourceNote
from knowledge_base.answering.question import Option


def block_text(block: Block) -> str:
    match block:
        case Heading(text=text):
            return text.upper() if len(text) < 40 else text
        case Paragraph(text=text) | Note(text=text):
            return text
        case BulletList(items=items, ordered=ordered):
            return "\n".join(f"{number}. {item}" if ordered else f"- {item}" for number, item in enumerate(items, start=1))
        case Facts(rows=rows):
            return "\n".join(f"{row.label}: {row.value}" for row in rows)
        case Link(text=text, url=url):
            return f"{text}: {url}"
        case SourceNote():
            return _source_text(block)


def plain_text(blocks: Sequence[Block], options: Sequence[Option]) -> str:
    numbered = [f"{number}. {option.label}" for number, option in enumerate(options, start=1)]
    parts = [block_text(block) for block in blocks]
    if numbered:
        parts.append("\n".join(numbered))
    return "\n\n".join(parts)


def _source_text(source: SourceNote) -> str:
    decision = f", Quyết định {source.decision_number}" if source.decision_number else ""
    url = f"\n{source.url}" if source.url else ""
    return f"Nguồn: {source.title}{decision}. Cập nhật đến {source.as_of}.{url}"
