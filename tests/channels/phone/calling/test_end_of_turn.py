from __future__ import annotations

import pytest

from channels.phone.calling.end_of_turn import LONG_MS, NUMBER_MS, SHORT_MS, USUAL_MS, patience_ms


@pytest.mark.parametrize(
    "said",
    ["cho tôi hỏi về", "cho tôi hỏi", "tôi muốn làm", "cho em hỏi là", "thủ tục", "đăng ký", "em muốn xin", "tôi ở", "alo", "dạ", "à ờ"],
)
def test_what_is_not_finished_is_waited_for(said):
    assert patience_ms(said) == LONG_MS


@pytest.mark.parametrize(
    "said",
    [
        "làm giấy khai sinh cần giấy tờ gì",
        "lệ phí bao nhiêu tiền",
        "nộp ở đâu",
        "làm thế nào",
        "có được không",
        "gặp tổng đài viên",
        "nghe lại",
        "tiếp đi",
        "đúng rồi",
    ],
)
def test_what_is_finished_is_answered_sooner(said):
    assert patience_ms(said) == SHORT_MS


@pytest.mark.parametrize("said", ["", "làm giấy khai sinh cho con", "tôi bị mất căn cước"])
def test_all_else_has_the_usual_time(said):
    assert patience_ms(said) == USUAL_MS


@pytest.mark.parametrize(
    ("said", "ms"),
    [
        ("số của tôi là không chín một hai", NUMBER_MS),
        ("không chín một hai ba bốn năm", NUMBER_MS),
        ("không chín một hai ba bốn năm sáu bảy tám", SHORT_MS),
        ("0912345678", SHORT_MS),
    ],
)
def test_a_number_is_said_in_groups(said, ms):
    assert patience_ms(said) == ms
