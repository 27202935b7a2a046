from __future__ import annotations

import asyncio
import uuid

import pytest
from pydantic import ValidationError
from sqlalchemy import update

from core.errors import NotFound
from knowledge_base.editing.drafted_knowledge import DraftedKnowledge
from knowledge_base.editing.models import DraftState, EntryDraft
from knowledge_base.knowledge import KnowledgeCache
from knowledge_base.models import EntryVersion, Origin
from knowledge_base.publication import Publisher
from knowledge_base.search.query import prepare
from tests.knowledge_base.drafting import draft
from tests.knowledge_base.made_up import faq, procedure

BIRTH, DEATH = procedure(), procedure("1.000002", "Đăng ký khai tử")
RENAMED = procedure(aliases=["giấy mọc răng sữa"])


async def publish(database, *records):
    await Publisher(database).publish(records, origin=Origin.SHIPPED, author="thử")


@pytest.fixture
async def cache(database):
    await publish(database, BIRTH, DEATH)
    cache = KnowledgeCache(database)
    await cache.load()
    return cache


@pytest.fixture
def drafted(database, cache):
    return DraftedKnowledge(database, cache)


def best(knowledge, text):
    found = knowledge.index.search(prepare(text)).best
    return found.key if found else None


class TestOf:
    async def test_draft_stands_in_place_of_what_is_published(self, database, drafted):
        knowledge = await drafted.of({await draft(database, RENAMED)})
        assert knowledge.procedures == {BIRTH.code: RENAMED, DEATH.code: DEATH}
        assert best(knowledge, "giấy mọc răng sữa") == BIRTH.code

    async def test_draft_of_what_was_taken_down_stands_in_its_place(self, database, cache, drafted):
        async with database.session() as session:
            await session.execute(update(EntryVersion).where(EntryVersion.key == BIRTH.code).values(state="taken_down"))
        await cache.load()
        knowledge = await drafted.of({await draft(database, RENAMED)})
        assert (knowledge.procedures[BIRTH.code], knowledge.under_check) == (RENAMED, frozenset())
        assert cache.current.under_check == {BIRTH.code}

    async def test_what_is_published_stays_as_it_is(self, database, drafted, cache):
        before = cache.current
        await drafted.of({await draft(database, RENAMED)})
        assert cache.current is before
        assert cache.current.procedures[BIRTH.code] == BIRTH
        assert (await cache.load()).procedures[BIRTH.code] == BIRTH

    async def test_new_entry_is_known_beside_the_others(self, database, drafted):
        question = faq()
        knowledge = await drafted.of({await draft(database, question)})
        assert (knowledge.faqs, len(knowledge.procedures)) == ({question.slug: question}, 2)

    async def test_several_drafts_at_once(self, database, drafted):
        ids = {await draft(database, RENAMED), await draft(database, faq())}
        knowledge = await drafted.of(ids)
        assert (knowledge.procedures[BIRTH.code], len(knowledge.faqs)) == (RENAMED, 1)

    async def test_is_built_once_for_all_who_ask(self, database, drafted):
        id_ = await draft(database, RENAMED)
        first, *others = await asyncio.gather(*(drafted.of({id_}) for _ in range(5)))
        assert all(other is first for other in others)

    async def test_is_built_anew_when_the_draft_is_saved(self, database, drafted):
        id_ = await draft(database, RENAMED)
        await drafted.of({id_})
        changed = procedure(aliases=["giấy chào đời"]).model_dump(mode="json")
        async with database.session() as session:
            await session.execute(update(EntryDraft).values(record=changed, revision=EntryDraft.revision + 1))
        assert (await drafted.of({id_})).procedures[BIRTH.code].aliases == ("giấy chào đời",)

    async def test_is_built_anew_when_something_is_published(self, database, drafted, cache):
        id_ = await draft(database, RENAMED)
        await drafted.of({id_})
        await publish(database, faq())
        await cache.load()
        assert len((await drafted.of({id_})).faqs) == 1

    async def test_publication_meanwhile_does_not_mix_the_words_of_two_indexes(self, database, drafted, cache):
        id_ = await draft(database, RENAMED)
        await publish(database, faq())
        knowledge, published = await asyncio.gather(drafted.of({id_}), cache.load())
        for text, key in (("đăng ký khai tử", DEATH.code), ("đăng ký khai sinh", BIRTH.code)):
            assert best(knowledge, text) == best(published, text) == key

    @pytest.mark.parametrize("state", [DraftState.PUBLISHED, DraftState.DISCARDED])
    async def test_draft_that_came_to_its_end_is_not_found(self, database, drafted, state):
        id_ = await draft(database, RENAMED)
        await drafted.of({id_})
        async with database.session() as session:
            await session.execute(update(EntryDraft).values(state=state))
        with pytest.raises(NotFound):
            await drafted.of({id_})

    async def test_one_of_several_that_is_not_there_is_not_found(self, database, drafted):
        with pytest.raises(NotFound):
            await drafted.of({await draft(database, RENAMED), uuid.uuid4()})

    async def test_what_is_no_record_yet_is_refused(self, database, drafted):
        id_ = await draft(database, RENAMED)
        async with database.session() as session:
            await session.execute(update(EntryDraft).values(record={"name": ""}))
        with pytest.raises(ValidationError):
            await drafted.of({id_})
