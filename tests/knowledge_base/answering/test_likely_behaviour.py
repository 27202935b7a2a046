from __future__ import annotations

import json

import numpy as np
import pytest

from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.likely_behaviour import BEHAVIOURS, MODEL, SIGNS, LikelyBehaviour

COUNT = len(BEHAVIOURS)
REPORT, ANSWER = BEHAVIOURS.index(Behaviour.REPORT), BEHAVIOURS.index(Behaviour.ANSWER)


def model(words: dict[str, dict[int, float]], sign: str = "nothing", weight: float = 0.0) -> LikelyBehaviour:
    """Trusts words as they are; `sign` speaks against an answer with that weight."""
    weights = np.hstack([np.eye(COUNT), np.zeros((COUNT, len(SIGNS)))])
    weights[ANSWER, COUNT + SIGNS.index(sign)] = -weight
    table = {gram: [held.get(place, 0.0) for place in range(COUNT)] for gram, held in words.items()}
    return LikelyBehaviour(table, np.zeros(COUNT), weights, np.zeros(COUNT))


def signs(**values: float) -> np.ndarray:
    return np.array([values.get(sign, 0.0) for sign in SIGNS])


class TestShares:
    def test_add_up_to_one_and_are_equal_of_words_that_say_nothing(self) -> None:
        shares = model({"den duong": {REPORT: 3.0}}).shares("xin chao", signs())
        assert list(shares.values()) == pytest.approx([1 / COUNT] * COUNT)

    def test_words_and_pairs_of_words_speak_for_what_they_were_said_with(self) -> None:
        told = model({"den duong": {REPORT: 3.0}, "giay": {ANSWER: 3.0}})
        assert max(told.shares("den duong hu", signs()).items(), key=lambda each: each[1])[0] is Behaviour.REPORT
        assert max(told.shares("xin giay gi", signs()).items(), key=lambda each: each[1])[0] is Behaviour.ANSWER

    def test_what_search_makes_of_it_speaks_too(self) -> None:
        told = model({"giay": {ANSWER: 1.0}}, sign="missing_word", weight=3.0)
        assert told.shares("xin giay gi", signs())[Behaviour.ANSWER] > told.shares("xin giay gi", signs(missing_word=1))[Behaviour.ANSWER]


def test_what_is_written_reads_back_the_same() -> None:
    written = model({"den duong": {REPORT: 1.25}}, weight=0.5)
    read = LikelyBehaviour.from_json(written.to_json())
    assert read.words == written.words
    assert np.array_equal(read.weights, written.weights)
    assert np.array_equal(read.bias, written.bias)


def test_the_learned_one_has_a_weight_for_every_behaviour_and_every_sign() -> None:
    learned = LikelyBehaviour.from_json(MODEL.read_text(encoding="utf-8"))
    assert learned.weights.shape == (COUNT, COUNT + len(SIGNS))
    assert {len(weights) for weights in learned.words.values()} == {COUNT}


def test_the_learned_one_says_how_good_it_is_on_authors_left_out() -> None:
    figures = json.loads(MODEL.read_text(encoding="utf-8"))["figures"]
    assert figures["heard_as_questions"] >= 0.95
    assert figures["heard_as_they_are"] >= 0.6
