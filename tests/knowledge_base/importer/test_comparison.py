from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge_base.importer.comparison import check, compare
from knowledge_base.importer.words import note_words
from knowledge_base.records import (
    DocumentCase,
    Fee,
    FeeKind,
    LegalBasis,
    ProcedureRecord,
    ProcessingTime,
    RequiredDocument,
    Source,
    SubmissionKind,
    SubmissionMethod,
    TimeUnit,
)


def record(**changes: Any) -> ProcedureRecord:
    values = {"code": "1.234567", "name": "Cấp bản sao", "sector": "Hộ tịch", "source": Source(title="Cổng"), "as_of": date(2026, 6, 30)}
    return ProcedureRecord.model_validate({**values, **changes})


def with_fees(*fees: Fee, note: str = "") -> ProcedureRecord:
    return record(submission_methods=(SubmissionMethod(kind=SubmissionKind.IN_PERSON, fees=fees, note=note),))


def with_times(*times: ProcessingTime | None, kind: SubmissionKind = SubmissionKind.IN_PERSON, note: str = "") -> ProcedureRecord:
    return record(submission_methods=tuple(SubmissionMethod(kind=kind, processing_time=time, note=note) for time in times))


def with_papers(*papers: RequiredDocument) -> ProcedureRecord:
    return record(required_documents=(DocumentCase(documents=papers),))


def differing(shipped: ProcedureRecord, official: ProcedureRecord) -> list[str]:
    return [difference.field for difference in compare(shipped, official)]


FREE, PAID, WORDS = Fee(amount_vnd=0), Fee(amount_vnd=50_000), Fee(note="Do Hội đồng nhân dân tỉnh quyết định")
FIVE = ProcessingTime(amount=5, unit=TimeUnit.WORKING_DAYS)


class TestNames:
    @pytest.mark.parametrize("official", ["Thủ tục cấp bản sao", "CẤP  BẢN SAO", "Cấp bản sao."])
    def test_case_blanks_and_first_word_do_not_count(self, official: str) -> None:
        assert differing(record(), record(name=official)) == []

    def test_other_name(self) -> None:
        assert differing(record(), record(name="Cấp bản chính")) == ["name"]

    def test_other_code(self) -> None:
        assert differing(record(), record(code="1.000002")) == ["code"]


class TestFees:
    def test_same_amounts_in_any_order_and_kind(self) -> None:
        ours, theirs = with_fees(PAID, FREE), with_fees(FREE, Fee(kind=FeeKind.CHARGE, amount_vnd=50_000))
        assert differing(ours, theirs) == []

    def test_other_amount(self) -> None:
        (difference,) = compare(with_fees(PAID), with_fees(Fee(amount_vnd=70_000)))
        assert str(difference) == "1.234567 – phí, lệ phí: bản kèm theo «50.000 đ», bản chính thức «70.000 đ»"

    def test_reduction_that_only_the_official_words_name_is_ours_to_add(self) -> None:
        official = with_fees(Fee(amount_vnd=50_000, note="Áp dụng 25.000 đồng/hồ sơ đến hết 2026"))
        assert differing(with_fees(PAID, Fee(amount_vnd=25_000)), official) == []
        assert differing(with_fees(PAID), official) == []

    def test_official_amount_may_not_be_left_out(self) -> None:
        official = with_fees(Fee(amount_vnd=50_000, note="Áp dụng 25.000 đồng/hồ sơ đến hết 2026"))
        assert differing(with_fees(Fee(amount_vnd=25_000)), official) == ["fees"]

    def test_amounts_that_stand_in_official_words_alone(self) -> None:
        official = with_fees(Fee(note="Cấp mới 40.000 đồng; cấp lại 1,2 triệu đồng và 2 triệu đồng"))
        assert differing(with_fees(Fee(amount_vnd=40_000), Fee(amount_vnd=2_000_000)), official) == []

    @pytest.mark.parametrize(("ours", "theirs"), [(FREE, WORDS), (WORDS, FREE), (PAID, WORDS), (FREE, PAID)])
    def test_free_and_unspecified_are_not_the_same(self, ours: Fee, theirs: Fee) -> None:
        assert differing(with_fees(ours), with_fees(theirs)) == ["fees"]

    def test_words_added_to_an_official_amount_do_no_harm(self) -> None:
        assert differing(with_fees(FREE, Fee(note="Bản sao thêm thì nộp phí")), with_fees(FREE)) == []

    def test_official_words_beside_an_amount_may_not_be_left_out(self) -> None:
        assert differing(with_fees(FREE), with_fees(FREE, WORDS)) == ["fees"]

    def test_fee_where_the_official_record_gives_none(self) -> None:
        assert differing(with_fees(FREE), with_fees()) == ["fees"]

    def test_number_in_our_own_warning_proves_nothing(self) -> None:
        warning = Fee(note=note_words("time_and_fee_in_one_number", text="140,000 VNĐ"))
        assert differing(with_fees(Fee(amount_vnd=140_000)), with_fees(warning)) == ["fees"]


