from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.editing.cleaning import MOST_DEPTH, TooDeep, clean, clean_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style><title>x</title></head>
<body><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p class="MsoNormal"><b>Tờ
khai</b>&nbsp;<span style="color:red">mẫu 01</span><o:p></o:p></p><ul><li>bản chính</li><li>bản sao</li></ul></body></html>"""


class TestCleanText:
    def test_word_is_kept_as_plain_text(self):
        assert clean_text(WORD) == "Tờ khai mẫu 01\n- bản chính\n- bản sao"

    @pytest.mark.parametrize("text", ["thu nhập < 5 triệu và > 2 triệu", "a<b", "1 <2> 3", "R&D", "x &lt; y"])
    def test_what_is_no_tag_stays(self, text):
        assert clean_text(text) == text

    def test_a_script_says_nothing(self):
        assert clean_text("<script>alert(1)</script>Chào <img src=x onerror=alert(1)>") == "Chào"

    def test_accents_typed_apart_are_put_together(self):
        assert clean_text("Hoa\u0300") == "Hoà"

    def test_half_pairs_and_nul_go(self):
        assert clean_text("a\x00b\ud83d") == "ab"

    def test_many_empty_lines_are_one(self):
        assert clean_text("một\n\n \n\nhai") == "một\n\nhai"

    @given(st.text())
    def test_nothing_is_cleaner_than_clean(self, text):
        once = clean_text(text)
        if "<" not in once:
            assert clean_text(once) == once


class TestClean:
    @given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=20))
    def test_what_it_gives_every_database_takes(self, value):
        try:
            kept = clean(value)
        except TooDeep:
            return
        assert "\x00" not in repr(kept)
        assert not any(isinstance(each, float) and not math.isfinite(each) for each in flat(kept))

    def test_names_of_fields_are_cleaned_too(self):
        assert clean({"a\x00": ["<b>x</b>", float("nan")]}) == {"a": ["x", None]}

    def test_what_no_record_nests_is_refused(self):
        deep: list[object] = []
        for _ in range(MOST_DEPTH + 2):
            deep = [deep]
        with pytest.raises(TooDeep):
            clean(deep)


def flat(value):
    return [leaf for each in value for leaf in flat(each)] if isinstance(value, list) else [value]
