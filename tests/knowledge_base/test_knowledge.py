from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Database
from knowledge_base.knowledge import KnowledgeCache, build_knowledge
from knowledge_base.models import EntryVersion, Origin
from knowledge_base.publication import Publisher
from knowledge_base.records import FixedSentence, Record, ReportCategory
from knowledge_base.search.index import NOTHING
from knowledge_base.search.query import prepare
from tests.knowledge_base.made_up import choice, everyday, faq, place, procedure, published

FRESH_WITHIN_SECONDS = 2.0
WHICH = choice("choice-a", ("nhà có tang",), {"1.000001": "Khai sinh", "1.000002": "Khai tử"})


async def ship(database: Database, *records: Record) -> None:
    await Publisher(database).publish(records, origin=Origin.SHIPPED, author="thử")


async def until_revision(cache: KnowledgeCache, revision: int, within: float = FRESH_WITHIN_SECONDS) -> None:
    async with asyncio.timeout(within):
        while cache.current.revision != revision:
            await asyncio.sleep(0.01)


async def loaded(database: Database) -> KnowledgeCache:
    cache = KnowledgeCache(database)
    await cache.load()
    return cache


@asynccontextmanager
async def following(cache: KnowledgeCache) -> AsyncIterator[KnowledgeCache]:
    task = asyncio.create_task(cache.follow())
    try:
        yield cache
    finally:
        assert not task.done()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[Database]:
    """Another process' connections to the same database."""
    opened = Database(database_url, pool_size=1)
    yield opened
    await opened.close()


class TestBuildKnowledge:
    def test_of_nothing_finds_nothing(self) -> None:
        empty = build_knowledge(0, [])
        assert empty.index.search(prepare("khai sinh")) == NOTHING
        assert empty.places.find("xã Tân Tiến") == []

    def test_keeps_each_record_under_its_key(self) -> None:
        record, question = procedure(), faq()
        knowledge = build_knowledge(7, published(record, question, place()))
        assert (knowledge.revision, knowledge.procedures, knowledge.faqs) == (7, {record.code: record}, {question.slug: question})

    def test_procedure_is_found_by_what_people_call_it(self) -> None:
        passport = procedure("1.000002", "Cấp hộ chiếu phổ thông")
        names = everyday("1.000001", "giấy chào đời", questions=("vợ mới đẻ làm giấy gì cho nhóc",))
        named = build_knowledge(0, published(procedure(), passport, names))
        for said in ("giấy chào đời", "vợ mới đẻ làm giấy gì cho nhóc"):
            best = named.index.search(prepare(said)).best
            assert best is not None
            assert best.key == "1.000001"

    def test_everyday_names_of_a_procedure_that_is_not_there_name_nothing(self) -> None:
        knowledge = build_knowledge(0, published(procedure(), everyday("1.999999", "giấy chào đời")))
        assert set(knowledge.procedures) == {"1.000001"}
        assert len(knowledge.index) == 1

    def test_choice_is_found_like_any_entry(self) -> None:
        knowledge = build_knowledge(0, published(procedure(), procedure("1.000002", "Đăng ký khai tử"), WHICH))
        best = knowledge.index.search(prepare("nhà có tang")).best
        assert best is not None
        assert (best.key, knowledge.choices) == ("choice-a", {"choice-a": WHICH})

    @pytest.mark.parametrize("there", [[], [procedure("1.000001")]])
    def test_choice_between_fewer_than_two_that_are_there_asks_for_nothing(self, there: list[Record]) -> None:
        knowledge = build_knowledge(0, published(*there, WHICH))
        assert knowledge.choices == {}
        assert knowledge.index.search(prepare("nhà có tang")).share_of("choice-a") == 0

    def test_sentence_that_could_not_be_said_leaves_the_shipped_one(self) -> None:
        good = FixedSentence(name="utter_thank", text="Cảm ơn bạn.", others=("Không có gì.",))
        bad = FixedSentence(name="utter_goodbye", text="Chào {nobody}")
        half = FixedSentence(name="utter_greet", text="Chào bạn.", others=("Chào {nobody}",))
        assert build_knowledge(0, published(good, bad, half)).fixed_sentences == {"utter_thank": ("Cảm ơn bạn.", "Không có gì.")}

    def test_kinds_of_reports_are_known_by_their_names(self) -> None:
        roads = ReportCategory(slug="roads", name="Đường sá", names=("ổ gà",))
        assert build_knowledge(0, published(roads)).report_categories.of("o ga truoc nha") == roads

    @pytest.mark.parametrize(
        ("name", "is_foreign"),
        [
            ("Đăng ký kết hôn có yếu tố nước ngoài", True),
            ("Đăng ký kết hôn", False),
            ("Ghi vào sổ hộ tịch việc kết hôn của công dân Việt Nam đã được giải quyết tại cơ quan của nước ngoài", True),
            ("Chứng thực bản sao giấy tờ do cơ quan có thẩm quyền của Việt Nam; cơ quan có thẩm quyền của nước ngoài cấp", False),
            ("Cấp giấy chứng nhận đủ điều kiện sản xuất thức ăn thủy sản (trừ nhà đầu tư nước ngoài)", False),
        ],
    )
    def test_procedure_has_to_do_with_abroad_where_its_name_speaks_of_nothing_else(self, name: str, is_foreign: bool) -> None:
        assert build_knowledge(1, published(procedure("1.000001", name))).foreign == (
            frozenset({"1.000001"}) if is_foreign else frozenset()
        )

    def test_referrals_are_no_answered_questions(self) -> None:
        hours, elsewhere = faq("office-hours"), faq("power-cut", behaviour="refer")
        assert build_knowledge(0, published(hours, elsewhere)).answered_faqs == {"office-hours"}


