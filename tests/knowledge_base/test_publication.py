from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select

from core.db import Database
from knowledge_base.models import EntryKind, EntryState, EntryVersion, Origin
from knowledge_base.publication import PublicationReport, Publisher, key_of
from knowledge_base.records import Record
from knowledge_base.repository import KnowledgeRepository
from tests.knowledge_base.made_up import choice, everyday, faq, place, procedure

MAY, JUNE, JULY = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)
WHICH = choice("choice-a", ("nhà có tang",), {"1.000001": "A", "1.000002": "B"})


class Editor:
    """Publishes, and looks at what became of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._publisher = Publisher(database)

    async def ship(self, *records: Record) -> PublicationReport:
        return await self.publish(records, Origin.SHIPPED)

    async def import_(self, *records: Record, dry_run: bool = False) -> PublicationReport:
        return await self.publish(records, Origin.IMPORTED, dry_run=dry_run)

    async def edit(self, *records: Record) -> PublicationReport:
        return await self.publish(records, Origin.EDITED)

    async def publish(self, records: Sequence[Record], origin: Origin, *, dry_run: bool = False) -> PublicationReport:
        return await self._publisher.publish(records, origin=origin, author="biên tập viên", reason="thử", dry_run=dry_run)

    async def versions(self) -> list[EntryVersion]:
        async with self._database.session() as session:
            return list(await session.scalars(select(EntryVersion).order_by(EntryVersion.kind, EntryVersion.key, EntryVersion.version)))

    async def history(self) -> list[tuple[int, str, str]]:
        return [(version.version, version.origin, version.state) for version in await self.versions()]

    async def published(self, kind: EntryKind = EntryKind.PROCEDURE, key: str = "1.000001") -> EntryVersion:
        async with self._database.session() as session:
            found = await KnowledgeRepository(session).find_published(kind, key)
        assert found is not None
        return found

    async def revision(self) -> int:
        async with self._database.session() as session:
            return await KnowledgeRepository(session).get_revision()


@pytest.fixture
def editor(database: Database) -> Editor:
    return Editor(database)


class TestFirstPublication:
    async def test_every_kind_is_added_and_published(self, editor: Editor) -> None:
        report = await editor.ship(procedure(), faq(), place(), everyday("1.000001", "giấy khai sanh"), WHICH)
        place_key = "Tỉnh Bình Phước/Huyện Bù Đốp/Xã Tân Tiến/Xã Tân Tiến"
        assert report.added == ["1.000001", "office-hours", place_key, "1.000001", "choice-a"]
        assert await editor.history() == [(1, "shipped", "published")] * 5

    async def test_procedure_and_its_everyday_names_are_entries_of_their_own(self, editor: Editor) -> None:
        await editor.ship(procedure(), everyday("1.000001", "giấy khai sanh"))
        assert (await editor.published(EntryKind.PROCEDURE, "1.000001")).record["name"] == "Đăng ký khai sinh"
        assert (await editor.published(EntryKind.EVERYDAY_NAMES, "1.000001")).record["names"] == ["giấy khai sanh"]

    async def test_row_says_who_why_and_of_when(self, editor: Editor) -> None:
        await editor.ship(procedure(review_by=JULY))
        row = await editor.published()
        assert (row.author, row.reason, row.as_of, row.review_by) == ("biên tập viên", "thử", JUNE, JULY)

    async def test_last_wording_counts_where_one_batch_has_two_of_a_key(self, editor: Editor) -> None:
        report = await editor.ship(procedure(name="Tên cũ"), procedure(name="Tên mới"))
        assert report.added == ["1.000001"]
        assert (await editor.published()).record["name"] == "Tên mới"

    async def test_more_records_than_go_into_one_statement(self, editor: Editor) -> None:
        report = await editor.ship(*(procedure(f"1.{number:06}") for number in range(1, 602)))
        assert len(report.added) == len(await editor.versions()) == 601

    def test_record_of_no_kind_is_refused(self) -> None:
        with pytest.raises(TypeError, match="Record"):
            key_of(Record())


class TestTheSameAgain:
    async def test_changes_nothing(self, editor: Editor) -> None:
        await editor.ship(procedure(), faq(), place())
        before = await editor.revision()
        report = await editor.ship(procedure(), faq(), place())
        assert (len(report.unchanged), report.added, report.changed, report.kept) == (3, [], [], [])
        assert await editor.history() == [(1, "shipped", "published")] * 3
        assert await editor.revision() == before

    async def test_shipped_content_at_each_start_leaves_a_newer_import_in_place(self, editor: Editor) -> None:
        await editor.ship(procedure(as_of=JUNE))
        await editor.import_(procedure(as_of=JULY))
        assert (await editor.ship(procedure(as_of=JUNE))).unchanged == ["1.000001"]
        assert (await editor.published()).origin == Origin.IMPORTED

    async def test_import_that_lost_is_not_stored_twice(self, editor: Editor) -> None:
        await editor.ship(procedure(as_of=JUNE))
        await editor.import_(procedure(as_of=MAY))
        assert (await editor.import_(procedure(as_of=MAY))).unchanged == ["1.000001"]
        assert len(await editor.versions()) == 2

    async def test_import_whose_everyday_names_were_kept_counts_as_unchanged(self, editor: Editor) -> None:
        await editor.ship(procedure(aliases=["làm giấy khai sinh"], as_of=JUNE))
        await editor.import_(procedure(as_of=JULY))
        assert (await editor.import_(procedure(as_of=JULY))).unchanged == ["1.000001"]

    async def test_going_back_to_an_earlier_wording_is_a_change(self, editor: Editor) -> None:
        for name in ("Tên một", "Tên hai", "Tên một"):
            await editor.ship(procedure(name=name))
        row = await editor.published()
        assert (row.version, row.record["name"]) == (3, "Tên một")

    async def test_two_processes_starting_at_once_publish_it_once(self, editor: Editor) -> None:
        first, second = await asyncio.gather(editor.ship(procedure(), faq()), editor.ship(procedure(), faq()))
        assert sorted([len(first.added), len(second.added)]) == [0, 2]
        assert len(await editor.versions()) == 2
        assert await editor.revision() == 1


class TestVersions:
    async def test_old_wording_is_kept_as_archived(self, editor: Editor) -> None:
        await editor.ship(procedure(name="Tên cũ"))
        report = await editor.ship(procedure(name="Tên mới"))
        assert report.changed == ["1.000001"]
        old, new = await editor.versions()
        assert (old.version, old.state, old.record["name"]) == (1, EntryState.ARCHIVED, "Tên cũ")
        assert (new.version, new.state, new.record["name"]) == (2, EntryState.PUBLISHED, "Tên mới")

    async def test_other_entries_are_left_alone(self, editor: Editor) -> None:
        await editor.ship(procedure("1.000001"), procedure("1.000002"))
        await editor.ship(procedure("1.000001", name="Tên mới"))
        assert (await editor.published(key="1.000002")).version == 1


class TestShippedAndImported:
    """What ships wins over an import that is not newer; a newer import wins."""

    async def test_older_import_is_stored_but_not_published(self, editor: Editor) -> None:
        await editor.ship(procedure(as_of=JUNE))
        report = await editor.import_(procedure(as_of=MAY))
        assert report.kept == ["1.000001"]
        assert await editor.history() == [(1, "shipped", "published"), (2, "imported", "archived")]

    async def test_import_of_the_same_day_is_not_published(self, editor: Editor) -> None:
        await editor.ship(procedure(as_of=JUNE))
        assert (await editor.import_(procedure(name="Tên khác", as_of=JUNE))).kept == ["1.000001"]

    async def test_newer_import_is_published(self, editor: Editor) -> None:
        await editor.ship(procedure(as_of=JUNE))
        assert (await editor.import_(procedure(as_of=JULY))).changed == ["1.000001"]
        assert await editor.history() == [(1, "shipped", "archived"), (2, "imported", "published")]

    @pytest.mark.parametrize("imported_on", [MAY, JUNE])
    async def test_shipped_content_replaces_an_import_that_is_not_newer(self, editor: Editor, imported_on: date) -> None:
        await editor.import_(procedure(as_of=imported_on))
        assert (await editor.ship(procedure(as_of=JUNE))).changed == ["1.000001"]
        assert (await editor.published()).origin == Origin.SHIPPED

    async def test_shipped_content_does_not_replace_a_newer_import(self, editor: Editor) -> None:
        await editor.import_(procedure(as_of=JULY))
        assert (await editor.ship(procedure(as_of=JUNE))).kept == ["1.000001"]
        assert (await editor.published()).origin == Origin.IMPORTED

    async def test_older_import_does_not_replace_a_newer_one(self, editor: Editor) -> None:
        await editor.import_(procedure(name="Mới", as_of=JULY))
        assert (await editor.import_(procedure(name="Cũ", as_of=JUNE))).kept == ["1.000001"]
        assert (await editor.published()).record["name"] == "Mới"

    async def test_import_of_the_same_day_replaces_an_import(self, editor: Editor) -> None:
        await editor.import_(procedure(name="Gõ sai", as_of=JULY))
        assert (await editor.import_(procedure(name="Gõ đúng", as_of=JULY))).changed == ["1.000001"]

    async def test_shipped_content_with_an_earlier_date_corrects_shipped_content(self, editor: Editor) -> None:
        await editor.ship(procedure(as_of=JULY))
        assert (await editor.ship(procedure(as_of=JUNE))).changed == ["1.000001"]

    async def test_procedure_that_is_not_shipped_is_simply_added(self, editor: Editor) -> None:
        await editor.ship(procedure("1.000001"))
        assert (await editor.import_(procedure("1.000002", as_of=MAY))).added == ["1.000002"]


class TestEdited:
    async def test_edit_wins_over_all(self, editor: Editor) -> None:
        await editor.import_(procedure(as_of=JULY))
        assert (await editor.edit(procedure(name="Tên sửa tay", as_of=MAY))).changed == ["1.000001"]

    async def test_edit_is_not_overwritten_by_newer_imports_or_shipped_content(self, editor: Editor) -> None:
        await editor.edit(procedure(name="Tên sửa tay", as_of=MAY))
        assert (await editor.import_(procedure(as_of=JULY))).kept == ["1.000001"]
        assert (await editor.ship(procedure(as_of=JULY))).kept == ["1.000001"]
        assert (await editor.published()).record["name"] == "Tên sửa tay"

    async def test_edit_is_replaced_by_the_next_edit(self, editor: Editor) -> None:
        await editor.edit(procedure(name="Lần một"))
        await editor.edit(procedure(name="Lần hai"))
        assert (await editor.published()).record["name"] == "Lần hai"


class TestEverydayNames:
    async def test_newer_official_text_without_any_keeps_them(self, editor: Editor) -> None:
        await editor.ship(procedure(aliases=["làm giấy khai sinh"], as_of=MAY))
        await editor.import_(procedure(as_of=JUNE))
        await editor.import_(procedure(name="Thủ tục đăng ký khai sinh", as_of=JULY))
        row = await editor.published()
        assert (row.record["name"], row.record["aliases"]) == ("Thủ tục đăng ký khai sinh", ["làm giấy khai sinh"])

    async def test_those_that_a_new_text_brings_replace_them(self, editor: Editor) -> None:
        await editor.ship(procedure(aliases=["tên cũ"], as_of=JUNE))
        await editor.import_(procedure(aliases=["tên mới"], as_of=JULY))
        assert (await editor.published()).record["aliases"] == ["tên mới"]


class TestUndated:
    """Everyday names and choices have no date: what ships last counts, and an edit stays."""

    async def test_next_release_s_wording_replaces_the_one_before(self, editor: Editor) -> None:
        await editor.ship(everyday("1.000001", "tên cũ"), WHICH)
        report = await editor.ship(everyday("1.000001", "tên mới"), WHICH)
        assert (report.changed, report.unchanged) == (["1.000001"], ["choice-a"])
        row = await editor.published(EntryKind.EVERYDAY_NAMES)
        assert (row.record["names"], row.as_of, row.review_by) == (["tên mới"], None, None)

    async def test_same_again_changes_nothing(self, editor: Editor) -> None:
        await editor.ship(everyday("1.000001", "giấy khai sanh"), WHICH)
        assert (await editor.ship(everyday("1.000001", "giấy khai sanh"), WHICH)).unchanged == ["1.000001", "choice-a"]
        assert await editor.revision() == 1

    async def test_whatever_brings_them_the_last_counts(self, editor: Editor) -> None:
        await editor.import_(everyday("1.000001", "tên nạp từ tệp"))
        assert (await editor.ship(everyday("1.000001", "tên của bản mới"))).changed == ["1.000001"]
        assert (await editor.import_(everyday("1.000001", "tên nạp lại"))).changed == ["1.000001"]

    async def test_edit_outlives_the_next_release(self, editor: Editor) -> None:
        await editor.edit(everyday("1.000001", "tên sửa tay"))
        assert (await editor.ship(everyday("1.000001", "tên của bản mới"))).kept == ["1.000001"]
        assert (await editor.published(EntryKind.EVERYDAY_NAMES)).record["names"] == ["tên sửa tay"]

    async def test_newer_official_text_leaves_them_alone(self, editor: Editor) -> None:
        await editor.ship(procedure(as_of=JUNE), everyday("1.000001", "giấy khai sanh"))
        await editor.import_(procedure(as_of=JULY))
        assert (await editor.published(EntryKind.EVERYDAY_NAMES)).record["names"] == ["giấy khai sanh"]


class TestDryRun:
    async def test_tells_what_would_happen_and_writes_nothing(self, editor: Editor) -> None:
        await editor.ship(procedure("1.000001", as_of=JUNE), procedure("1.000002", as_of=JUNE))
        before = await editor.revision()
        batch = [procedure("1.000001", as_of=JULY), procedure("1.000002", as_of=MAY), procedure("1.000003")]
        foreseen = await editor.import_(*batch, dry_run=True)
        assert (foreseen.changed, foreseen.kept, foreseen.added) == (["1.000001"], ["1.000002"], ["1.000003"])
        assert len(await editor.versions()) == 2
        assert await editor.revision() == before
        assert await editor.import_(*batch) == foreseen


class TestRevision:
    async def test_is_raised_once_for_a_whole_publication(self, editor: Editor) -> None:
        await editor.ship(procedure("1.000001"), procedure("1.000002"), faq(), place())
        assert await editor.revision() == 1
        await editor.ship(procedure("1.000001", name="Tên mới"), faq(answer="Khác"))
        assert await editor.revision() == 2

    async def test_stays_when_nothing_published_changes(self, editor: Editor) -> None:
        await editor.ship(procedure(as_of=JUNE))
        await editor.import_(procedure(as_of=MAY))
        await editor.ship()
        assert await editor.revision() == 1


class TestTakenDown:
    """Staff took it away: nothing but staff puts it back (knowledge_base/editing)."""

    @pytest.fixture
    async def taken_down(self, editor: Editor, database: Database) -> Editor:
        await editor.ship(procedure(as_of=MAY))
        async with database.session() as session:
            version = await KnowledgeRepository(session).find_standing(EntryKind.PROCEDURE, "1.000001")
            assert version is not None
            await KnowledgeRepository(session).set_state(version.id, EntryState.TAKEN_DOWN)
        return editor

    @pytest.mark.parametrize("origin", Origin)
    async def test_is_not_published_again_by_anything_newer(self, taken_down: Editor, origin: Origin) -> None:
        before = await taken_down.revision()
        report = await taken_down.publish([procedure(as_of=JULY, summary="Mới.")], origin)
        assert (report.kept, report.changed, report.added) == (["1.000001"], [], [])
        assert [state for _, _, state in await taken_down.history()] == ["taken_down", "archived"]
        assert await taken_down.revision() == before

    async def test_the_same_again_is_unchanged(self, taken_down: Editor) -> None:
        assert (await taken_down.ship(procedure(as_of=MAY))).unchanged == ["1.000001"]
