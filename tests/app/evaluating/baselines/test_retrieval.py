from __future__ import annotations

from collections.abc import Callable, Sequence

import psycopg
import pytest

from app.evaluating.baselines.retrieval import accents_stripped, first_by_bm25, first_by_full_text, with_accents
from core.db import libpq_url

NAMES = {"1.000001": "Đăng ký khai sinh", "1.000002": "Đăng ký kết hôn", "1.000003": "Cấp hộ chiếu phổ thông"}
Spelling = Callable[[str], list[str]]


class TestFirstByBm25:
    @pytest.mark.parametrize("spelling", [with_accents, accents_stripped])
    def test_name_that_shares_most_comes_first_one_for_each_text(self, spelling: Spelling) -> None:
        texts = ["làm giấy khai sinh", "muốn kết hôn", "hộ chiếu"]
        assert first_by_bm25(NAMES, texts, spelling) == ["1.000001", "1.000002", "1.000003"]

    @pytest.mark.parametrize("spelling", [with_accents, accents_stripped])
    @pytest.mark.parametrize("text", ["", "zzz qqq", "👍"])
    def test_nothing_shared_finds_nothing(self, spelling: Spelling, text: str) -> None:
        assert first_by_bm25(NAMES, [text], spelling) == [""]

    def test_text_without_accents_needs_a_spelling_without_them(self) -> None:
        assert first_by_bm25(NAMES, ["ho chieu"], with_accents) == [""]
        assert first_by_bm25(NAMES, ["ho chieu"], accents_stripped) == ["1.000003"]


class TestFirstByFullText:
    def found(self, database_url: str, texts: Sequence[str]) -> list[str]:
        return first_by_full_text(NAMES, texts, database_url)

    def test_name_that_shares_most_comes_first_with_and_without_accents(self, database_url: str) -> None:
        assert self.found(database_url, ["đăng ký khai sinh", "dang ky ket hon", "hộ chiếu"]) == ["1.000001", "1.000002", "1.000003"]

    @pytest.mark.parametrize("text", ["", "zzz qqq", "👍", "' | & ! ( ) :* \\"])
    def test_nothing_shared_finds_nothing_and_no_sign_breaks_it(self, database_url: str, text: str) -> None:
        assert self.found(database_url, [text]) == [""]

    def test_leaves_no_table_behind(self, database_url: str) -> None:
        self.found(database_url, ["khai sinh"])
        with psycopg.connect(libpq_url(database_url)) as connection:
            tables = connection.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'baseline_names'").fetchone()
        assert tables == (0,)