class TestLoad:
    async def test_nothing_may_be_read_before_it(self, database: Database) -> None:
        with pytest.raises(RuntimeError, match="before its first load"):
            _ = KnowledgeCache(database).current

    async def test_empty_database_gives_an_empty_knowledge(self, database: Database) -> None:
        knowledge = await KnowledgeCache(database).load()
        assert (knowledge.revision, knowledge.procedures, knowledge.faqs) == (0, {}, {})

    async def test_holds_what_is_published_and_only_that(self, database: Database) -> None:
        await ship(database, procedure(name="Tên cũ"), faq(), place())
        await ship(database, procedure(name="Đăng ký khai sinh"))
        knowledge = await KnowledgeCache(database).load()
        assert knowledge.revision == 2
        assert knowledge.procedures == {"1.000001": procedure()}
        assert knowledge.faqs == {"office-hours": faq()}
        assert knowledge.places.find("xã Tân Tiến") == [place()]
        assert [hit.key for hit in knowledge.index.search(prepare("khai sinh")).hits[:1]] == ["1.000001"]

    async def test_what_was_taken_down_is_found_and_marked_until_it_is_back(self, database: Database) -> None:
        await ship(database, procedure(), faq(), place())
        cache = await loaded(database)
        await _set_state(database, "taken_down")
        taken = await cache.load()
        assert (set(taken.procedures), set(taken.faqs), taken.under_check) == (
            {"1.000001"},
            {"office-hours"},
            frozenset({"1.000001", "office-hours"}),
        )
        assert taken.places.find("xã Tân Tiến") == []
        await _set_state(database, "published")
        assert (await cache.load()).under_check == frozenset()

    async def test_everyday_names_and_choices_are_read_too(self, database: Database) -> None:
        await ship(database, procedure(), procedure("1.000002", "Đăng ký khai tử"), everyday("1.000001", "giấy chào đời"), WHICH)
        knowledge = await KnowledgeCache(database).load()
        assert knowledge.choices == {"choice-a": WHICH}
        best = knowledge.index.search(prepare("giấy chào đời")).best
        assert best is not None
        assert best.key == "1.000001"

    async def test_where_a_record_comes_from_is_known_to_search(self, database: Database) -> None:
        """The program's own procedures are likelier meant than the long tail of an import."""
        twins = [procedure(code, "Cấp thẻ hội viên") for code in ("1.000001", "1.000002")]
        await Publisher(database).publish(twins[:1], origin=Origin.IMPORTED, author="thử")
        await ship(database, *twins[1:])
        hits = (await KnowledgeCache(database).load()).index.search(prepare("cấp thẻ hội viên")).hits
        assert [hit.key for hit in hits] == ["1.000002", "1.000001"]


