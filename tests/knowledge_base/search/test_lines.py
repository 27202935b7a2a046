from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.search.lines import LINE_FEATURES, LineReadings, LineTable
from knowledge_base.search.query import prepare
from knowledge_base.search.searchables import Searchable

BIRTH = Searchable("birth", "Đăng ký khai sinh", ("làm giấy khai sinh",), content="Giấy chứng sinh")
PASSPORT = Searchable("passport", "Cấp hộ chiếu phổ thông", ("hộ chiếu nước ngoài",))
WORDS = ["đăng", "ký", "làm", "giấy", "khai", "sinh", "cấp", "hộ", "chiếu", "phổ", "thông", "nước", "ngoài", "chứng", "zzz"]


def compared(text: str) -> dict[str, dict[str, float]]:
    rows = LineTable([BIRTH, PASSPORT]).compare(prepare(text), np.array([0, 1]))
    return {key: dict(zip(LINE_FEATURES, row, strict=True)) for key, row in zip(("birth", "passport"), rows, strict=True)}


class TestCompare:
    def test_a_name_said_word_for_word_is_all_of_the_question_and_of_the_line(self) -> None:
        found = compared("đăng ký khai sinh")["birth"]
        assert [found[name] for name in ("line_recall", "line_precision", "line_both", "name_recall", "union_recall")] == [1, 1, 1, 1, 1]
        assert found["missing_word"] == 0

    def test_an_everyday_name_within_a_longer_question_is_held(self) -> None:
        assert compared("em xin hộ chiếu nước ngoài cho bé gái")["passport"]["held_name"] > 0
        assert compared("em xin hộ chiếu nước ngoài cho bé gái")["birth"]["held_name"] == 0

    def test_a_word_of_the_content_is_not_missing(self) -> None:
        assert compared("chứng sinh")["birth"]["missing_word"] < compared("chứng sinh")["passport"]["missing_word"]

    def test_what_a_line_says_beyond_the_question_costs_precision_and_no_recall(self) -> None:
        found = compared("khai sinh")["birth"]
        assert found["line_recall"] == found["name_recall"] == 1
        assert found["line_precision"] < 1

    def test_what_a_question_says_beyond_the_line_costs_recall_and_no_precision(self) -> None:
        found = compared("đăng ký khai sinh màu tím")["birth"]
        assert found["line_recall"] < 1
        assert found["line_precision"] == found["name_precision"] == 1

    def test_the_official_name_is_told_apart_from_everyday_names(self) -> None:
        found = compared("hộ chiếu nước ngoài")["passport"]
        assert found["line_both"] == 1
        assert found["name_recall"] < 1

    def test_words_spread_over_several_lines_are_all_known_to_the_entry(self) -> None:
        found = compared("đăng ký giấy chứng sinh")["birth"]
        assert found["line_recall"] < found["union_recall"] == 1

    def test_order_of_words_counts(self) -> None:
        assert compared("đăng ký khai sinh")["birth"]["line_recall"] > compared("sinh khai ký đăng")["birth"]["line_recall"]

    def test_one_word_alone_is_no_held_name(self) -> None:
        table = LineTable([Searchable("one", "Visa"), Searchable("two", "Cấp visa")])
        rows = table.compare(prepare("xin cấp visa du lịch"), np.array([0, 1]))
        held = rows[:, LINE_FEATURES.index("held_name")]
        assert held[0] == 0 < held[1]

    def test_rows_come_as_they_were_asked_for(self) -> None:
        table = LineTable([BIRTH, PASSPORT])
        query = prepare("đăng ký khai sinh")
        assert (table.compare(query, np.array([1, 0])) == table.compare(query, np.array([0, 1]))[::-1]).all()

    @given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
    def test_every_figure_lies_between_none_and_one(self, text: str) -> None:
        for figures in compared(text).values():
            assert all(-1e-9 <= figure <= 1 + 1e-9 for figure in figures.values())


class TestLineReadings:
    def test_an_unchanged_entry_is_not_read_again(self) -> None:
        readings = LineReadings()
        first = readings.of([BIRTH, PASSPORT])
        again = readings.of([PASSPORT, BIRTH])
        assert again[0] is first[1]
        assert again[1] is first[0]

    def test_a_changed_entry_is_read_anew(self) -> None:
        readings = LineReadings()
        (before,) = readings.of([BIRTH])
        (after,) = readings.of([Searchable("birth", "Đăng ký khai sinh", ("khai sinh cho con",), content="Giấy chứng sinh")])
        assert readings.numbers["con"] in after.everything
        assert readings.numbers["con"] not in before.everything

    def test_what_is_no_longer_published_is_forgotten(self) -> None:
        readings = LineReadings()
        (before,) = readings.of([BIRTH])
        readings.of([PASSPORT])
        assert readings.of([BIRTH])[0] is not before

    def test_a_table_of_kept_readings_compares_like_a_new_one(self) -> None:
        readings, query, rows = LineReadings(), prepare("làm hộ chiếu nước ngoài"), np.array([0, 1])
        LineTable([PASSPORT], readings)
        assert (LineTable([BIRTH, PASSPORT], readings).compare(query, rows) == LineTable([BIRTH, PASSPORT]).compare(query, rows)).all()
