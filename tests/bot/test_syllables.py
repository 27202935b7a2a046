"""A message cut into syllables."""

from __future__ import annotations

import unicodedata

import pytest

from bot.components.syllables import accents, syllables


def texts(message: str) -> list[str]:
    return [syllable.text for syllable in syllables(message)]


class TestSyllables:
    def test_folded_form_has_neither_accents_nor_capitals(self) -> None:
        assert [syllable.folded for syllable in syllables("Đăng Ký Tạm trú")] == ["dang", "ky", "tam", "tru"]

    def test_decomposed_letters_become_whole_ones(self) -> None:
        typed = unicodedata.normalize("NFD", "giấy khai sinh")
        assert texts(typed) == ["giấy", "khai", "sinh"]
        assert [typed[s.start : s.end] for s in syllables(typed)] == typed.split()

    def test_eth_typed_for_d_with_stroke_is_corrected(self) -> None:
        assert texts("\u00d0ăng ký") == ["Đăng", "ký"]

    def test_invisible_characters_do_not_cut_a_syllable(self) -> None:
        assert texts("kh\u200bai sinh") == ["khai", "sinh"]

    def test_short_form_becomes_its_syllables_at_its_own_place(self) -> None:
        found = syllables("cần gt gì dc ko")
        assert [syllable.text for syllable in found] == ["cần", "giấy", "tờ", "gì", "được", "không"]
        assert [(syllable.start, syllable.end) for syllable in found[1:3]] == [(4, 6), (4, 6)]

    @pytest.mark.parametrize("code", ["1.001193", "H19.29-240715-0012", "h19.123-45", "000.00.19.H19-240510-0021", "CT01", "12/5/2026"])
    def test_code_stays_whole(self, code: str) -> None:
        assert code in texts(f"mã {code} xong chưa")

    def test_signs_stand_alone(self) -> None:
        assert texts("phí?bao nhiêu,") == ["phí", "?", "bao", "nhiêu", ","]

    @pytest.mark.parametrize("nothing", ["", "   ", "\n", "\u200b"])
    def test_nothing_gives_nothing(self, nothing: str) -> None:
        assert syllables(nothing) == []


class TestAccents:
    @pytest.mark.parametrize(("one", "other"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("Ở", "ở")])
    def test_same_wherever_the_tone_is_typed(self, one: str, other: str) -> None:
        assert accents(one) == accents(other)

    @pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("má", "mà"), ("đất", "dất"), ("thuê", "thuế")])
    def test_different_for_different_syllables(self, one: str, other: str) -> None:
        assert accents(one) != accents(other)
