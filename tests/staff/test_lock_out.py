from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from core.clock import utc_now
from core.errors import TooManyMessages
from staff.limits import Limits
from staff.lock_out import Tally

NOW = utc_now()
LIMITS = Limits(wrong_attempts=3, lock=timedelta(minutes=15))


def after(attempts, tally=None):
    tally = tally or Tally()
    for _ in range(attempts):
        tally = tally.counted(NOW, LIMITS)
    return tally


class TestTally:
    def test_is_open_below_the_limit(self):
        assert after(2).locked_for(NOW) is None

    def test_is_locked_at_the_limit_and_as_long_as_it_says(self):
        locked = after(3)
        assert locked.locked_for(NOW) == timedelta(minutes=15)
        assert locked.locked_for(NOW + timedelta(minutes=15)) is None

    def test_begins_anew_after_the_lock(self):
        assert after(3).counted(NOW + timedelta(minutes=16), LIMITS) == Tally(1, None)

    def test_taken_back_attempt_is_forgotten_and_those_before_are_not(self):
        assert after(2).taken_back(LIMITS) == Tally(1)

    def test_lock_goes_with_the_attempt_that_made_it(self):
        assert after(3).taken_back(LIMITS) == Tally(2)

    def test_taking_back_too_much_does_no_harm(self):
        assert Tally().taken_back(LIMITS) == Tally()


class TestBegin:
    async def test_finds_the_member_however_the_name_is_typed(self, lock_out, operator):
        attempt = await lock_out.begin(" LAN.tong-dai ")
        assert attempt.member.id == operator.id
        assert not attempt.is_last

    async def test_fifth_attempt_is_the_last_and_the_sixth_is_refused(self, lock_out, operator):
        assert [(await lock_out.begin(operator.username)).is_last for _ in range(5)] == [False] * 4 + [True]
        with pytest.raises(TooManyMessages) as caught:
            await lock_out.begin(operator.username)
        assert (caught.value.code, caught.value.retry_after) == ("locked", 900)
        assert "15 phút" in caught.value.message

    async def test_attempts_at_once_are_counted_one_after_another(self, lock_out, operator):
        attempts = await asyncio.gather(*(lock_out.begin(operator.username) for _ in range(10)), return_exceptions=True)
        assert sum(isinstance(attempt, TooManyMessages) for attempt in attempts) == 5

    async def test_names_nobody_has_are_locked_in_the_same_way(self, lock_out, clock):
        first = [await lock_out.begin("khong.co.ai") for _ in range(5)]
        assert [(attempt.member, attempt.is_last) for attempt in first] == [(None, False)] * 4 + [(None, True)]
        with pytest.raises(TooManyMessages):
            await lock_out.begin("KHONG.CO.AI ")
        clock.go_on(minutes=15)
        assert not (await lock_out.begin("khong.co.ai")).is_last

    @pytest.mark.parametrize("typed", ["", "\x00", "lan\ud83d", "a" * 1000, "'; DROP TABLE staff_members; --"])
    async def test_what_can_be_no_name_is_nobody(self, lock_out, typed):
        assert (await lock_out.begin(typed)).member is None

    async def test_another_member_is_not_locked(self, lock_out, operator, careful):
        for _ in range(5):
            await lock_out.begin(operator.username)
        assert (await lock_out.begin(careful.username)).member.id == careful.id
