"""The figures of one call, as they come."""

from __future__ import annotations

import asyncio

from channels.phone.calling.talk import News
from channels.phone.ports import Heard
from conversations.calls.repository import Figures
from conversations.models import MessageKind, Owner, Sender
from core.clock import Clock

# Of these the caller got nothing for what they said.
_NOT_UNDERSTOOD = frozenset({"refuse"})


class Measuring:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.figures = Figures()
        # Somebody else has the conversation: worth writing down at once.
        self.changed = asyncio.Event()
        self._owner = Owner.BOT
        # Whether the caller got anything for what they said or pressed.
        self.was_answered = False
        # Said, and without an answer so far: what answers a key is nobody's words understood.
        self._said = 0
        # The call's time at which the caller last stopped speaking, until something is heard in answer.
        self._spoken_until_ms: int | None = None

    def heard(self, heard: Heard, spoken_until_ms: int) -> None:
        self.figures.utterances += 1
        self.figures.words_heard += len(heard.words)
        self.figures.confidence_sum += sum(confidence for _, confidence in heard.words)
        self._said += bool(heard.text.strip())
        self._spoken_until_ms = spoken_until_ms if heard.text.strip() else None

    def sounded(self, now_ms: int) -> None:
        self.figures.first_word_at = self.figures.first_word_at or self._clock()
        if self._spoken_until_ms is not None:
            self.figures.response_ms.append(now_ms - self._spoken_until_ms)
            self._spoken_until_ms = None

    def told(self, news: News) -> None:
        for message in news.messages:
            if message.kind == MessageKind.REPLY and message.sender in (Sender.BOT, Sender.SYSTEM):
                self._replied(is_understood=message.details.get("behaviour") not in _NOT_UNDERSTOOD)
        if news.status.owner != self._owner:
            self._owner = news.status.owner
            self.changed.set()
        if news.status.owner != Owner.BOT:
            self.figures.was_handed_over = True

    def _replied(self, *, is_understood: bool) -> None:
        self.was_answered = self.was_answered or is_understood
        if self._said:
            self._said -= 1
            self.figures.understood += is_understood
