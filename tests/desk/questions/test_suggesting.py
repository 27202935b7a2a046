from __future__ import annotations

from datetime import timedelta

import pytest

from core.clock import utc_now
from core.errors import Unavailable
from desk.questions.ports import Suggestion
from desk.questions.suggesting import SuggestionRound
from tests.desk.questions.talks import MISSED, Talk, clusters


class FakeSearch:
    """Knows one entry, or is away."""

    def __init__(self):
        self.asked = []
        self.knows = Suggestion("procedure", "1.001193", "Đăng ký khai sinh")
        self.is_away = False

    async def likeliest(self, texts):
        self.asked.append(list(texts))
        if self.is_away:
            raise Unavailable("knowledge", "")
        return self.knows


@pytest.fixture
def search():
    return FakeSearch()


@pytest.fixture
def suggestions(database, search):
    return SuggestionRound(database, search)


async def ask(database, collecting, *said):
    talk = await Talk.begin(database, utc_now() - timedelta(hours=1) + timedelta(minutes=len(await clusters(database))))
    for one in said:
        await talk.turn(one, MISSED)
    await collecting.walk()


async def test_a_new_cluster_gets_a_guess_made_of_its_own_words(database, collecting, suggestions, search):
    await ask(database, collecting, "giấy khai sinh cho bé [tên]")
    assert await suggestions.walk() == 1
    [cluster] = await clusters(database)
    assert (cluster.suggested_kind, cluster.suggested_key, cluster.suggested_title) == ("procedure", "1.001193", "Đăng ký khai sinh")
    assert search.asked == [["giấy khai sinh cho bé"]]


async def test_it_is_asked_once_until_the_cluster_has_grown(database, collecting, suggestions, search):
    await ask(database, collecting, "đèn đường hư")
    await suggestions.walk()
    assert await suggestions.walk() == 0
    await ask(database, collecting, *["đèn đường hư"] * 4)
    assert await suggestions.walk() == 1
    assert await suggestions.walk() == 0


async def test_no_guess_is_kept_as_none(database, collecting, suggestions, search):
    search.knows = None
    await ask(database, collecting, "đèn đường hư")
    await suggestions.walk()
    assert [cluster.suggested_kind for cluster in await clusters(database)] == [""]
    assert await suggestions.walk() == 0


async def test_while_search_is_away_nothing_is_settled(database, collecting, suggestions, search):
    await ask(database, collecting, "đèn đường hư")
    search.is_away = True
    assert await suggestions.walk() == 0
    search.is_away = False
    assert await suggestions.walk() == 1
