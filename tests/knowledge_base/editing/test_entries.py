from __future__ import annotations

from datetime import timedelta

import pytest

from core.clock import utc_now
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
        assert (entry.published, entry.title) == (None, "Đăng ký khai sinh")
        taken = entry.taken_down
        assert (taken.version.version, taken.by, taken.reason) == (1, "Trưởng ca", "phí sai")
        assert abs(taken.at - utc_now()) < timedelta(minutes=1)
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
        assert (await newsroom.entries.show(KIND, CODE)).taken_down.version.version == 1
        await newsroom.entries.restore(KIND, CODE, "đã kiểm tra", chief)
        assert states(await newsroom.versions()) == [(2, "archived"), (1, "published")]

    async def test_what_was_not_taken_down_is_refused(self, newsroom, chief):
        with pytest.raises(Conflict, match="không bị gỡ"):
            await newsroom.entries.restore(KIND, CODE, "vì", chief)

    async def test_then_imports_count_again(self, newsroom, chief):
        await newsroom.entries.take_down(KIND, CODE, "phí sai", chief)
        await newsroom.entries.restore(KIND, CODE, "đã kiểm tra", chief)
        assert (await newsroom.ship(NEWER, origin=Origin.IMPORTED)).changed == [CODE]


class TestLook:
    async def test_a_version_and_the_difference_between_two(self, newsroom, lan):
        await newsroom.take(Move.PUBLISH, await newsroom.write(await newsroom.begin(lan), lan, summary="Mới."), lan)
        assert (await newsroom.entries.version(KIND, CODE, 1)).record["summary"] == "Ghi tên trẻ vào sổ."
        [change] = await newsroom.entries.difference(KIND, CODE, 1, 2)
        assert (change.path, change.before, change.after, change.needs_approval) == ("summary", ["Ghi tên trẻ vào sổ."], ["Mới."], False)

    async def test_what_nobody_knows_is_not_found(self, newsroom):
        with pytest.raises(NotFound):
            newsroom.entries.known(await newsroom.entries.show(KIND, "1.999999"), has_draft=False)
