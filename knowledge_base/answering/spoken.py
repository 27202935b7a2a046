"""Blocks as a voice would read them on the phone: no links, of long lists the first items and how many more there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.words import Words
from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Note, Paragraph, SourceNote

MOST_ITEMS = 3
_ADDRESS = re.compile(r"\(?\b(?:https?://|www\.)\S+")
_ENDS = (".", "!", "?", ":", "…")


def spoken_text(blocks: Sequence[Block], words: Words) -> str:
    said = [line for block in blocks for line in _lines(block, words)]
    heard = [" ".join(_ADDRESS.sub("", line).split()) for line in said]
    return "\n".join(line if line.endswith(_ENDS) else f"{line}." for line in heard if line)


def _lines(block: Block, words: Words) -> list[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Note(text=text):
            return [text]
        case Facts(rows=rows):
            return [f"{row.label}: {row.value}" for row in rows]
        case BulletList(items=items):
            left = len(items) - MOST_ITEMS
            return [*items[:MOST_ITEMS], *([words.say("spoken_more", count=left)] if left > 0 else [])]
        case SourceNote(title=title, as_of=as_of):
            return [words.say("spoken_source", title=title, date=as_of)]
        case _:
            return []
