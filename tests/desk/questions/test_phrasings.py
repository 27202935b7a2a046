from __future__ import annotations

import pytest

from desk.questions.phrasings import is_name, publishable


def test_masks_blanks_and_marks_go():
    assert publishable(["tôi tên [tên] hỏi thẻ học nghề?", "gọi [số điện thoại]"]) == ["tôi tên hỏi thẻ học nghề", "gọi"]


def test_the_same_without_accents_is_the_same():
    assert publishable(["Đèn đường", "den duong", "đèn  đường!"]) == ["Đèn đường"]


def test_nothing_is_left_out_quietly_but_what_is_empty():
    assert publishable(["", "[tên]", "?", "đốt rác"]) == ["đốt rác"]


@pytest.mark.parametrize("said", ["giấy độc thân", "đèn đường hư", "thẻ học nghề bộ đội"])
def test_a_few_words_are_a_name(said):
    assert is_name(said)


@pytest.mark.parametrize("said", ["giấy độc thân làm ở đâu", "cho em hỏi đèn đường", "đèn đường trước nhà em hư cả tháng nay rồi"])
def test_a_question_or_a_long_sentence_is_none(said):
    assert not is_name(said)
