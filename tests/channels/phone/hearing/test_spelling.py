from __future__ import annotations

import numpy as np
import pytest

from channels.phone.hearing.spelling import Spelling

TOKENS = ("<blank>", "▁xin", "▁lo", "g", "ic", ",")


def heard(*moments, surely=0.9):
    rows = np.full((len(moments), len(TOKENS)), np.log(1e-6), dtype=np.float32)
    for row, piece in enumerate(moments):
        rows[row, piece] = np.log(surely)
    spelling = Spelling(TOKENS)
    spelling.accept(rows)
    return spelling.heard()


def test_the_same_piece_in_a_row_is_one_and_after_a_gap_two():
    assert heard(1, 1, 0, 1).text == "xin xin"


def test_pieces_make_words_and_signs_are_not_said():
    assert heard(2, 3, 4, 5, 1).text == "logic xin"


def test_each_word_is_as_sure_as_its_pieces():
    assert heard(1, 0, 2, 3).words == (("xin", pytest.approx(0.9)), ("log", pytest.approx(0.9)))
    assert heard(1, surely=0.5).confidence == pytest.approx(0.5)


def test_nothing_is_heard_in_gaps():
    assert (heard(0, 0, 0).text, heard(0).confidence) == ("", 0.0)
