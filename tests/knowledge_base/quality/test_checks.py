from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from knowledge_base.quality.checks import CHECKS
from knowledge_base.records import FixedSentence
from tests.knowledge_base.made_up import TODAY, announcement, choice, contact, everyday, faq, method, place, procedure
from tests.knowledge_base.quality.libraries import WORDS, found, keys, library

A, B, C = "1.000001", "1.000002", "1.000003"


def test_every_check_has_its_words_and_finds_nothing_in_nothing() -> None:
    for check in CHECKS:
        assert WORDS.has(f"{check.name}_label")
        assert WORDS.has(f"{check.name}_explains")
        assert list(check.find(library(), WORDS)) == []
    assert len({check.name for check in CHECKS}) == len(CHECKS)


class TestSameNames:
    def test_accents_capitals_and_register_words_make_no_difference(self) -> None:
        shelf = library(procedure(A, "Thủ tục đăng ký khai sinh"), procedure(B, "ĐĂNG KÝ KHAI SINH."), procedure(C, "Đăng ký khai tử"))
        assert [(key, other) for key, _, other in found("same_names", shelf)] == [(A, B)]

    def test_a_question_and_a_procedure_may_share_theirs(self) -> None:
        assert keys("same_names", procedure(A, "Đăng ký khai sinh"), faq("birth", "Đăng ký khai sinh")) == []

    def test_of_three_each_further_one_is_named(self) -> None:
        shelf = library(*(procedure(code, "Đăng ký khai sinh") for code in (A, B, C)))
        assert [(key, other) for key, _, other in found("same_names", shelf)] == [(A, B), (A, C)]


class TestNearNames:
    @pytest.mark.parametrize(
        ("one", "other", "is_near"),
        [
            ("Cấp giấy phép mang vũ khí vào, ra lãnh thổ", "Cấp giấy phép mang vũ khí ra, vào lãnh thổ", True),
            ("Đăng ký việc khai sinh cho trẻ", "Đăng ký khai sinh của trẻ", True),
            ("Đăng ký thường trú", "Đăng ký thươngg trú", True),
            ("Hỗ trợ chi phí thuỷ lợi", "Hỗ trợ chi phí thủy lợi", False),
            ("Cấp giấy phép lái xe", "Cấp lại giấy phép lái xe", False),
            ("Bổ nhiệm thừa phát lại", "Bổ nhiệm lại thừa phát lại", False),
            ("Cấp thẻ nhà báo", "Cấp đổi thẻ nhà báo", False),
            ("Đăng ký khai sinh", "Đăng ký khai tử", False),
            ("Cấp căn cước cho người dưới 14 tuổi", "Cấp căn cước cho người dưới 15 tuổi", False),
            ("Đăng ký khai sinh", "Đăng ký khai sinh", False),
        ],
    )
    def test_near_is_what_no_citizen_would_tell_apart(self, one: str, other: str, *, is_near: bool) -> None:
        assert keys("near_names", procedure(A, one), procedure(B, other)) == ([A] if is_near else [])


class TestSharedNames:
    def test_one_everyday_name_on_two_entries_names_both(self) -> None:
        born, dead = procedure(A, "Khai sinh", aliases=["làm giấy"]), procedure(B, "Khai tử")
        shelf = library(born, dead, everyday(B, "LAM GIAY"), faq("paper", aliases=["làm giấy"]))
        assert found("shared_names", shelf) == [(A, "Cùng mang tên «làm giấy».", B), (A, "Cùng mang tên «làm giấy».", "paper")]

    def test_a_choice_of_that_name_settles_it(self) -> None:
        asked = choice("paper", ("làm giấy",), {A: "Khai sinh", B: "Khai tử"})
        assert keys("shared_names", procedure(A, aliases=["làm giấy"]), procedure(B, "Khai tử", aliases=["làm giấy"]), asked) == []

    def test_the_same_name_twice_on_one_procedure_is_no_matter(self) -> None:
        assert keys("shared_names", procedure(A, aliases=["làm giấy"]), everyday(A, "làm giấy")) == []

    def test_names_of_a_procedure_that_is_not_there_count_for_nothing(self) -> None:
        assert keys("shared_names", procedure(A, aliases=["làm giấy"]), everyday("1.999999", "làm giấy")) == []


class TestMissing:
    def test_fee_time_and_unit(self) -> None:
        bare = procedure(A, submission_methods=[method()])
        free = procedure(B, submission_methods=[method(fees=[{"amount_vnd": 0}], processing_time={"amount": 3})])
        whole = procedure(
            C, submission_methods=[method(), method("online", fees=[{"note": "theo nghị quyết"}], processing_time={"note": "trong ngày"})]
        )
        assert keys("missing_fees", bare, free, whole) == [A]
        assert keys("missing_times", bare, free, whole) == [A]
        assert found("missing_units", library(bare, free, whole)) == [(B, "Chưa có đơn vị: 3", None)]

    def test_a_procedure_without_any_method_says_neither(self) -> None:
        assert keys("missing_fees", procedure()) == keys("missing_times", procedure()) == [A]


class TestDates:
    @pytest.mark.parametrize(("days", "is_found"), [(-1, True), (0, False), (1, False)])
    def test_the_last_day_is_a_day_in_force_and_in_time(self, days: int, *, is_found: bool) -> None:
        for check, field in (("expired", "effective_to"), ("overdue_review", "review_by")):
            dates: dict[str, Any] = {field: TODAY + timedelta(days=days)}
            records = (procedure(**dates), faq(**dates), contact(**dates))
            assert len(keys(check, *records)) == (3 if is_found else 0)


