"""Which published entries cite a decree, and where in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import InputError
from core.words import Words
from knowledge_base.models import EntryKind
from knowledge_base.quality.decrees import Citation, Decree, citations, read_decree
from knowledge_base.quality.repository import QualityRepository
from knowledge_base.record_kinds import RECORD_OF

_MOST_CHARACTERS = 100


@dataclass(frozen=True)
class Citing:
    kind: EntryKind
    key: str
    title: str
    citations: Sequence[Citation]


def decree_of(typed: str, words: Words) -> Decree:
    """Raises InputError for what is no number of a legal text."""
    decree = read_decree(typed[:_MOST_CHARACTERS])
    if decree is None:
        raise InputError("bad_decree", words.say("bad_decree"))
    return decree


async def list_citing(session: AsyncSession, decree: Decree) -> Sequence[Citing]:
    found: list[Citing] = []
    for row in await QualityRepository(session).list_citing(decree.digits):
        kind = EntryKind(row.kind)
        places = citations(RECORD_OF[kind].model_validate(row.record), decree)
        if places:
            found.append(Citing(kind, row.key, row.title, places))
    return found
