from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import text

from conversations.repository import ConversationRepository
from core.clock import utc_now
from core.erasing import ERASED
from desk.questions.forgetting import ForgetQuestions
from tests.desk.questions.talks import MISSED, Talk, clusters, items


async def forget(database, talk):
    """As the round of deletions does it: the conversation is locked, its words are blanked, then come we."""
    async with database.session() as session:
        await ConversationRepository(session).get_locked(talk.id)
        await session.execute(text("UPDATE messages SET text = :erased WHERE conversation_id = :id"), {"erased": ERASED, "id": talk.id})
        return await ForgetQuestions().erase(session, talk.id)


async def test_the_citizens_questions_go_and_clusters_of_nobody_else_too(database, collecting, talk):
    await talk.turn("đèn đường hư", MISSED)
    await talk.turn("cúp điện từ sáng", MISSED)
    await collecting.walk()
    assert await forget(database, talk) == {"question_items": 2}
    assert (await items(database), await clusters(database)) == ([], [])


async def test_others_keep_their_cluster_and_new_questions_still_find_it(database, collecting, talk):
    other = await Talk.begin(database, talk.at + timedelta(minutes=1))
    await talk.turn("đèn đường bị hư", MISSED)
    await other.turn("đèn đường bị hư", MISSED)
    await collecting.walk()
    await forget(database, talk)
    assert [(cluster.items, cluster.reasons) for cluster in await clusters(database)] == [(1, ["not_understood"])]
    await other.turn("đèn đường bị hư nữa rồi", MISSED)
    await collecting.walk()
    assert [cluster.items for cluster in await clusters(database)] == [2]


async def test_doing_it_again_is_harmless(database, talk):
    assert await forget(database, talk) == {"question_items": 0}


async def test_whatever_is_collected_while_data_are_deleted_does_not_stay(database, collecting):
    talks = [await Talk.begin(database, utc_now() - timedelta(hours=1)) for _ in range(8)]
    for talk in talks:
        for number in range(6):
            await talk.turn(f"đèn đường hư ngã ba số {number}", MISSED)
    await asyncio.gather(collecting.walk(), *(forget(database, talk) for talk in talks))
    await collecting.walk()
    assert await items(database) == []
    assert await clusters(database) == []
