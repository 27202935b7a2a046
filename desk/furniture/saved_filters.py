"""Filters of the ticket list that members keep for themselves."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from desk.furniture.repository import SavedFilterRepository
from desk.models import SavedFilter
from vntext import normalise

# The parameters of GET /tickets, but for the page.
CRITERIA = frozenset(
    {"view", "sort", "state", "kind", "priority", "unit_id", "assignee_id", "sector", "channel", "overdue", "q", "from", "to"}
)
MOST_FILTERS = 20
MOST_NAME_CHARACTERS = 60
MOST_VALUE_CHARACTERS = 200

type Value = str | bool | None


class SavedFilters:
    def __init__(self, database: Database, words: Words) -> None:
        self._database = database
        self._words = words

    async def list_of(self, staff_id: uuid.UUID) -> Sequence[SavedFilter]:
        """By name."""
        async with self._database.session() as session:
            return await SavedFilterRepository(session).list_of(staff_id)

    async def add(self, staff_id: uuid.UUID, name: str, criteria: Mapping[str, Value]) -> SavedFilter:
        """Raises InputError, and Conflict when the member has that name or MOST_FILTERS already."""
        kept_name = " ".join(normalise(name).split())
        if not 0 < len(kept_name) <= MOST_NAME_CHARACTERS:
            raise InputError("bad_filter_name", self._words.say("bad_filter_name", most=MOST_NAME_CHARACTERS))
        kept = self._checked(criteria)
        async with self._database.session() as session:
            repository = SavedFilterRepository(session)
            await repository.lock(staff_id)
            if await repository.count_of(staff_id) >= MOST_FILTERS:
                raise Conflict("too_many_filters", self._words.say("too_many_filters", most=MOST_FILTERS))
            saved = await repository.add(staff_id, kept_name, kept)
            if saved is None:
                raise Conflict("filter_name_taken", self._words.say("filter_name_taken", name=kept_name))
        return saved

    async def remove(self, staff_id: uuid.UUID, filter_id: uuid.UUID) -> None:
        """Raises NotFound, for a filter of somebody else too."""
        async with self._database.session() as session:
            if not await SavedFilterRepository(session).remove(staff_id, filter_id):
                raise NotFound("no_filter", self._words.say("no_filter"))

    def _checked(self, criteria: Mapping[str, Value]) -> dict[str, Value]:
        """Without what asks for nothing."""
        unknown = sorted(set(criteria) - CRITERIA)
        if unknown:
            raise InputError("unknown_criteria", self._words.say("unknown_criteria", unknown=", ".join(unknown)[:MOST_VALUE_CHARACTERS]))
        kept: dict[str, Value] = {key: normalise(value) if isinstance(value, str) else value for key, value in criteria.items()}
        asked: dict[str, Value] = {key: value for key, value in kept.items() if value not in (None, "")}
        if not asked or any(isinstance(value, str) and len(value) > MOST_VALUE_CHARACTERS for value in asked.values()):
            raise InputError("bad_criteria", self._words.say("bad_criteria"))
        return asked
