"""What was written to the caller, as it is said to them: the stored blocks and options in their spoken form, nothing new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from channels.phone.calling.scripts import Script
from conversations.models import Message, Sender
from core.clock import VIETNAM
from core.words import Words
from knowledge_base.answering.answer import Block
from knowledge_base.answering.spoken import blocks_of_text, spoken_pages
from tickets import tracking_codes

_BLOCKS = TypeAdapter(list[Block])
# What tells of the queue or of a ticket is written for a page; callers are told the same in words of the telephone's own.
HANDED_OVER = "handed_over"
SAID_BY_CALL = frozenset(
    {
        HANDED_OVER,
        "queue_given_up",
        "still_waiting",
        "queue_place",
        "requeued",
        "passed_on",
        "delayed",
        "with_bot",
        "back_with_bot",
        "slow_down",
    }
)
_DANGER = "emergency"


def script_of(message: Message, spoken: Words) -> Script:
    """`spoken` are the words of the spoken form (knowledge_base/answering/words.yml)."""
    more = spoken.say("more_option")
    options = [option for option in message.options if option.get("value") != more]
    has_more = len(options) < len(message.options)
    labels = [str(option.get("label", "")) for option in options]
    pages = spoken_pages(_blocks(message, labels, is_operator=message.sender == Sender.OPERATOR), spoken, labels, has_more=has_more)
    return Script(pages, tuple(options), leads_on=more if has_more else "")


def is_dangerous(message: Message) -> bool:
    return message.details.get("behaviour") == _DANGER


def topic_of(message: Message) -> str:
    return str(message.details.get("topic", ""))


def spelled(code: str, words: Words) -> str:
    """ "A7K04T9XA2" → "a 7 ca, 0 4 tê, 9 ích a 2": slowly, in the groups in which it is shown."""
    groups = tracking_codes.shown(code).split("-")
    return ", ".join(" ".join(_letter(symbol, words) for symbol in group) for group in groups)


def digits_in_groups(number: str) -> str:
    """ "0912345678" → "0 9 1 2, 3 4 5, 6 7 8": read digit by digit, and taken breath between."""
    head, rest = number[:4], number[4:]
    groups = [head, *(rest[at : at + 3] for at in range(0, len(rest), 3))]
    return ", ".join(" ".join(group) for group in groups)


def said_time(at: datetime, words: Words) -> str:
    local = at.astimezone(VIETNAM)
    key = "by" if local.minute else "by_hour"
    return words.say(key, hour=local.hour, minute=local.minute, day=local.day, month=local.month)


def _blocks(message: Message, labels: Sequence[str], *, is_operator: bool) -> list[Block]:
    if message.blocks:
        try:
            return _BLOCKS.validate_python(message.blocks)
        except ValidationError:
            pass  # blocks of another version: the text says the same
    text = message.text if is_operator else _without_options(message.text, labels)
    return blocks_of_text(text)


def _without_options(text: str, labels: Sequence[str]) -> str:
    """A stored text ends with its options, numbered; they are said in their own way."""
    numbered = {f"{number}. {label}" for number, label in enumerate(labels, start=1)}
    return "\n".join(line for line in text.splitlines() if line.strip() not in numbered)


def _letter(symbol: str, words: Words) -> str:
    return symbol if symbol.isdecimal() else words.say(f"letter_{symbol}")


def handed_over_reason(details: Mapping[str, object]) -> str:
    return str(details.get("handover", ""))
