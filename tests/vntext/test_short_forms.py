from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

import vntext
from vntext import expand_short_forms, words


def table():
    rows = (Path(vntext.__file__).parent / "short_forms.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(row.split("\t")) for row in rows]


class TestExpandShortForms:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("lm gks cho bé dc ko", "làm giấy khai sinh cho bé được không"),
            ("LM GKS", "làm giấy khai sinh"),
            ("đk tạm trú ntn?", "đăng ký tạm trú như thế nào?"),
            ("CMND/CCCD", "chứng minh nhân dân/căn cước công dân"),
        ],
    )
    def test_writes_out_what_stands_as_a_word(self, typed, meant):
        assert expand_short_forms(typed) == meant

    @pytest.mark.parametrize("text", ["", "công khai", "1.001193", "👍", "<script>", "giay cam doan", "cảm ơn", "cam on"])
    def test_leaves_the_rest_as_it_was(self, text):
        assert expand_short_forms(text) == text

    def test_leaves_a_word_in_pieces_of_letters_whole(self):
        in_pieces = unicodedata.normalize("NFD", "hồng nhiều mộng")
        assert unicodedata.normalize("NFC", expand_short_forms(in_pieces)) == "hồng nhiều mộng"


class TestTable:
    def test_every_row_is_one_short_form_and_its_words(self):
        assert [row for row in table() if len(row) != 2 or not all(cell.strip() == cell != "" for cell in row)] == []

    def test_every_short_form_is_one_lower_case_word(self):
        assert [short for short, _ in table() if words(short) != [short]] == []

    def test_no_short_form_stands_twice(self):
        shorts = [short for short, _ in table()]
        assert [short for short in shorts if shorts.count(short) > 1] == []

    def test_no_meaning_repeats_the_word_that_stands_for_it(self):
        assert [(short, long) for short, long in table() if short in words(long)] == []

    def test_known_spellings_of_citizens_do_not_break_it(self, shared_data):
        known = json.loads((shared_data / "abbreviations_teencode.json").read_text(encoding="utf-8"))
        for short in known:
            assert words(expand_short_forms(short)) is not None
