"""What every call of a process is given."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from channels.phone.calling.floor import CallWords, Floor
from channels.phone.calling.full_answers import FullAnswers
from channels.phone.calling.people import People
from channels.phone.calling.senses import Senses
from channels.phone.ports import Taping
from conversations.calls.models import Ending
from core.clock import Clock


@dataclass(frozen=True)
class Needs:
    """`write` puts spoken numbers and codes as they are written, `aloud` the other way; `taping` is None where nothing is recorded."""

    senses: Senses
    people: People
    full_answers: FullAnswers
    words: CallWords
    taping: Taping | None
    write: Callable[[str], str]
    aloud: Callable[[str], str]
    clock: Clock


class Host(Protocol):
    """The call, as its parts see it."""

    @property
    def floor(self) -> Floor: ...

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """On the side; ends with the call."""
        ...

    def stop_recording(self) -> None: ...

    def end(self, ending: Ending) -> None: ...
