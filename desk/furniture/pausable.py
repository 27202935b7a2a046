"""What the bot can be paused for: a procedure or a sector that there is; for a slip of the pen the nearest ones are named."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Protocol

import structlog

from conversations.bot_pauses import PauseScope
from core.errors import InputError, Unavailable
from core.words import Words
from vntext import fold

_log = structlog.get_logger()
_MOST_NEAR = 3


class Knowledge(Protocol):
    """desk.knowledge.client.KnowledgeClient."""

    async def procedure_or_near(self, code: str) -> Sequence[dict[str, str]]: ...
    async def sectors(self) -> Sequence[str]: ...


class Pausable:
    def __init__(self, knowledge: Knowledge, words: Words) -> None:
        self._knowledge = knowledge
        self._words = words

    async def check(self, scope: PauseScope, value: str) -> str:
        """The value as the knowledge base writes it. Raises InputError for what it does not know, with what comes near.

        While the knowledge base is away the value is taken as it is: a wrong answer has to be stopped at any time.
        """
        given = " ".join(value.split())
        if not given or scope is PauseScope.ALL:
            return given
        try:
            return await (self._procedure(given) if scope is PauseScope.PROCEDURE else self._sector(given))
        except Unavailable as error:
            _log.warning("paused for what could not be looked up", error=error.code)
            return given

    async def _procedure(self, code: str) -> str:
        found = await self._knowledge.procedure_or_near(code)
        if [each["procedure_code"] for each in found] == [code]:
            return code
        raise self._refusal("unknown_procedure", code, [f"{each['procedure_code']} – {each['name']}" for each in found])

    async def _sector(self, name: str) -> str:
        known = {fold(sector): sector for sector in await self._knowledge.sectors()}
        if not known or fold(name) in known:
            return known.get(fold(name), name)
        holding = [sector for folded, sector in known.items() if fold(name) in folded]
        near = holding or [known[folded] for folded in get_close_matches(fold(name), known, n=_MOST_NEAR)]
        raise self._refusal("unknown_sector", name, near[:_MOST_NEAR])

    def _refusal(self, code: str, value: str, near: Sequence[str]) -> InputError:
        hint = self._words.say("did_you_mean", near="; ".join(near)) if near else self._words.say("nothing_near")
        return InputError(code, self._words.say(code, value=value[:60], hint=hint))
