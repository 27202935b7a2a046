from __future__ import annotations

import pytest

from staff.usernames import as_kept


class TestAsKept:
    @pytest.mark.parametrize("typed", ["lan", " Lan ", "LAN"])
    def test_case_and_blanks_around_make_no_difference(self, typed):
        assert as_kept(typed) == "lan"

    @pytest.mark.parametrize("typed", ["lan.nguyen", "ca-1_dem", "a1b", "a" * 32])
    def test_letters_digits_and_a_few_signs_are_a_name(self, typed):
        assert as_kept(typed) == typed

    @pytest.mark.parametrize(
        "typed", ["", "ab", "a" * 33, "lân", "lan nguyen", "lan\x00", "lan\n.", ".lan", "lan.", "@lan", "lan\ud83d", "ｌａｎ"]
    )
    def test_nobody_is_called_anything_else(self, typed):
        assert as_kept(typed) is None
