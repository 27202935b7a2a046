from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from channels.zalo.splitting import MOST_CHARACTERS, length_of, split

_PIECES = st.sampled_from(
    ["Hộ chiếu", "phường Bình Phước", "1. ", "2. ", "- ", ". ", "? ", ": ", "\n", "\n\n", " \n \n", "🙂", "x" * 30, "ệ"]
)
_TEXTS = st.lists(_PIECES, max_size=60).map("".join)


def bare(text: str) -> str:
    return "".join(text.split())


@given(_TEXTS | st.text(max_size=400), st.integers(min_value=2, max_value=90))
def test_the_parts_together_hold_everything_and_each_is_short_enough(text, limit):
    parts = split(text, limit)
    assert bare("".join(parts)) == bare(unicodedata.normalize("NFC", text))
    assert all(0 < length_of(part) <= limit for part in parts)


@given(_TEXTS)
def test_a_text_that_fits_is_one_message(text):
    whole = unicodedata.normalize("NFC", text).strip()
    assert split(text, 10_000) == ([whole] if whole else [])


@given(st.lists(st.text(alphabet="abcd ", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=30))
def test_lines_that_fit_are_never_cut(lines):
    parts = split("\n".join(lines), 25)
    assert [line.strip() for part in parts for line in part.splitlines()] == [line.strip() for line in lines]


class TestWhereItCuts:
    def test_letters_are_composed_before_they_are_counted(self):
        decomposed = unicodedata.normalize("NFD", "ế" * MOST_CHARACTERS)
        assert len(decomposed) > 2 * MOST_CHARACTERS
        assert split(decomposed) == ["ế" * MOST_CHARACTERS]

    def test_one_character_too_many_makes_two_parts(self):
        assert [len(part) for part in split("a" * (MOST_CHARACTERS + 1))] == [MOST_CHARACTERS, 1]

    def test_between_blocks_rather_than_within_one(self):
        assert split("a b c\n\nd e f\n\ng h i", 12) == ["a b c\n\nd e f", "g h i"]

    def test_between_items_rather_than_within_one(self):
        items = [f"- giấy tờ số {number}" for number in range(1, 7)]
        parts = split("\n".join(items), 40)
        assert [line for part in parts for line in part.splitlines()] == items

    def test_between_sentences_rather_than_within_one(self):
        assert split("Nộp tại phường. Mang theo căn cước. Lệ phí 5.000 đồng.", 36) == [
            "Nộp tại phường. Mang theo căn cước.",
            "Lệ phí 5.000 đồng.",
        ]

    def test_a_number_is_not_left_without_its_item(self):
        text = "1. Tờ khai theo mẫu quy định\n2. Căn cước của người yêu cầu"
        assert split(text, 30) == ["1. Tờ khai theo mẫu quy định", "2. Căn cước của người yêu cầu"]

    def test_a_question_keeps_its_choices(self):
        question = "Bạn hỏi về thủ tục nào?"
        choices = "1. Đăng ký khai sinh\n2. Đăng ký kết hôn"
        parts = split(f"{'Một đoạn dài. ' * 4}\n\n{question}\n\n{choices}", 90)
        assert parts[-1] == f"{question}\n\n{choices}"

    def test_a_question_keeps_choices_that_are_led_to(self):
        choices = "Muốn chọn, nhắn số:\n1. Hỏi máy tiếp"
        parts = split(f"{'Một đoạn dài. ' * 3}\n\nBạn đang chờ.\n\n{choices}", 60)
        assert parts[-1] == f"Bạn đang chờ.\n\n{choices}"

    def test_a_heading_goes_with_what_it_is_about(self):
        parts = split(f"{'câu ' * 8}\n\nLỆ PHÍ\n\nNăm nghìn đồng.", 45)
        assert parts[-1] == "LỆ PHÍ\n\nNăm nghìn đồng."

    def test_nothing_is_nothing(self):
        assert split(" \n ") == []
