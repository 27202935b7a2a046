"""Likeness measured on 25 needs, each in the words of several people (phrasings.yml): which questions belong together."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
import yaml
from sqlalchemy import text

from tests.desk.questions.talks import MISSED, Talk, items

NEEDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("phrasings.yml").read_text(encoding="utf-8"))
ORDERS = (1, 2, 3)


def test_the_set_is_large_enough_to_say_something():
    said = [phrasing for phrasings in NEEDS.values() for phrasing in phrasings]
    assert len(NEEDS) == 25
    assert len(said) == len(set(said)) >= 110
    assert min(len(phrasings) for phrasings in NEEDS.values()) >= 3


@pytest.mark.parametrize("order", ORDERS)
async def test_pairs_of_the_same_need_are_together_and_others_apart(database, collecting, order):
    need_of = {phrasing: need for need, phrasings in NEEDS.items() for phrasing in phrasings}
    asked = sorted(need_of)
    random.Random(order).shuffle(asked)
    talk = await Talk.begin(database)
    for phrasing in asked:
        await talk.turn(phrasing, MISSED)
    await collecting.walk()
    cluster_of = {item.text: item.cluster_id for item in await items(database)}
    together = {pair for pair in itertools.combinations(asked, 2) if cluster_of[pair[0]] == cluster_of[pair[1]]}
    same = {pair for pair in itertools.combinations(asked, 2) if need_of[pair[0]] == need_of[pair[1]]}
    assert len(together & same) / len(together) >= 0.9
    assert len(together & same) / len(same) >= 0.6


async def test_the_same_questions_in_the_same_order_give_the_same_clusters(database, collecting):
    talk = await Talk.begin(database)
    for phrasing in itertools.chain(*NEEDS.values()):
        await talk.turn(phrasing, MISSED)
    seen = []
    for _ in range(2):
        await collecting.walk()
        found = await items(database)
        seen.append(
            [sorted(item.text for item in found if item.cluster_id == one) for one in dict.fromkeys(item.cluster_id for item in found)]
        )
        async with database.session() as session:
            for table in ("question_terms", "question_items", "question_clusters", "question_watermarks"):
                await session.execute(text(f"DELETE FROM {table}"))
    assert seen[0] == seen[1]
    assert len(seen[0]) > len(NEEDS) / 2
