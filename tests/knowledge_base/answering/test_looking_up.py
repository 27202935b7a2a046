from __future__ import annotations

import pytest

from knowledge_base.answering.looking_up import LookingUp
from knowledge_base.knowledge import build_knowledge
from tests.knowledge_base.answering.conftest import BIRTH, COMPLAINT, HOURS, PASSPORT, Holding
from tests.knowledge_base.made_up import TODAY, procedure, published


@pytest.fixture(scope="module")
def looking_up(town, words):
    return LookingUp(Holding(town), words, lambda: TODAY)


class TestFind:
    @pytest.mark.parametrize("text", ["làm giấy khai sinh", "lam giay khai sinh", "Đăng ký khai sinh"])
    def test_the_best_comes_first_with_or_without_accents(self, looking_up, text):
        found = looking_up.find(text)[0]
        assert (found.procedure_code, found.name, found.sector) == (BIRTH.code, "Đăng ký khai sinh", "Hộ tịch")

    @pytest.mark.parametrize("code", [PASSPORT.code, f"  {PASSPORT.code} "])
    def test_a_code_finds_that_procedure_alone(self, looking_up, code):
        assert [found.procedure_code for found in looking_up.find(code)] == [PASSPORT.code]

    def test_gives_the_whole_answer_in_plain_words_with_its_source(self, looking_up):
        found = looking_up.find(BIRTH.code)[0]
        assert "Giấy chứng sinh" in found.text
        assert found.source_url == "https://example.vn/nguon"
        assert "Cổng Dịch vụ công quốc gia" in found.text
        assert found.blocks[0].model_dump()["kind"] == "heading"

    def test_a_common_question_has_no_code(self, looking_up):
        found = looking_up.find("giờ hành chính của xã")[0]
        assert (found.procedure_code, found.sector, found.name) == ("", "", HOURS.question)
        assert "Sáng 7 giờ 30" in found.text

    def test_finds_what_is_asked_and_nothing_else(self, looking_up):
        assert looking_up.find("đơn khiếu nại gửi ở đâu")[0].name == COMPLAINT.question

    @pytest.mark.parametrize("text", ["", "   ", "?!", "zzzz qqqq"])
    def test_finds_nothing_where_nothing_fits(self, looking_up, text):
        assert looking_up.find(text) == []

    def test_gives_six_at_most(self, words):
        many = published(*(procedure(f"1.00010{number}", f"Cấp giấy phép loại {number}") for number in range(9)))
        looking_up = LookingUp(Holding(build_knowledge(1, many)), words, lambda: TODAY)
        assert len(looking_up.find("cấp giấy phép")) == 6


class TestParts:
    def test_each_is_told_apart_with_name_and_source(self, looking_up):
        found = looking_up.find(BIRTH.code)[0]
        parts = {part.aspect: part.text for part in found.parts}
        assert list(parts)[:4] == ["documents", "fee", "time", "place"]
        assert "Giấy chứng sinh" in parts["documents"]
        assert "Giấy chứng sinh" not in parts["fee"]
        assert all(text.startswith("ĐĂNG KÝ KHAI SINH") and "Nguồn: " in text for text in parts.values())

    def test_what_the_record_is_silent_about_is_no_part(self, words):
        bare = procedure("1.000100", "Cấp giấy phép")
        found = LookingUp(Holding(build_knowledge(1, published(bare))), words, lambda: TODAY).find(bare.code)[0]
        assert not bare.steps
        assert "steps" not in {part.aspect for part in found.parts}

    def test_a_common_question_has_none(self, looking_up):
        assert looking_up.find("giờ hành chính của xã")[0].parts == []


class TestProcedureOrNear:
    def codes(self, looking_up, given):
        return [found.procedure_code for found in looking_up.procedure_or_near(given)]

    def test_a_code_that_there_is_names_that_alone(self, looking_up):
        found = looking_up.procedure_or_near(f" {BIRTH.code} ")
        assert [(each.procedure_code, each.name) for each in found] == [(BIRTH.code, "Đăng ký khai sinh")]

    def test_a_mistyped_code_names_the_nearest_first(self, looking_up):
        near = self.codes(looking_up, f"{BIRTH.code}1")
        assert near[0] == BIRTH.code
        assert len(near) <= 3

    def test_words_name_what_they_find(self, looking_up):
        assert self.codes(looking_up, "làm giấy khai sinh")[0] == BIRTH.code

    @pytest.mark.parametrize("given", ["", "zzzz qqqq"])
    def test_nothing_is_near_nothing(self, looking_up, given):
        assert self.codes(looking_up, given) == []


class TestSectors:
    def test_each_once_in_order(self, looking_up):
        assert looking_up.sectors() == sorted({"Hộ tịch", "Xuất nhập cảnh", "Bảo trợ xã hội", "Xây dựng", "Giáo dục"})

    def test_none_when_nothing_is_published(self, words):
        assert LookingUp(Holding(build_knowledge(1, [])), words, lambda: TODAY).sectors() == []
