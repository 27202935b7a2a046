"""What people write into tickets, made fit for keeping."""

from __future__ import annotations

from core.errors import InputError
from core.words import Words
from vntext import normalise

# As long as a message of the chat may be at its widest setting, and then some.
MOST_CHARACTERS = 5000


def kept(text: str, words: Words, *, limit: int = MOST_CHARACTERS) -> str:
    """Clean of what cannot be stored; may be empty. Raises InputError when it is too long."""
    content = normalise(text)
    if len(content) > limit:
        raise InputError("too_long", words.say("too_long", limit=limit))
    return content


def required(text: str, words: Words, *, limit: int = MOST_CHARACTERS) -> str:
    """Raises InputError for nothing."""
    content = kept(text, words, limit=limit)
    if not content:
        raise InputError("empty_text", words.say("empty_text"))
    return content


def one_line(text: str, words: Words) -> str:
    """Raises InputError for nothing. However long: the bot's subject is the citizen's message, which is cut."""
    content = " ".join(normalise(text).split())
    if not content:
        raise InputError("empty_text", words.say("empty_text"))
    return content


def cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"
