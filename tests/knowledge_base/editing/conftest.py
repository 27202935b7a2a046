from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from tests.knowledge_base.editing.newsroom import Newsroom
from tests.knowledge_base.made_up import method, procedure

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
FEE = {"kind": "charge", "amount_vnd": 8000}
BIRTH = procedure(
    submission_methods=[method("in_person", processing_time={"amount": 1, "unit": "working_days"}, fees=[FEE])],
    required_documents=[{"documents": [{"name": "Tờ khai", "originals": 1}]}],
    legal_bases=[{"document_number": "60/2014/QH13"}],
    summary="Ghi tên trẻ vào sổ.",
)


class Clock:
    """Goes as a test says."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def go(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def editing_words():
    return Words(PROJECT_ROOT / "knowledge_base" / "editing" / "words.yml")


@pytest.fixture
async def newsroom(database, editing_words, clock):
    """With one procedure, as shipped."""
    room = Newsroom(database, editing_words, clock)
    await room.ship(BIRTH)
    return room


@pytest.fixture
async def lan(newsroom):
    return await newsroom.member("Lan")


@pytest.fixture
async def minh(newsroom):
    return await newsroom.member("Minh")


@pytest.fixture
async def chief(newsroom):
    return await newsroom.member("Trưởng ca", "supervisor")
