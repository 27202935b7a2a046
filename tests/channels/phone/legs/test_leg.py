"""A leg without a wire, beat by hand."""

from __future__ import annotations

import asyncio

import pytest

from channels.phone.legs.leg import LOST_AFTER_SECONDS
from channels.phone.ports import Key
from channels.phone.sound import FRAME_BYTES, FRAME_SECONDS, SILENCE
from conversations.calls.models import Ending
from tests.channels.phone.stage import NoWire, hand_leg, loud

BEATS_UNTIL_LOST = round(LOST_AFTER_SECONDS / FRAME_SECONDS)


async def heard_of(leg) -> list[bytes | Key]:
    """All that waits; the leg has ended."""
    return [item async for item in leg.heard()]


async def test_what_is_played_goes_out_a_frame_a_beat():
    leg, wire, metronome = hand_leg()
    leg.play(loud(2) + loud()[:100])
    metronome.beat(4)
    assert wire.sent == [loud(), loud(), loud()[:100] + bytes(FRAME_BYTES - 100), None]


async def test_sounds_follow_each_other_whatever_their_length():
    leg, wire, metronome = hand_leg()
    sound = bytes(range(256)) * 5
    for start in range(0, len(sound), 7):
        leg.play(sound[start : start + 7])
    metronome.beat(4)
    assert b"".join(frame or b"" for frame in wire.sent) == sound


async def test_half_a_sample_waits_for_its_other_half():
    leg, wire, metronome = hand_leg()
    leg.play(b"\x01")
    metronome.beat()
    leg.play(b"\x02")
    metronome.beat()
    assert wire.sent == [None, b"\x01\x02" + bytes(FRAME_BYTES - 2)]


async def test_played_waits_until_the_last_frame_was_heard():
    leg, _, metronome = hand_leg()
    leg.play(loud(2))
    playing = asyncio.create_task(leg.played())
    metronome.beat(2)
    await asyncio.sleep(0)
    assert not playing.done()
    metronome.beat()
    await playing


async def test_stopped_sound_is_forgotten_at_once():
    leg, wire, metronome = hand_leg()
    leg.play(loud(50))
    metronome.beat()
    leg.stop_playing()
    await leg.played()
    metronome.beat()
    assert wire.sent == [loud(), None]


async def test_sound_is_heard_in_frames_however_it_came():
    leg, _, _ = hand_leg()
    leg.sound_came(loud(1)[:100])
    leg.key_came("5")
    leg.sound_came(loud(2)[100:])
    leg.end(Ending.CALLER)
    assert await heard_of(leg) == [Key("5"), loud(), loud()]


async def test_silence_stands_in_for_what_does_not_come_and_for_nothing_else():
    leg, _, metronome = hand_leg()
    for _ in range(50):
        leg.sound_came(loud())
        metronome.beat()
    metronome.beat(10)
    leg.end(Ending.CALLER)
    heard = await heard_of(leg)
    assert heard[:50] == [loud()] * 50
    assert 6 <= heard.count(SILENCE) <= 10


async def test_a_sender_whose_clock_is_fast_is_heard_without_silence_and_its_end_is_noticed():
    leg, _, metronome = hand_leg()
    for _ in range(100):
        leg.sound_came(loud(2))
        metronome.beat()
    metronome.beat(20)
    leg.end(Ending.CALLER)
    heard = await heard_of(leg)
    assert heard[:200] == [loud()] * 200
    assert heard.count(SILENCE) > 0


async def test_who_listens_too_slowly_loses_the_oldest_sound_and_no_key():
    leg, _, _ = hand_leg()
    leg.key_came("1")
    leg.sound_came(loud(10_000))
    leg.key_came("2")
    leg.end(Ending.CALLER)
    heard = await heard_of(leg)
    assert heard[0] == Key("1")
    assert heard[-1] == Key("2")
    assert len(heard) < 2000


async def test_a_storm_of_keys_is_cut():
    leg, _, _ = hand_leg()
    for _ in range(1000):
        leg.key_came("9")
    leg.end(Ending.CALLER)
    assert len(await heard_of(leg)) == 32


async def test_the_next_reader_goes_on_where_the_first_left():
    leg, _, _ = hand_leg()
    leg.sound_came(loud(3))
    async for _ in leg.heard():
        break
    leg.end(Ending.CALLER)
    assert len(await heard_of(leg)) == 2


async def test_a_line_from_which_nothing_comes_is_lost():
    leg, wire, metronome = hand_leg()
    metronome.beat(BEATS_UNTIL_LOST - 1)
    await asyncio.sleep(0)
    assert wire.closed == []
    metronome.beat()
    await leg.over()
    assert (leg.ending, wire.closed) == (Ending.LOST, [Ending.LOST])


async def test_a_line_on_hold_is_not_lost_and_hears_no_time_pass():
    leg, _, metronome = hand_leg()
    leg.put_on_hold(held=True, may_be_quiet=True)
    metronome.beat(2 * BEATS_UNTIL_LOST)
    leg.put_on_hold(held=False, may_be_quiet=False)
    metronome.beat(BEATS_UNTIL_LOST - 1)
    assert leg.ending is None


async def test_music_on_hold_is_not_heard():
    leg, _, _ = hand_leg()
    leg.put_on_hold(held=True, may_be_quiet=False)
    leg.sound_came(loud(5))
    leg.end(Ending.CALLER)
    assert await heard_of(leg) == []


async def test_an_ended_leg_is_left_by_the_beat_and_takes_everything_quietly():
    leg, wire, metronome = hand_leg()
    await leg.hang_up()
    leg.play(loud())
    leg.stop_playing()
    leg.sound_came(loud())
    leg.key_came("1")
    leg.end(Ending.CALLER)
    await leg.played()
    await leg.hang_up()
    assert not await leg.transfer("sip:a@b")
    assert (metronome.listeners, leg.ending, wire.closed) == (0, Ending.BOT, [Ending.BOT])
    assert await heard_of(leg) == []


async def test_last_words_are_heard_whatever_the_taker_does_meanwhile():
    leg, wire, metronome = hand_leg()
    leg.play(loud(10, level=1))
    saying = asyncio.create_task(leg.say_last(loud(2), Ending.TOO_LONG))
    await asyncio.sleep(0)
    hanging_up = asyncio.create_task(leg.hang_up())
    await asyncio.sleep(0)
    leg.stop_playing()
    leg.play(loud(5, level=1))
    metronome.beat(3)
    await asyncio.gather(saying, hanging_up)
    assert wire.sent == [loud(), loud(), None]
    assert leg.ending is Ending.TOO_LONG


@pytest.mark.parametrize("takes", [True, False])
async def test_a_transferred_leg_has_ended(takes):
    leg, wire, _ = hand_leg(NoWire(takes_transfers=takes))
    assert await leg.transfer("sip:201@pbx") is takes
    await asyncio.sleep(0)
    assert wire.closed == ([Ending.TRANSFERRED] if takes else [])