class TestTimes:
    def test_same_times(self) -> None:
        assert differing(with_times(FIVE), with_times(FIVE)) == []

    def test_other_unit(self) -> None:
        assert differing(with_times(ProcessingTime(amount=5, unit=TimeUnit.DAYS)), with_times(FIVE)) == ["processing_times"]

    def test_missing_official_unit_agrees_with_any(self) -> None:
        assert differing(with_times(FIVE), with_times(ProcessingTime(amount=5))) == []

    def test_time_that_the_official_description_names(self) -> None:
        official = with_times(ProcessingTime(amount=20, unit=TimeUnit.DAYS), note="15 ngày với nhà ở riêng lẻ")
        ours = with_times(ProcessingTime(amount=20, unit=TimeUnit.DAYS), ProcessingTime(amount=15, unit=TimeUnit.DAYS))
        assert differing(ours, official) == []

    def test_empty_official_cell_is_held_against_its_words(self) -> None:
        official = with_times(None, note="Trong 5 ngày làm việc")
        assert differing(with_times(FIVE), official) == []
        assert differing(with_times(ProcessingTime(amount=9, unit=TimeUnit.DAYS)), official) == ["processing_times"]

    def test_other_ways_of_handing_in(self) -> None:
        assert differing(with_times(FIVE), with_times(FIVE, kind=SubmissionKind.ONLINE)) == ["processing_times"]


class TestPapers:
    def test_only_papers_with_a_quantity_count(self) -> None:
        ours = with_papers(RequiredDocument(name="A", originals=1))
        theirs = with_papers(RequiredDocument(name="B", copies=1), RequiredDocument(name="Lời dẫn"))
        assert differing(ours, theirs) == []

    def test_other_number(self) -> None:
        assert differing(with_papers(), with_papers(RequiredDocument(name="A", originals=1))) == ["required_documents"]


class TestLegalBases:
    def test_spellings_of_one_number_agree(self) -> None:
        ours = record(legal_bases=(LegalBasis(document_number="Luật 60/2014/QH13"),))
        assert differing(ours, record(legal_bases=(LegalBasis(document_number="60/2014/QH13"),))) == []

    def test_difference_shows_what_is_missing_on_each_side(self) -> None:
        ours = record(legal_bases=(LegalBasis(document_number="1/2020/NĐ-CP"),))
        (difference,) = compare(ours, record(legal_bases=(LegalBasis(document_number="2/2020/NĐ-CP"),)))
        assert (difference.shipped, difference.official) == ("1/2020/NĐ-CP", "2/2020/NĐ-CP")


class TestCheck:
    def test_difference_without_explanation(self) -> None:
        report = check([with_fees(PAID)], [with_fees(FREE)])
        assert [difference.field for difference in report.unexplained] == ["fees"]
        assert not report.is_clean

    def test_explained_difference(self) -> None:
        shipped = with_fees(PAID).model_copy(update={"differences": {"fees": "Mức mới"}})
        report = check([shipped], [with_fees(FREE)])
        assert [(item.field, item.why) for item in report.explained] == [("fees", "Mức mới")]
        assert report.is_clean

    def test_explanation_without_difference_is_stale(self) -> None:
        shipped = with_fees(PAID).model_copy(update={"differences": {"fees": "Mức mới", "conditions": "Không so"}})
        report = check([shipped], [with_fees(PAID)])
        assert [item.field for item in report.stale] == ["fees"]
        assert not report.is_clean

    def test_explanation_of_words_is_not_stale(self) -> None:
        shipped = with_fees(PAID.model_copy(update={"note": "mỗi hồ sơ"})).model_copy(update={"differences": {"fees": "Thêm đơn vị"}})
        report = check([shipped], [with_fees(PAID)])
        assert [item.field for item in report.of_words] == ["fees"]
        assert report.is_clean

    def test_newest_official_record_counts(self) -> None:
        old = with_fees(FREE).model_copy(update={"as_of": date(2025, 1, 1)})
        assert check([with_fees(PAID)], [with_fees(PAID), old]).is_clean

    def test_code_without_official_record(self) -> None:
        report = check([record()], [])
        assert (report.compared, report.without_official) == (0, ["1.234567"])
        assert not report.is_clean
