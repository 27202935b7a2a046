from __future__ import annotations

import pytest

from core.errors import Conflict, InputError, NotAllowed, NotFound
from knowledge_base.editing.states import Move
from knowledge_base.models import EntryKind, Origin
from knowledge_base.records import Record
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.editing.newsroom import CODE

KIND = EntryKind.PROCEDURE
NEWER = BIRTH.model_copy(update={"summary": "Bản nạp mới.", "as_of": BIRTH.as_of.replace(month=7)})


def states(versions):
    return [(version.version, version.state) for version in versions]


class TestTakeDown:
    async def test_takes_it_away_at_once(self, newsroom, chief):
        before = await newsroom.revision()
        await newsroom.entries.take_down(KIND, CODE, "phí sai", chief)
        entry = await newsroom.entries.show(KIND, CODE)
        assert (entry.published, entry.is_taken_down, entry.title) == (None, True, "Đăng ký khai sinh")
        assert await newsroom.revision() == before + 1
        assert await newsroom.audited() == [("content_taken_down", "procedure/1.000001")]

    @pytest.mark.parametrize(("origin", "record"), [(Origin.SHIPPED, BIRTH), (Origin.SHIPPED, NEWER), (Origin.IMPORTED, NEWER)])
    async def test_neither_the_program_nor_an_import_puts_it_back(self, newsroom, chief, origin, record: Record):
        await newsroom.entries.take_down(KIND, CODE, "phí sai", chief)
        report = await newsroom.ship(record, origin=origin)
        assert (report.added, report.changed) == ([], [])
        assert (await newsroom.standing()).state == "taken_down"
        assert (await newsroom.ship(record, origin=origin)).unchanged == [CODE]

    async def test_needs_something_to_take_away_a_reason_and_the_right(self, newsroom, chief, lan):
        with pytest.raises(InputError):
            await newsroom.entries.take_down(KIND, CODE, " ", chief)
        with pytest.raises(NotAllowed):
            await newsroom.entries.take_down(KIND, CODE, "vì", await newsroom.member("Tổng đài viên", "operator"))
        await newsroom.entries.take_down(KIND, CODE, "phí sai", lan)
        with pytest.raises(Conflict, match="không được công bố"):
            await newsroom.entries.take_down(KIND, CODE, "phí sai", chief)


class TestRestore:
    async def test_puts_back_what_was_taken_away_and_nothing_that_came_later(self, newsroom, chief):
        await newsroom.entries.take_down(KIND, CODE, "phí sai", chief)
        await newsroom.ship(NEWER, origin=Origin.IMPORTED)
        await newsroom.entries.restore(KIND, CODE, "đã kiểm tra", chief)
        assert states(await newsroom.versions()) == [(2, "archived"), (1, "published")]

    async def test_what_was_not_taken_down_is_refused(self, newsroom, chief):
        with pytest.raises(Conflict, match="không bị gỡ"):
            await newsroom.entries.restore(KIND, CODE, "vì", chief)

    async def test_then_imports_count_again(self, newsroom, chief):
        await newsroom.entries.take_down(KIND, CODE, "phí sai", chief)
        await newsroom.entries.restore(KIND, CODE, "đã kiểm tra", chief)
        assert (await newsroom.ship(NEWER, origin=Origin.IMPORTED)).changed == [CODE]


class TestRollBack:
    async def test_is_a_new_version_that_says_what_the_old_one_said(self, newsroom, lan, chief):
        await newsroom.take(Move.PUBLISH, await newsroom.write(await newsroom.begin(lan), lan, summary="Sai."), lan)
        assert await newsroom.entries.roll_back(KIND, CODE, 1, "nhầm", chief) == 3
        versions = await newsroom.versions()
        assert states(versions) == [(3, "published"), (2, "archived"), (1, "archived")]
        assert versions[0].record == versions[2].record
        assert (versions[0].origin, versions[0].author, versions[0].reason) == ("edited", "Trưởng ca", "Quay lại phiên bản 1: nhầm")

    async def test_what_staff_wrote_is_not_undone_by_the_next_start(self, newsroom, lan, chief):
        await newsroom.take(Move.PUBLISH, await newsroom.write(await newsroom.begin(lan), lan, summary="Sửa."), lan)
        await newsroom.ship(BIRTH)
        await newsroom.ship(NEWER)
        assert (await newsroom.standing()).record["summary"] == "Sửa."

    async def test_to_what_is_published_is_refused(self, newsroom, chief):
        with pytest.raises(Conflict, match="Phiên bản 1 đang là bản công bố"):
            await newsroom.entries.roll_back(KIND, CODE, 1, "nhầm", chief)

    async def test_to_what_there_never_was_is_not_found(self, newsroom, chief):
        with pytest.raises(NotFound):
            await newsroom.entries.roll_back(KIND, CODE, 9, "nhầm", chief)


class TestLook:
    async def test_a_version_and_the_difference_between_two(self, newsroom, lan):
        await newsroom.take(Move.PUBLISH, await newsroom.write(await newsroom.begin(lan), lan, summary="Mới."), lan)
        assert (await newsroom.entries.version(KIND, CODE, 1)).record["summary"] == "Ghi tên trẻ vào sổ."
        [change] = await newsroom.entries.difference(KIND, CODE, 1, 2)
        assert (change.path, change.before, change.after, change.needs_approval) == ("summary", ["Ghi tên trẻ vào sổ."], ["Mới."], False)

    async def test_what_nobody_knows_is_not_found(self, newsroom):
        with pytest.raises(NotFound):
            newsroom.entries.known(await newsroom.entries.show(KIND, "1.999999"), has_draft=False)
