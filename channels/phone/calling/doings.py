"""What a dialogue has done for it, beside speaking: none of it is waited for, and what comes of it is told later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from channels.phone.calling.pieces import Piece
from conversations.calls.models import Ending
from conversations.models import Message
from conversations.ports import HandoverReason


class Doings(Protocol):
    @property
    def caller(self) -> str:
        """The number that the line announced, if it can be called back; else empty."""
        ...

    @property
    def is_handing_over(self) -> bool:
        """A person was asked for, and what comes of it is not known yet."""
        ...

    def send(self, text: str, reason: HandoverReason | None = None) -> None:
        """As the caller's words; with a reason, straight to a person."""
        ...

    def hand_over_unanswered(self) -> None:
        """The bot does not answer: people will."""
        ...

    def ask_promise(self, nobody: str, before: Sequence[Piece] = ()) -> None:
        """By when there is an answer; `before` is said before it, and `nobody`, a key of filled_words.yml, is why nobody takes the call."""
        ...

    def ask_call_back(self) -> None: ...

    def keep_number(self, phone: str) -> None: ...

    def send_full(self, answer: Message) -> None:
        """The whole answer in writing."""
        ...

    def stop_recording(self) -> None: ...

    def end(self, ending: Ending) -> None: ...
