from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from channels.phone.rtp.packets import Packet
from channels.phone.rtp.reordering import Reordering


def passed_on(*numbers: int) -> list[int | None]:
    order = Reordering()
    return [each.number if each else None for number in numbers for each in order.add(Packet(8, number % 65536, 0, 1, b""))]


def test_packets_in_order_are_passed_on_at_once():
    assert passed_on(7, 8, 9) == [7, 8, 9]


def test_numbers_begin_again_after_the_largest():
    assert passed_on(65534, 65535, 65536, 65537) == [65534, 65535, 0, 1]


def test_two_packets_in_the_wrong_order_are_put_right():
    assert passed_on(1, 3, 2, 4) == [1, 2, 3, 4]


def test_doubles_and_late_ones_are_dropped():
    assert passed_on(1, 2, 2, 1, 3) == [1, 2, 3]


def test_a_lost_packet_leaves_a_hole_and_holds_nothing_up_for_long():
    assert passed_on(1, 3, 4, 5, 6) == [1, None, 3, 4, 5, 6]


def test_a_stream_that_begins_anew_is_followed():
    assert passed_on(1, 2, 40_000, 40_001) == [1, 2, 40_000, 40_001]


@given(st.lists(st.integers(0, 65535), max_size=300))
def test_whatever_comes_no_packet_is_passed_on_twice_in_a_row_and_little_is_kept(numbers):
    order = Reordering()
    for number in numbers:
        passed = [each.number for each in order.add(Packet(8, number, 0, 1, b"")) if each]
        assert len(passed) == len(set(passed)) <= 100
        assert len(order._early) <= 3