OURS = [method(fees=[{"kind": "fee", "amount_vnd": 10000}])]
THEIRS = [method(fees=[{"kind": "fee", "amount_vnd": 20000}])]


class TestContradicted:
    def test_what_the_newest_import_says_otherwise_is_told_with_both_sides(self) -> None:
        shelf = library(procedure(submission_methods=OURS), imports={A: procedure(submission_methods=THEIRS)})
        [(key, detail, _)] = found("contradicted", shelf)
        assert key == A
        assert "10.000 đ" in detail
        assert "20.000 đ" in detail

    def test_what_is_explained_is_in_order(self) -> None:
        ours = procedure(submission_methods=OURS, differences={"fees": "Nghị quyết của tỉnh"})
        assert found("contradicted", library(ours, imports={A: procedure(submission_methods=THEIRS)})) == []

    def test_without_an_import_there_is_nothing_to_hold_against(self) -> None:
        assert found("contradicted", library(procedure(submission_methods=OURS))) == []


class TestDistrictOffices:
    @pytest.mark.parametrize(
        "text",
        [
            "Nộp tại UBND cấp huyện nơi cư trú.",
            "Nộp tại Ủy ban nhân dân huyện.",
            "Phòng Tư pháp huyện trả kết quả.",
            "Phòng Lao động – Thương binh và Xã hội cấp huyện.",
            "Công an quận, thành phố.",
            "Bảo hiểm xã hội huyện nơi đóng.",
            "Gửi Trung tâm Y tế thị xã.",
            "Bộ phận Một cửa UBND CẤP HUYỆN",
        ],
    )
    def test_an_office_of_a_district_is_named(self, text: str) -> None:
        [(key, detail, _)] = found("district_offices", library(procedure(intake_address=text)))
        assert key == A
        assert text.rstrip(".")[:30] in detail

    @pytest.mark.parametrize(
        "text",
        [
            "Nộp tại UBND xã, phường.",
            "UBND tỉnh quyết định.",
            "Từ 01/7/2025 không còn cấp huyện.",
            "Việc UBND huyện trước đây làm nay do UBND xã làm.",
            "Bỏ cấp huyện thì nộp ở xã.",
            "Quân khu, quân nhân, quận lỵ cũ",
            "Ban Chỉ huy quân sự xã",
            "Khoảng cách từ nhà đến huyện lỵ",
        ],
    )
    def test_what_is_of_the_commune_or_of_the_past_is_not(self, text: str) -> None:
        assert found("district_offices", library(procedure(intake_address=text), faq(answer=text))) == []

    def test_one_finding_a_field_and_letters_put_together_otherwise_are_the_same(self) -> None:
        decomposed = "UBND cấp huye\u0323\u0302n"
        shelf = library(procedure(steps=["UBND huyện nhận", "UBND huyện trả"], conditions=[decomposed]))
        assert [detail.partition(":")[0] for _, detail, _ in found("district_offices", shelf)] == [
            "Trình tự thực hiện",
            "Yêu cầu, điều kiện",
        ]

    def test_level_of_authority_counts_too(self) -> None:
        assert found("district_offices", library(procedure(authority_levels=["district", "commune"]))) == [
            (A, "Cấp thực hiện còn ghi cấp huyện.", None)
        ]

    def test_titles_of_laws_old_places_and_citizens_words_are_left_in_peace(self) -> None:
        law = {"document_number": "1/2020/NĐ-CP", "summary": "về UBND cấp huyện"}
        records = (procedure(legal_bases=[law], aliases=["nộp ubnd huyện"]), place(), everyday(A, "phòng tư pháp huyện"))
        assert found("district_offices", library(*records)) == []


class TestSources:
    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ({"title": "Cổng", "url": ""}, "không có đường dẫn"),
            ({"title": "–", "url": "https://a.vn"}, "không nói lên gì"),
            ({"title": "Cổng", "url": "dichvucong.gov.vn"}, "không mở được"),
            ({"title": "Cổng", "url": "https://a.vn"}, None),
        ],
    )
    def test_a_source_can_be_looked_up(self, source: dict[str, str], said: str | None) -> None:
        for record in (faq(source=source), contact(source=source), announcement(source=source)):
            details = [detail for _, detail, _ in found("unlinked_sources", library(record))]
            assert [bool(said and said in detail) for detail in details] == ([True] if said else [])

    def test_the_portals_page_of_a_procedure_is_one(self) -> None:
        assert keys("unlinked_sources", procedure(source={"title": "Cổng"}, online_url="https://dichvucong.gov.vn/1")) == []


class TestBrokenLinks:
    def test_each_entry_that_leads_there_is_named_with_what_is_wrong(self) -> None:
        records = (faq(answer="Xem https://a.vn/mau."), contact(url="https://a.vn/mau"), procedure(online_url="https://a.vn"))
        shelf = library(*records, broken={"https://a.vn/mau": "không còn trang này"})
        assert found("broken_links", shelf) == [
            ("office-hours", "https://a.vn/mau – không còn trang này", None),
            ("water", "https://a.vn/mau – không còn trang này", None),
        ]


def test_other_kinds_of_records_trouble_no_check() -> None:
    shelf = library(FixedSentence(name="utter_thank", text="Cảm ơn"), place(), choice("x", ("a",), {A: "một", B: "hai"}))
    assert [found(check.name, shelf) for check in CHECKS] == [[] for _ in CHECKS]


@pytest.mark.parametrize("key", [key for check in CHECKS for key in (f"{check.name}_label", f"{check.name}_explains")])
def test_words_are_no_developers_words(key: str) -> None:
    assert not re.search(r"[{}_]|null|None|JSON", WORDS.say(key))
