"""An answer of a call for whoever reads it elsewhere: what could be chosen is there to be read, and nothing tells to choose it there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversations.models import Message
from core.words import Words

# Sentences that only tell how to choose, by their gaps; what stood to be chosen was written before.
_OF_CHOOSING = ("clarify_hint", "choose_again", "no_such_number", "no_list", "no_list_at_hand", "others_stay")
_GAPS = dict.fromkeys(("count", "number", "name"), "\0")


@dataclass(frozen=True)
class Written:
    text: str
    blocks: list[dict[str, Any]]


def is_worth_writing(answer: Message, words: Words) -> bool:
    """Not what only asked to choose again: whoever reads it later was asked nothing."""
    offered = set(_numbered([str(option.get("label", "")) for option in answer.options]))
    parts = [part for part in answer.text.split("\n\n") if not set(part.splitlines()) <= offered]
    return not parts or any(not _is_of_choosing(part, words) for part in parts)


def as_written(answer: Message, words: Words) -> Written:
    """`words` are those of answers (knowledge_base/answering/words.yml). Choosing means something only where the question was asked."""
    more = words.say("more_option")
    labels = [str(option.get("label", "")) for option in answer.options]
    offered = [label for option, label in zip(answer.options, labels, strict=True) if option.get("value") != more]
    numbered = set(_numbered(labels))
    parts = [part for part in answer.text.split("\n\n") if not set(part.splitlines()) <= numbered]
    text = "\n\n".join(filter(None, [*(_without_hint(part, words) for part in parts), "\n".join(_numbered(offered))]))
    blocks = [block for block in (_block_without_hint(block, words) for block in answer.blocks or []) if block is not None]
    choices = [{"kind": "list", "items": offered, "ordered": True}] if blocks and offered else []
    return Written(text, [*blocks, *choices])


def _numbered(labels: list[str]) -> list[str]:
    return [f"{number}. {label}" for number, label in enumerate(labels, start=1)]


def _block_without_hint(block: Mapping[str, Any], words: Words) -> dict[str, Any] | None:
    if block.get("kind") != "note":
        return dict(block)
    text = _without_hint(str(block.get("text", "")), words)
    return {**block, "text": text} if text else None


def _is_of_choosing(text: str, words: Words) -> bool:
    patterns = (re.escape(words.say(key, **_GAPS)).replace(re.escape("\0"), ".+") for key in _OF_CHOOSING)
    return any(re.fullmatch(pattern, text.strip()) for pattern in patterns)


def _without_hint(text: str, words: Words) -> str:
    """That something follows is worth knowing; how to have it shown is true of the call alone."""
    if _is_of_choosing(text, words):
        return ""
    before, _, behind = words.say("more", what="\0").partition("\0")
    return f"{text.removesuffix(behind)}." if text.startswith(before) and text.endswith(behind) else text
