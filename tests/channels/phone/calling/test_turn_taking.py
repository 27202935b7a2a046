from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.phone.calling.turn_taking import Moment, TurnTaking
from channels.phone.sound import FRAME_MS


def frames(ms, likelihood):
    return [likelihood] * (ms // FRAME_MS)


def moments(turns, likelihoods, *, over_voice=False):
    """Every moment but the empty ones, with the milliseconds at which it came."""
    heard = [turns.hear(likelihood, over_voice=over_voice) for likelihood in likelihoods]
    return [(moment, (place + 1) * FRAME_MS) for place, moment in enumerate(heard) if moment is not Moment.NOTHING]


class TestBeginning:
    def test_a_click_is_no_speech(self):
        assert moments(TurnTaking(), [*frames(60, 1.0), *frames(1000, 0.0)]) == []

    def test_speech_begins_after_a_tenth_of_a_second(self):
        assert moments(TurnTaking(), frames(400, 0.9)) == [(Moment.BEGAN, 100)]

    @pytest.mark.parametrize("ms", [40, 100, 160])
    def test_an_echo_of_our_own_voice_interrupts_nothing(self, ms):
        assert moments(TurnTaking(), [*frames(ms, 0.9), *frames(400, 0.0)], over_voice=True) == []

    def test_speech_over_our_own_voice_interrupts_within_300_ms(self):
        [(moment, at)] = moments(TurnTaking(), frames(600, 0.9), over_voice=True)
        assert moment is Moment.BEGAN
        assert at <= 300 - 2 * FRAME_MS

    def test_ragged_noise_over_our_own_voice_interrupts_nothing(self):
        assert moments(TurnTaking(), [0.9, 0.1, 0.7, 0.2, 0.3] * 60, over_voice=True) == []


class TestEnding:
    def test_600_ms_of_silence_end_an_utterance(self):
        turns = TurnTaking()
        heard = moments(turns, [*frames(800, 0.9), *frames(2000, 0.0)])
        assert heard == [(Moment.BEGAN, 100), (Moment.PAUSED, 1040), (Moment.ENDED, 1400)]

    def test_since_the_last_word_is_counted_on_behind_the_end(self):
        turns = TurnTaking()
        moments(turns, [*frames(800, 0.9), *frames(2000, 0.0)])
        assert turns.silent_ms == 2000
        moments(turns, frames(400, 0.9))
        assert turns.silent_ms == 0

    def test_a_short_pause_ends_nothing_and_each_pause_is_looked_at_once(self):
        turns = TurnTaking()
        heard = moments(turns, [*frames(400, 0.9), *frames(400, 0.0), *frames(400, 0.9), *frames(400, 0.0)])
        assert [moment for moment, _ in heard] == [Moment.BEGAN, Moment.PAUSED, Moment.PAUSED]

    def test_patience_lasts_for_one_pause(self):
        turns = TurnTaking()
        moments(turns, [*frames(400, 0.9), *frames(300, 0.0)])
        turns.patience_ms = 1300
        assert moments(turns, frames(900, 0.0)) == []
        moments(turns, frames(200, 0.9))
        assert moments(turns, frames(700, 0.0))[-1] == (Moment.ENDED, 600)

    def test_who_never_stops_is_cut(self):
        assert moments(TurnTaking(), frames(30_000, 0.9))[1][0] is Moment.ENDED

    @given(st.lists(st.floats(0, 1), max_size=400), st.booleans())
    def test_nothing_ends_that_has_not_begun(self, likelihoods, over_voice):
        depth = 0
        for moment, _ in moments(TurnTaking(), likelihoods, over_voice=over_voice):
            depth += {Moment.BEGAN: 1, Moment.ENDED: -1}.get(moment, 0)
            assert depth in (0, 1)