class TestLoadAgain:
    """A process that has run for long answers as one that has just started."""

    async def test_finds_the_same_with_the_same_scores_as_a_fresh_one(self, database: Database) -> None:
        await ship(database, procedure("1.000001"), procedure("1.000002", "Cấp hộ chiếu phổ thông"), faq(), place())
        long_running = await loaded(database)
        await ship(database, procedure("1.000002", "Đăng ký khai tử"), procedure("1.000003", "Đăng ký kết hôn"), faq(answer="Khác"))
        again, fresh = await long_running.load(), await KnowledgeCache(database).load()
        assert (again.procedures, again.faqs) == (fresh.procedures, fresh.faqs)
        assert again.places.find("xã Tân Tiến") == [place()]
        for said in ("đăng ký khai sinh", "hộ chiếu", "khai tử lung tung", "kết hôn"):
            assert again.index.search(prepare(said)) == fresh.index.search(prepare(said))

    async def test_new_everyday_names_find_a_procedure_that_did_not_change(self, database: Database) -> None:
        await ship(database, procedure(), procedure("1.000002", "Cấp hộ chiếu phổ thông"), everyday("1.000001", "giấy khai sanh"))
        cache = await loaded(database)
        assert cache.current.index.search(prepare("tờ chào đời")).share_of("1.000001") < 0.5
        await ship(database, everyday("1.000001", "tờ chào đời"))
        await cache.load()
        best = cache.current.index.search(prepare("tờ chào đời")).best
        assert best is not None
        assert best.key == "1.000001"

    async def test_knowledge_in_use_stays_as_it_was(self, database: Database) -> None:
        await ship(database, procedure(name="Tên cũ"))
        cache = KnowledgeCache(database)
        before = await cache.load()
        await ship(database, procedure(name="Tên mới"))
        await cache.load()
        assert before.procedures["1.000001"].name == "Tên cũ"
        assert cache.current.procedures["1.000001"].name == "Tên mới"


async def _set_state(database: Database, state: str) -> None:
    async with database.session() as session:
        await session.execute(update(EntryVersion).values(state=state))


class TestFollow:
    async def test_publication_from_another_process_is_known_within_two_seconds(self, database: Database, elsewhere: Database) -> None:
        async with following(await loaded(database)) as cache:
            await ship(elsewhere, procedure())
            await until_revision(cache, 1)
            assert "1.000001" in cache.current.procedures

    async def test_each_of_many_publications_in_a_row_is_known(self, database: Database, elsewhere: Database) -> None:
        async with following(await loaded(database)) as cache:
            for number in range(1, 6):
                await ship(elsewhere, procedure(f"1.{number:06}"))
            await until_revision(cache, 5)
            assert len(cache.current.procedures) == 5

    async def test_publication_between_loading_and_listening_is_not_missed(self, database: Database, elsewhere: Database) -> None:
        cache = await loaded(database)
        await ship(elsewhere, procedure())
        async with following(cache):
            await until_revision(cache, 1)

    async def test_dry_run_and_unchanged_content_reload_nothing(self, database: Database, elsewhere: Database) -> None:
        await ship(elsewhere, procedure())
        async with following(await loaded(database)) as cache:
            before = cache.current
            await ship(elsewhere, procedure())
            await Publisher(elsewhere).publish([faq()], origin=Origin.SHIPPED, author="thử", dry_run=True)
            await asyncio.sleep(0.1)
            assert cache.current is before

    async def test_lost_connection_is_made_again_and_nothing_is_missed(self, database: Database, elsewhere: Database) -> None:
        async with following(await loaded(database)) as cache:
            await ship(elsewhere, procedure())
            await until_revision(cache, 1)
            await cut_off_who_listens(elsewhere)
            await ship(elsewhere, faq())
            await until_revision(cache, 2, within=FRESH_WITHIN_SECONDS + 2)

    async def test_database_that_goes_away_in_the_middle_of_a_query_is_waited_for(self, database_url: str, elsewhere: Database) -> None:
        flaky = FlakyDatabase(database_url)
        cache = await loaded(flaky)
        flaky.failures_to_come = 1
        async with following(cache):
            await ship(elsewhere, procedure())
            await until_revision(cache, 1, within=FRESH_WITHIN_SECONDS + 2)
        await flaky.close()


class FlakyDatabase(Database):
    """Says what SQLAlchemy says when the server goes away during a query."""

    failures_to_come = 0

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        if self.failures_to_come:
            self.failures_to_come -= 1
            raise OperationalError("SELECT revision", {}, Exception("server closed the connection unexpectedly"))
        async with super().session() as session:
            yield session


async def cut_off_who_listens(database: Database) -> None:
    statement = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    )
    async with database.session() as session:
        assert await session.scalar(statement) == 1
