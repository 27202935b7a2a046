from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from desk.questions.collecting import Collecting
from desk.questions.drafting import DraftingInEditing
from knowledge_base.editing.drafts import Drafts
from tests.desk.questions.talks import PATIENCE, Talk


@pytest.fixture
def collecting(database):
    return Collecting(database, low_confidence=0.6, patience=PATIENCE)


@pytest.fixture
async def talk(database):
    return await Talk.begin(database)


@pytest.fixture
def words():
    return Words(PROJECT_ROOT / "desk" / "questions" / "words.yml")


@pytest.fixture
def drafts(database):
    return Drafts(database, Words(PROJECT_ROOT / "knowledge_base" / "editing" / "words.yml"))


@pytest.fixture
def drafting(drafts, words):
    return DraftingInEditing(drafts, words)
