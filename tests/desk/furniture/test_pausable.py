from __future__ import annotations

import pytest

from conversations.bot_pauses import PauseScope
from core.errors import InputError, Unavailable
from desk.furniture.pausable import Pausable

BIRTH, TWIN = "1.001193", "1.001022"


class FakeKnowledge:
    def __init__(self):
        self.is_away = False
        self.near = {BIRTH: [(BIRTH, "Đăng ký khai sinh")], "1.00119": [(BIRTH, "Đăng ký khai sinh"), (TWIN, "Nhận cha, mẹ, con")]}

    async def procedure_or_near(self, code):
        if self.is_away:
            raise Unavailable("knowledge", "Chưa tra được.")
        return [{"procedure_code": code, "name": name} for code, name in self.near.get(code, [])]

    async def sectors(self):
        return [] if self.is_away else ["Hộ tịch", "Đất đai", "Đường bộ"]


@pytest.fixture
def knowledge():
    return FakeKnowledge()


@pytest.fixture
def pausable(knowledge, words):
    return Pausable(knowledge, words)


class TestProcedure:
    async def test_that_there_is_can_be_paused(self, pausable):
        assert await pausable.check(PauseScope.PROCEDURE, f" {BIRTH} ") == BIRTH

    async def test_a_mistyped_code_is_refused_with_the_nearest(self, pausable):
        with pytest.raises(InputError) as refused:
            await pausable.check(PauseScope.PROCEDURE, "1.00119")
        assert refused.value.message == (
            f"Không có thủ tục nào mã «1.00119», nên chưa tắt. Gần nhất: {BIRTH} – Đăng ký khai sinh; {TWIN} – Nhận cha, mẹ, con."
        )

    async def test_one_near_nothing_is_refused_with_what_to_do(self, pausable):
        with pytest.raises(InputError, match="Mời bạn tìm theo tên rồi chọn"):
            await pausable.check(PauseScope.PROCEDURE, "9.999")


class TestSector:
    @pytest.mark.parametrize("typed", ["Đất đai", "đất  đai", "dat dai"])
    async def test_is_taken_as_the_knowledge_base_writes_it(self, pausable, typed):
        assert await pausable.check(PauseScope.SECTOR, typed) == "Đất đai"

    @pytest.mark.parametrize(("typed", "near"), [("Đất đay", "Đất đai"), ("tịch", "Hộ tịch")])
    async def test_one_that_is_not_there_is_refused_with_the_nearest(self, pausable, typed, near):
        with pytest.raises(InputError, match=f"Gần nhất: {near}"):
            await pausable.check(PauseScope.SECTOR, typed)


class TestWhenNothingCanBeLookedUp:
    @pytest.mark.parametrize(("scope", "value"), [(PauseScope.PROCEDURE, "1.00119"), (PauseScope.SECTOR, "Đất đay")])
    async def test_the_pause_is_taken_as_it_is(self, pausable, knowledge, scope, value):
        knowledge.is_away = True
        assert await pausable.check(scope, value) == value

    async def test_everything_is_paused_without_asking(self, pausable, knowledge):
        knowledge.is_away = True
        assert await pausable.check(PauseScope.ALL, "") == ""
