from __future__ import annotations

from dataclasses import dataclass

from channels.phone.sip.two_ways import TwoWays, Way


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_press_counts_once_whichever_way_is_first():
    keys = TwoWays(Clock())
    came = [("5", Way.SOUND), ("5", Way.REQUEST), ("6", Way.REQUEST), ("6", Way.SOUND)]
    assert [keys.is_new(*each) for each in came] == [True, False, True, False]


def test_a_key_pressed_twice_is_two_in_whatever_order_they_come():
    for ways in ((Way.SOUND, Way.SOUND, Way.REQUEST, Way.REQUEST), (Way.SOUND, Way.REQUEST, Way.SOUND, Way.REQUEST)):
        keys = TwoWays(Clock())
        assert sum(keys.is_new("1", way) for way in ways) == 2


def test_a_key_that_came_one_way_only_swallows_no_later_press():
    clock = Clock()
    keys = TwoWays(clock)
    assert keys.is_new("1", Way.SOUND)
    clock.now = 3.1
    assert keys.is_new("1", Way.REQUEST)


def test_of_one_way_each_counts():
    keys = TwoWays(Clock())
    assert all(keys.is_new("0", Way.SOUND) for _ in range(40))
