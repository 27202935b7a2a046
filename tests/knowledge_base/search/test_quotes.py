from __future__ import annotations

import pytest

from knowledge_base.search.quotes import Quote, Quotes

QUOTES = Quotes([("a", "nhà đèn an lộc"), ("b", "bản án"), ("c", "an lộc"), ("a", "sửa đồng hồ nước"), ("b", "sửa đồng hồ nước")])


def test_lines_within_a_message_come_longest_first_with_what_stands_beside_them() -> None:
    assert QUOTES.within("Cho hỏi nhà đèn An Lộc ở đâu") == [
        Quote(("a",), "nha den an loc", "cho hỏi", "ở đâu"),
        Quote(("c",), "an loc", "cho hỏi nhà đèn", "ở đâu"),
    ]


def test_one_line_of_several_entries_names_them_all() -> None:
    assert QUOTES.within("sửa đồng hồ nước")[0].keys == ("a", "b")
    assert QUOTES.within("sửa đồng hồ nước")[0].is_whole


@pytest.mark.parametrize(("text", "is_found"), [("bản án", True), ("ban an", True), ("bản an", True), ("bạn ăn", False)])
def test_accents_that_were_typed_must_be_those_of_the_line(text: str, is_found: bool) -> None:
    assert bool(QUOTES.within(text)) is is_found


@pytest.mark.parametrize(
    ("before", "after", "only_asks"),
    [("", "", True), ("cho em hỏi", "cần giấy tờ gì vậy ạ", True), ("", "online được không", True), ("hàng xóm", "cắn người", False)],
)
def test_question_phrases_beside_a_line_add_nothing_to_it(before: str, after: str, only_asks: bool) -> None:
    assert Quote(("a",), "nuoi cho", before, after).only_asks is only_asks


def test_a_story_is_no_quote() -> None:
    assert QUOTES.within("bản án " + "hôm qua " * 40) == []
