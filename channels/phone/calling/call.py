"""One call: frames and keys in, words and sound out, and everything that has to be waited for on the side."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from channels.phone.calling.dialogue import Dialogue
from channels.phone.calling.ear import Ear
from channels.phone.calling.ear import Hearers as EarHearers
from channels.phone.calling.errands import Errands
from channels.phone.calling.floor import ANNOUNCEMENT, Floor
from channels.phone.calling.joining import Joining, end_of
from channels.phone.calling.measuring import Measuring
from channels.phone.calling.mouth import Hearers as MouthHearers
from channels.phone.calling.mouth import Mouth
from channels.phone.calling.needs import Needs
from channels.phone.calling.news_taking import NewsTaking
from channels.phone.calling.outflow import Outflow
from channels.phone.calling.pieces import Piece
from channels.phone.calling.states import STATES, State
from channels.phone.calling.talk import News, Talk
from channels.phone.ports import Captioned, Heard, Incoming, Key, MediaLeg, Tape
from conversations.calls.models import LEFT, Ending, Left

_log = structlog.get_logger()


class Call:
    def __init__(self, talk: Talk, leg: MediaLeg, incoming: Incoming, needs: Needs) -> None:
        self.id = talk.id
        self._talk = talk
        self._leg = leg
        self._needs = needs
        self._tape: Tape | None = None
        self._is_taping_refused = needs.taping is None
        self._tasks: set[asyncio.Task[None]] = set()
        self._ending: Ending | None = None
        self._left: Left | None = None
        senses = needs.senses
        self.outflow = Outflow(leg)
        told = MouthHearers(self._piece_heard, self._finished, self._voice_failed, self._first_sound)
        self._mouth = Mouth(self.outflow, senses, needs.aloud, told)
        self.floor = Floor(self._mouth, needs.words, leg.captions if isinstance(leg, Captioned) else None)
        self._ear = Ear(senses.hearing, senses.activity, EarHearers(self._began_to_speak, self._heard, self._hearing_failed))
        self.measuring = Measuring(needs.clock)
        self.errands = Errands(self, talk, needs, incoming)
        self._news = NewsTaking(self.floor, self.errands, lambda: self._ear.is_hearing)
        self.dialogue = Dialogue(self.floor, self.errands, self._news, self.errands.number, needs.write)
        self.joining = Joining(self, self.outflow)

    @property
    def ending(self) -> Ending:
        return self._ending or self._leg.ending or Ending.CALLER

    @property
    def details(self) -> dict[str, Any]:
        """Of the call's row, in the end."""
        refused = {"recording": "refused"} if self._is_taping_refused and self._needs.taping is not None else {}
        return refused | ({LEFT: self._left} if self._left is not None else {})

    async def run(self) -> None:
        """Until the leg has ended."""
        self.spawn(self._talk.follow(self._told))
        self.floor.owes_announcement = self._needs.taping is not None
        self.dialogue.greet(["greeting", *([ANNOUNCEMENT] if self.floor.owes_announcement else []), "go_ahead"])
        async for item in self._leg.heard():
            if isinstance(item, Key):
                self._ear.forget()
                self.dialogue.key(item.digit)
            else:
                self._frame(item)
        if self.floor.state is State.QUEUED:
            self._left = Left.WAITING
        elif not self.measuring.was_answered:
            self._left = Left.UNANSWERED

    async def close(self) -> None:
        """What was begun for the caller comes to its end first, for a moment."""
        self.floor.end()
        await self.errands.settle()
        await asyncio.gather(self._mouth.close(), self._ear.close(), self.joining.close())
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._tape is not None:
            await self._tape.close()

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def end(self, ending: Ending) -> None:
        if self.floor.state is not State.ENDED:
            self._ending = ending
            self.floor.end()
            self.spawn(end_of(self._leg))

    async def join(self, leg: MediaLeg) -> None:
        self._ear.forget()
        await self.joining.join(leg)

    async def transfer(self, target: str) -> bool:
        return await self.joining.transfer(self._leg, target)

    def stop_recording(self) -> None:
        self._is_taping_refused = True
        self.floor.owes_announcement = False
        tape, self._tape = self._tape, None
        if tape is not None:
            self.spawn(tape.discard())

    def _done(self, task: asyncio.Task[None]) -> None:
        """What nobody reckoned with must not leave the caller in silence."""
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a call's errand went wrong", call_id=str(self.id), exc_info=error)
            if self.floor.state is not State.ENDED:
                self.floor.say_kept("in_trouble", in_passing=True)

    def _frame(self, frame: bytes) -> None:
        sounding = self._mouth.tick()
        if self._tape is not None:
            self._tape.other(sounding)
            self._tape.caller(frame)
        if self.floor.state is State.JOINED:
            self.joining.caller(frame)
        elif STATES[self.floor.state].hears:
            self._ear.hear(frame, over_voice=self._mouth.is_speaking)
        if self._ear.is_hearing:
            self.floor.waiting.stir(self.floor.now_ms)
        self.dialogue.tick(self._ear.silent_ms if self._ear.is_reading else 0)

    def _told(self, news: News) -> None:
        self.measuring.told(news)
        self.errands.told(news)
        self._news.take(news)

    def _began_to_speak(self) -> None:
        self.dialogue.began_to_speak()

    def _heard(self, heard: Heard) -> None:
        self.measuring.heard(heard, self.floor.now_ms - self._ear.silent_ms)
        self.dialogue.heard(heard, self._ear.silent_ms)

    def _hearing_failed(self) -> None:
        self.dialogue.hearing_failed()

    def _voice_failed(self) -> None:
        self.dialogue.voice_failed()

    def _finished(self) -> None:
        self.dialogue.finished()

    def _first_sound(self) -> None:
        self.measuring.sounded(self.floor.now_ms)

    def _piece_heard(self, piece: Piece) -> None:
        if piece.key == ANNOUNCEMENT and self.floor.owes_announcement:
            self.floor.owes_announcement = False
            self.spawn(self._begin_tape())

    async def _begin_tape(self) -> None:
        if self._needs.taping is not None:
            await self._talk.wait_begun()
            tape = await self._needs.taping.begin(self.id)
            if self._is_taping_refused and tape is not None:
                await tape.discard()
            else:
                self._tape = tape
