"""The desk's furniture on a real database."""

from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from tests.desk.histories import add_member


@pytest.fixture
def words():
    return Words(PROJECT_ROOT / "desk" / "furniture" / "words.yml")


@pytest.fixture
async def editor(database):
    return await add_member(database, roles=("editor",))
