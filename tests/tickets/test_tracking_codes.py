from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tickets.tracking_codes import LENGTH, LETTERS, SYMBOLS, is_mistyped, is_sound, new_code, read, shown


def sound(body: str) -> str:
    return next(body + symbol for symbol in SYMBOLS if is_sound(body + symbol))


codes = st.tuples(st.sampled_from(LETTERS), st.text(SYMBOLS, min_size=8, max_size=8)).map("".join).map(sound)
places = st.integers(0, LENGTH - 1)


def replaced(code: str, place: int, symbol: str) -> str:
    return code[:place] + symbol + code[place + 1 :]


class TestNewCode:
    @pytest.mark.parametrize("code", [new_code() for _ in range(20)])
    def test_is_ten_symbols_with_a_letter_first_and_sound(self, code):
        assert len(code) == LENGTH
        assert code[0] in LETTERS
        assert set(code) <= set(SYMBOLS)
        assert is_sound(code)

    def test_does_not_come_again(self):
        assert len({new_code() for _ in range(5000)}) == 5000


class TestIsSound:
    @given(codes, places, st.sampled_from(SYMBOLS))
    def test_every_single_wrong_symbol_is_caught(self, code, place, symbol):
        assume(symbol != code[place])
        assert not is_sound(replaced(code, place, symbol))

    @given(codes, st.integers(0, LENGTH - 2))
    def test_every_swap_of_neighbours_is_caught(self, code, place):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assume(swapped != code)
        assert not is_sound(swapped)

    @given(codes, places, places)
    def test_every_swap_of_any_two_is_caught(self, code, one, other):
        swapped = replaced(replaced(code, one, code[other]), other, code[one])
        assume(swapped != code)
        assert not is_sound(swapped)

    @given(codes, places)
    def test_a_symbol_too_few_or_too_many_is_caught(self, code, place):
        assert not is_sound(code[:place] + code[place + 1 :])
        assert not is_sound(code[:place] + "0" + code[place:])

    @given(st.text(max_size=12))
    def test_takes_any_text(self, text):
        assert is_sound(text) in {True, False}


class TestRead:
    @given(codes)
    def test_reads_what_it_shows(self, code):
        assert read(shown(code)) == code
        assert shown(code)[3] == shown(code)[7] == "-"

    @pytest.mark.parametrize(
        "written",
        [
            "A7K04T9XA{c}",
            "a7k-04t-9xa{c}",
            "A7K 04T 9XA{c}",
            "a7k.04t.9xa{c}",
            "A 7 K 0 4 T 9 X A {c}",
            "A7K–04T–9XA{c}",
            "a7ko4t9xa{c}",
            "Mã của tôi là a7k-04t-9xa{c}, xem giúp tôi với",
            "tra cuu ma A7K04T9XA{c}.",
            "(A7K-04T-9XA{c})",
            "ma A7K-04T-9XA{c} nhe",
            "Ａ７Ｋ０４Ｔ９ＸＡ{c}",
            "AKMQ TXY A7K04T9XA{c}",
        ],
    )
    def test_finds_the_code_however_it_is_written(self, written):
        code = sound("A7K04T9XA")
        assert read(written.format(c=code[-1])) == code

    @given(codes)
    def test_letters_that_look_like_digits_are_the_digits(self, code):
        assert read(code.replace("0", "O").replace("1", "l")) == code
        assert read(code.replace("0", "o").replace("1", "I")) == code

    @given(codes, places, st.sampled_from(SYMBOLS))
    def test_a_code_with_one_wrong_symbol_is_none(self, code, place, symbol):
        assume(symbol != code[place])
        assert read(shown(replaced(code, place, symbol))) is None

    @given(codes, st.sampled_from(string.ascii_letters + "đạ0"))
    def test_part_of_a_longer_word_is_none(self, code, letter):
        assert read(letter + code) is None
        assert read(code + letter) is None

    @pytest.mark.parametrize("text", ["", "xin chào", "0912 345 678", "1.001193", "thay mai hay thay", "A" * 20_000, "A 1 " * 5_000])
    def test_other_texts_are_none(self, text):
        assert read(text) is None

    def test_passes_over_a_wrong_one_to_the_right_one(self):
        code = new_code()
        wrong = replaced(code, 9, "0" if code[9] != "0" else "1")
        assert read(f"không phải {wrong} mà là {code}") == code


class TestIsMistyped:
    @pytest.mark.parametrize("text", ["A00-000-0001", "mã a000000001 ạ", "Q12-345-6781"])
    def test_knows_the_shape_of_a_code_that_is_none(self, text):
        assert read(text) is None
        assert is_mistyped(text)

    def test_a_sound_code_is_not(self):
        assert not is_mistyped(f"mã {shown(new_code())}")

    @pytest.mark.parametrize("text", ["", "hay thay mai", "0912345678", "1.001193", "may 100 2000", "MATHAYKTRA", "A00-0000-001"])
    def test_other_words_and_numbers_are_not(self, text):
        assert not is_mistyped(text)
