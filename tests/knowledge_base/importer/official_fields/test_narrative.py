from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.importer.official_fields.narrative import split_conditions, split_steps
from knowledge_base.importer.official_fields.text import clean


class TestSteps:
    def test_numbered_steps_lose_their_number(self) -> None:
        assert split_steps("- Bước 1: Nộp hồ sơ.\n- Bước 2: Nhận kết quả.") == ("Nộp hồ sơ.", "Nhận kết quả.")

    def test_steps_on_one_line_are_parted(self) -> None:
        assert split_steps("+ Bước 1: Nộp hồ sơ. + Bước 2: Chờ. Bước 3: Nhận.") == ("Nộp hồ sơ.", "Chờ.", "Nhận.")

    def test_lines_of_a_step_stay_with_it(self) -> None:
        assert split_steps("Bước 1: Nộp:\n- tờ khai;\n- ảnh.\nBước 2: Nhận.") == ("Nộp:\n- tờ khai;\n- ảnh.", "Nhận.")

    def test_numbers_stay_where_they_start_again(self) -> None:
        assert split_steps("Ở xã\nBước 1: A\nỞ tỉnh\nBước 1: B") == ("Ở xã", "Bước 1: A\nỞ tỉnh", "Bước 1: B")

    def test_without_steps_each_paragraph_is_one(self) -> None:
        assert split_steps("- Nộp hồ sơ. - Chờ xét.\na) Nhận kết quả.") == ("Nộp hồ sơ.", "Chờ xét.", "a) Nhận kết quả.")

    def test_sub_items_join_what_they_belong_to(self) -> None:
        assert split_steps("Nộp một trong:\n- hộ chiếu\n- căn cước\nNhận kết quả.\n+ trực tiếp") == (
            "Nộp một trong:\n- hộ chiếu\n- căn cước",
            "Nhận kết quả.\n+ trực tiếp",
        )

    def test_line_broken_inside_a_sentence_is_whole_again(self) -> None:
        assert split_steps("Học viên gửi hồ sơ\ngửi Cục Đăng kiểm.- Cục trả lời.") == (
            "Học viên gửi hồ sơ gửi Cục Đăng kiểm.",
            "Cục trả lời.",
        )

    @given(st.text(alphabet="Bước 123:.-+abĐn\n", max_size=120))
    def test_nothing_is_dropped_but_step_numbers(self, text: str) -> None:
        def letters(words: str) -> str:
            return re.sub(r"[\W\d_]", "", words.replace("Bước", ""))

        assert letters("".join(split_steps(text))) == letters(clean(text))


class TestConditions:
    @pytest.mark.parametrize(
        "text",
        [
            "Không",
            "Không có thông tin",
            "không có.",
            "KHÔNG QUY ĐỊNH",
            "Không có yêu cầu, điều kiện!",
            "",
            ".",
            "Không có thông tinTừ khóaXMô tảY",
        ],
    )
    def test_none(self, text: str) -> None:
        assert split_conditions(text) == ()

    def test_one_a_paragraph(self) -> None:
        assert split_conditions("- Đủ 18 tuổi;\n- Không vi phạm.") == ("Đủ 18 tuổi;", "Không vi phạm.")

    def test_denial_that_says_more_is_a_condition(self) -> None:
        assert split_conditions("Không thuộc trường hợp bị cấm.") == ("Không thuộc trường hợp bị cấm.",)
