from __future__ import annotations

import pytest

from vntext.forms_in_context import expand_forms_in_context


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nhập hk cho vợ", "nhập hộ khẩu cho vợ"),
        ("có mất phí hk?", "có mất phí không?"),
        ("đk kh cần gì", "đk kết hôn cần gì"),
        ("đổi cc gắn chip", "đổi căn cước gắn chip"),
        ("lên ca phường", "lên công an phường"),
        ("thẻ bh y tế", "thẻ bảo hiểm y tế"),
    ],
)
def test_neighbours_tell_what_a_short_form_stands_for(typed, meant):
    assert expand_forms_in_context(typed) == meant


@pytest.mark.parametrize("text", ["", "cc", "ca vet xe", "làm ca đêm", "bh đi đâu", "đi kh vậy", "hk là gì\nhk"])
def test_without_such_a_neighbour_it_stays(text):
    assert expand_forms_in_context(text).replace("không", "hk") == text
