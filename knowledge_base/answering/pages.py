"""A long answer cut between blocks or list items, each page with its source and a word on what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from core.words import Words
from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Link, Note, Paragraph, SourceNote
from knowledge_base.answering.plain_text import block_text

# Zalo takes 2,000 characters a message and splits at paragraphs itself; on any channel a screen of more is not read.
PAGE_CHARACTERS = 3000


def pages(blocks: Sequence[Block], words: Words, limit: int = PAGE_CHARACTERS) -> list[list[Block]]:
    """At least one page; joined they hold every block. Every page but the last ends with its source and a note on what follows."""
    cut: list[list[Block]] = [[]]
    size = 0
    for piece in _pieces(blocks, limit):
        length = len(block_text(piece)) + 2
        # Nobody reads on for a link and a source alone.
        if cut[-1] and size + length > limit and not isinstance(piece, Link | SourceNote):
            carried = [cut[-1].pop()] if _leads_on(cut[-1][-1]) and len(cut[-1]) > 1 else []
            cut.append(list(carried))
            size = sum(len(block_text(block)) + 2 for block in carried)
        cut[-1].append(piece)
        size += length
    notes = [Note(text=words.say("more", what=_what(following, page))) for page, following in pairwise(cut)]
    for number, note in enumerate(notes):
        behind = [block for page in cut[number:] for block in page if isinstance(block, SourceNote)]
        if behind and not isinstance(cut[number][-1], SourceNote):
            cut[number].append(behind[0])
        cut[number].append(note)
    return cut


def _leads_on(block: Block) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.text.endswith(":"))


def _pieces(blocks: Sequence[Block], limit: int) -> list[Block]:
    """Lists too long for one page, as several lists."""
    pieces: list[Block] = []
    for block in blocks:
        if not isinstance(block, BulletList) or len(block_text(block)) <= limit // 2 or block.ordered:
            pieces.append(block)
            continue
        items: list[str] = []
        for item in block.items:
            if items and sum(map(len, items)) + len(item) > limit // 2:
                pieces.append(BulletList(items=items))
                items = []
            items.append(item)
        pieces.append(BulletList(items=items))
    return pieces


def _what(following: Sequence[Block], page: Sequence[Block]) -> str:
    headings = [name for block in following for name in _names(block)]
    if headings and isinstance(following[0], Heading):
        return ", ".join(headings).lower()
    last = next((block.text for block in reversed(page) if isinstance(block, Heading)), "")
    return ", ".join([last, *headings]).lower()


def _names(block: Block) -> list[str]:
    match block:
        case Heading():
            return [block.text]
        case Facts():
            return [row.label for row in block.rows]
        case _:
            return []
