"""A typed number as the option it stands for, where a channel has no buttons: "2" means what pressing the second would have said.

Only for what the program itself asks, such as a rating; the bot reads choices among its own options (knowledge_base.answering.choosing).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.models import Message, MessageKind, Sender
from vntext import chosen_number

# How far back the last question may lie: the citizen's own lines and notices may stand between.
LOOKED_BACK = 10


def may_be_choice(text: str) -> bool:
    return chosen_number(text, 1) is not None


def chosen_value(before: Sequence[Message], text: str) -> str | None:
    """What the option says that `text` chooses; `before` are the messages before it, oldest first."""
    options = _open_options(before)
    number = chosen_number(text, len(options)) if options else None
    if number is None or not 1 <= number <= len(options):
        return None
    return str(options[number - 1]["value"])


def _open_options(before: Sequence[Message]) -> Sequence[dict[str, Any]]:
    for message in reversed(before):
        if message.sender == Sender.CITIZEN:
            continue
        if message.kind == MessageKind.NOTICE and not message.options:
            continue  # said in between: that an answer is late, that a file was not taken
        is_of_program = message.sender == Sender.SYSTEM or "handover" in message.details
        return message.options if is_of_program else ()
    return ()
