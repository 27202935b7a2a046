"""Why a citizen's question is put before the editors, and how a question ends there."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    NOT_UNDERSTOOD = "not_understood"
    LOW_CONFIDENCE = "low_confidence"
    ASKED_BACK = "asked_back"
    # Asked back, and the citizen said nothing more of it.
    LEFT = "left"
    HANDED_OVER = "handed_over"
    THUMBS_DOWN = "thumbs_down"
    # An operator says that the bot answered wrongly.
    MARKED = "marked"


class ClosedAs(StrEnum):
    EVERYDAY_NAME = "everyday_name"
    FAQ = "faq"
    OUT_OF_SCOPE = "out_of_scope"
    # For the developers: `export.jsonl`, `hotline questions export`.
    BOT_FAULT = "bot_fault"


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
