"""Blocks as a voice says them on the phone: no links, at most three items at a time, and how to hear the rest.

What editors see in the preview is what callers hear: both come from here. docs/adr/0030.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.words import Words
from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Note, Paragraph, SourceNote
from knowledge_base.answering.for_the_ear import for_the_ear, sentences
from vntext.aloud import aloud

MOST_ITEMS = 3
# Some 30 seconds: more at a time is forgotten before its end.
_MOST_CHARACTERS = 420
_LONGEST_NAME = 120
_NAME_MAY_END = re.compile(r"[,;]| (?:\(|trong |đối với |khi |nếu |mà |thuộc |theo |gồm )")
_ENDS = (".", "!", "?", ":", "…", ";")
_NOUNS = {"heading_documents": "noun_documents", "heading_steps": "noun_steps"}


@dataclass
class _Section:
    """`noun`: what its items are called when some are left. What has no noun is not counted."""

    heading: str = ""
    items: list[str] = field(default_factory=list)
    noun: str = ""


def spoken_pages(blocks: Sequence[Block], words: Words, labels: Sequence[str] = (), *, has_more: bool = False) -> list[str]:
    """At least one. `labels` are what may be chosen; `has_more`: beyond these blocks there is more to be asked for."""
    sections = [*_sections(blocks, words, is_choice=bool(labels)), *_options(labels, words)]
    pages = list(_pages(sections, words)) or [""]
    # Nobody asks to hear on for the source alone.
    pages[-1] = _joined([pages[-1], *_sources(blocks, words)])
    if labels:
        pages[-1] = _joined([pages[-1], words.say("spoken_choose")])
    elif has_more:
        pages[-1] = _joined([pages[-1], words.say("spoken_go_on")])
    return pages


def spoken_text(blocks: Sequence[Block], words: Words, labels: Sequence[str] = ()) -> str:
    """All pages as editors see them: numbers and short forms in the words that are said."""
    return "\n\n".join(aloud(page) for page in spoken_pages(blocks, words, labels))


def blocks_of_text(text: str) -> list[Block]:
    """A stored text without layout: paragraphs, and lists where lines begin with a dash."""
    blocks: list[Block] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if not line.startswith("- "):
            blocks.append(Paragraph(text=line))
        elif blocks and isinstance(blocks[-1], BulletList):
            blocks[-1].items.append(line[2:])
        else:
            blocks.append(BulletList(items=[line[2:]]))
    return blocks


def _sections(blocks: Sequence[Block], words: Words, *, is_choice: bool) -> Iterator[_Section]:
    section = _Section()
    for block in blocks:
        match block:
            case Heading(text=text):
                yield section
                noun = next((words.say(noun) for key, noun in _NOUNS.items() if words.say(key) == text), words.say("noun_other"))
                section = _Section(_sentence(_name(for_the_ear(text, words))), noun=noun)
            case Paragraph(text=text):
                section.items += sentences(for_the_ear(text, words))
            case Note(text=text) if not _is_of_screens(text, words, is_choice=is_choice):
                section.items += sentences(for_the_ear(text, words))
            case Facts(rows=rows):
                section.items += [for_the_ear(f"{row.label}: {row.value}", words) for row in rows]
            case BulletList(items=items):
                section.noun = section.noun or words.say("noun_other")
                section.items += [for_the_ear(item, words) for item in items]
            case _:
                pass
    yield section


def _sources(blocks: Sequence[Block], words: Words) -> list[str]:
    notes = [block for block in blocks if isinstance(block, SourceNote)]
    return [for_the_ear(words.say("spoken_source", title=note.title, date=note.as_of), words) for note in notes]


def _name(heading: str) -> str:
    """Some official names take half a minute: what they begin with tells which one it is."""
    if len(heading) <= _LONGEST_NAME:
        return heading
    ends = [match.start() for match in _NAME_MAY_END.finditer(heading[: _LONGEST_NAME + 1])]
    return heading[: ends[-1]] if ends else heading[:_LONGEST_NAME].rpartition(" ")[0]


def _options(labels: Sequence[str], words: Words) -> Iterator[_Section]:
    if labels:
        said = [_option(number, for_the_ear(label, words), words) for number, label in enumerate(labels, start=1)]
        yield _Section(items=said, noun=words.say("noun_option"))


def _option(number: int, label: str, words: Words) -> str:
    """ "1 – Rất không hài lòng" has its number already."""
    return label if label.startswith(str(number)) else words.say("spoken_option", number=number, label=label)


def _is_of_screens(text: str, words: Words, *, is_choice: bool) -> bool:
    """What tells how to read on or choose on a page: said otherwise here."""
    before, _, behind = words.say("more", what="\0").partition("\0")
    return (text.startswith(before) and text.endswith(behind)) or (is_choice and text == words.say("clarify_hint"))


def _pages(sections: Sequence[_Section], words: Words) -> Iterator[str]:
    said: list[str] = []
    count = size = 0
    waiting = [section for section in sections if section.heading or any(section.items)]
    for place, section in enumerate(waiting):
        following = [later.heading for later in waiting[place + 1 :] if later.heading]
        heading = [section.heading] if section.heading else []
        items = [item for item in section.items if item]
        said += heading if not items else []
        for number, item in enumerate(items):
            if count and (count >= MOST_ITEMS or size + len(item) > _MOST_CHARACTERS):
                yield _joined([*said, *_what_follows(section, len(items) - number, following, words, is_begun=number > 0)])
                said, count, size = [], 0, 0
            said += heading if number == 0 else []
            said.append(item)
            count, size = count + 1, size + len(item)
    if said:
        yield _joined(said)


def _what_follows(section: _Section, left: int, following: Sequence[str], words: Words, *, is_begun: bool) -> list[str]:
    """How many are left of what was begun, and what comes next."""
    counted = [words.say("spoken_more", count=left, noun=section.noun)] if section.noun and is_begun else []
    ahead = [*([] if is_begun or not section.heading else [section.heading]), *following][:2]
    names = ", ".join(name.rstrip(".:").lower() for name in ahead)
    return [*counted, *([words.say("spoken_then", what=names)] if names else []), words.say("spoken_go_on")]


def _joined(said: Sequence[str]) -> str:
    return "\n".join(_sentence(line) for line in said if line)


def _sentence(line: str) -> str:
    return line if line.endswith(_ENDS) else f"{line}."
