"""A message as plain text in which every choice has a number: Zalo has no quick replies, and a typed number chooses."""

from __future__ import annotations

import re

from channels.contract import OutboundMessage
from core.words import Words

_HAS_NUMBER = re.compile(r"^\(?\d")


def text_of(message: OutboundMessage, words: Words) -> str:
    """Choices that stand in the text already are not said again; the bot's replies hold theirs."""
    labels = [option["label"] for option in message.options]
    lines = {line.strip() for line in message.text.splitlines()}
    numbered = [f"{number}. {label}" for number, label in enumerate(labels, start=1)]
    if not labels or lines.issuperset(numbered):
        return message.text
    # "1 – Rất không hài lòng": the label is its number.
    are_numbered = all(_HAS_NUMBER.match(label) for label in labels)
    choices = labels if are_numbered else [words.say("choose"), *numbered]
    return "\n\n".join(part for part in (message.text, "\n".join(choices)) if part)
