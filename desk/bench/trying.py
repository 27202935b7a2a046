"""One question tried out by an editor: the answer as a citizen would get it, and why."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core.db import Database
from core.errors import InputError, Unavailable
from core.words import Words
from desk.bench.asking import Dialogue, Tried, TriesOut, try_turn
from desk.bench.entries_repository import Entry, entries_called
from desk.bench.explaining import keys_in, why
from desk.bench.runs import usable_drafts
from vntext import normalise

MOST_CHARACTERS = 2000
# Seconds before each further try; a page waits somewhat longer than all of them.
WAITS: Sequence[float] = (1, 2, 4)


@dataclass(frozen=True)
class Explained:
    tried: Tried
    entries: Mapping[str, Entry]
    why: Sequence[str]


class Bench:
    def __init__(self, database: Database, bot: TriesOut, words: Words, *, waits: Sequence[float] = WAITS) -> None:
        self._waits = waits
        self._database = database
        self._bot = bot
        self._words = words

    async def ask(self, text: str, dialogue: Dialogue, draft_ids: Sequence[uuid.UUID]) -> Explained:
        """Raises InputError, NotFound and Unavailable, each in words."""
        said = normalise(text).strip()
        if not said:
            raise InputError("text_needed", self._words.say("text_needed"))
        if len(said) > MOST_CHARACTERS:
            raise InputError("too_long", self._words.say("text_too_long", most=MOST_CHARACTERS))
        if draft_ids:
            async with self._database.session() as session:
                await usable_drafts(session, draft_ids, self._words)
        tried = await self._patiently(said, dialogue, draft_ids)
        async with self._database.session() as session:
            entries = await entries_called(session, keys_in(tried.reply), draft_ids)
        return Explained(tried, entries, why(tried.reply, entries, self._words))

    async def _patiently(self, said: str, dialogue: Dialogue, draft_ids: Sequence[uuid.UUID]) -> Tried:
        """The first question on a draft waits for all that is known to be put together with it, and citizens come first."""
        for wait in self._waits:
            try:
                return await try_turn(self._bot, said, dialogue, draft_ids)
            except Unavailable:
                await asyncio.sleep(wait)
        try:
            return await try_turn(self._bot, said, dialogue, draft_ids)
        except Unavailable as error:
            raise Unavailable("bot_unavailable", self._words.say("bot_unavailable")) from error

    async def titles(self, keys: Collection[str], draft_ids: Sequence[uuid.UUID] = ()) -> dict[str, str]:
        """A key that nothing has any more is left out."""
        if not keys:
            return {}
        async with self._database.session() as session:
            return {key: entry.title for key, entry in (await entries_called(session, keys, draft_ids)).items()}
