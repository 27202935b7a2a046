"""How much one citizen may send, and how fast, before being told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limits:
    message_characters: int = 2000
    # An operator's; an answer with all its papers is longer than a question.
    reply_characters: int = 6000
    burst_messages: int = 20
    burst: timedelta = timedelta(seconds=10)
    hard_messages_per_minute: int = 300
    session_turns: int = 20
    give_up: timedelta = timedelta(minutes=10)
