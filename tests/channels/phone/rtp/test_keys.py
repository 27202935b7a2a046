from __future__ import annotations

from channels.phone.rtp.keys import KeyPresses
from channels.phone.rtp.packets import Packet


def event(code: int, timestamp: int, *, ended: bool = False) -> Packet:
    return Packet(101, 1, timestamp, 1, bytes([code, 0x80 * ended, 0, 160]))


def test_all_packets_of_one_press_are_one_key():
    keys = KeyPresses()
    assert [keys.pressed(event(5, 800, ended=ended)) for ended in (False, False, True, True, True)] == ["5", None, None, None, None]


def test_a_key_pressed_twice_is_two():
    keys = KeyPresses()
    assert [keys.pressed(event(5, 800)), keys.pressed(event(5, 1600))] == ["5", "5"]


def test_the_end_of_a_press_that_comes_late_is_no_new_one():
    keys = KeyPresses()
    assert [keys.pressed(event(code, at)) for code, at in ((1, 800), (2, 1600), (1, 800))] == ["1", "2", None]


def test_only_what_is_on_a_telephone_is_a_key():
    keys = KeyPresses()
    assert "".join(keys.pressed(event(code, code)) or "" for code in range(256)) == "0123456789*#"
    assert keys.pressed(Packet(101, 1, 9999, 1, b"\x01")) is None
