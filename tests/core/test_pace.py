from __future__ import annotations

import pytest

from core.errors import TooManyMessages
from core.pace import Pace


class Watch:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def pace(watch):
    return Pace(3, "too_many", "Mời bạn thử lại sau.", clock=watch)


class TestCheck:
    def test_lets_as_many_through_as_allowed_and_no_more(self, pace):
        for _ in range(3):
            pace.check("10.0.0.1")
        with pytest.raises(TooManyMessages) as caught:
            pace.check("10.0.0.1")
        assert (caught.value.code, caught.value.message, caught.value.retry_after) == ("too_many", "Mời bạn thử lại sau.", 60)

    def test_counts_each_address_for_itself(self, pace):
        for _ in range(3):
            pace.check("10.0.0.1")
        pace.check("10.0.0.2")

    def test_does_not_count_what_it_refused(self, pace, watch):
        for _ in range(3):
            pace.check("10.0.0.1")
        watch.now += 59
        with pytest.raises(TooManyMessages):
            pace.check("10.0.0.1")
        watch.now += 1.1
        pace.check("10.0.0.1")
