from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluating.dialogues import Dialogue, DialogueSet, ExpectedTurn
from app.evaluating.noise import KINDS, noisy
from core.errors import InputError
from vntext import read_telex, strip_accents

SENTENCE = "Con em mới sinh không biết làm giấy khai sinh cho bé cần mang gì vậy ạ"


def spoilt(kind: str, text: str = SENTENCE, seed: int = 1) -> str:
    given_set = DialogueSet("tập", (Dialogue(id="d", turns=[ExpectedTurn(text=text, behaviour="answer")]),))
    (made,) = noisy([given_set], [kind], seed)
    assert made.noise == kind
    return made.dialogues[0].turns[0].text


class TestNoisy:
    @pytest.mark.parametrize("kind", list(KINDS))
    def test_same_seed_spoils_in_the_same_way(self, kind: str) -> None:
        assert spoilt(kind) == spoilt(kind)

    def test_another_seed_slips_elsewhere(self) -> None:
        assert len({spoilt("typos", SENTENCE * 3, seed) for seed in range(5)}) > 1

    def test_unknown_kind_is_refused_with_those_there_are(self) -> None:
        with pytest.raises(InputError, match="strip-accents"):
            noisy([], ["rot13"], 1)

    def test_accents_are_stripped(self) -> None:
        assert spoilt("strip-accents") == strip_accents(SENTENCE)

    def test_teencode_shortens_common_words(self) -> None:
        assert spoilt("teencode") != SENTENCE

    def test_telex_is_read_back_as_it_was_meant(self) -> None:
        typed = spoilt("telex", "làm giấy khai sinh cho bé")
        assert typed == "lamf giaays khai sinh cho bes"
        assert read_telex(typed) == "làm giấy khai sinh cho bé"

    @given(text=st.text(max_size=80), seed=st.integers(0, 5))
    def test_any_text_can_be_spoilt(self, text: str, seed: int) -> None:
        for spoil in KINDS.values():
            assert isinstance(spoil(text, random.Random(seed)), str)
