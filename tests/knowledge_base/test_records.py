from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from knowledge_base.records import ChoiceRecord, EverydayNames, Fee, ProcedureRecord, ProcessingTime, RequiredDocument, TimeUnit
from tests.knowledge_base.made_up import choice, everyday, faq, method, procedure


class TestCode:
    @pytest.mark.parametrize("code", ["1.001193", "2.000815", "10.123456", "1.000656.000.00.00.H10"])
    def test_official_spellings_are_taken(self, code: str) -> None:
        assert procedure(code).code == code

    def test_blanks_around_are_dropped(self) -> None:
        assert procedure(" 1.001193 ").code == "1.001193"

    @pytest.mark.parametrize("code", ["", "1001193", "1.00119", "1.0011933", "TTHC-1", "1,001193", "1.001193; DROP"])
    def test_anything_else_is_refused(self, code: str) -> None:
        with pytest.raises(ValidationError):
            procedure(code)


class TestProcessingTime:
    def test_number_without_unit_is_taken_as_some_official_records_give_it(self) -> None:
        assert ProcessingTime(amount=5).unit is None

    def test_note_alone_is_enough(self) -> None:
        assert ProcessingTime(note="Ngay trong ngày").amount is None

    @pytest.mark.parametrize("note", ["", "   "])
    def test_neither_number_nor_note_is_refused(self, note: str) -> None:
        with pytest.raises(ValidationError, match="empty_time"):
            ProcessingTime(note=note, unit=TimeUnit.DAYS)

    def test_negative_number_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            ProcessingTime(amount=-1)


class TestFee:
    def test_nothing_to_pay_is_a_number_of_its_own(self) -> None:
        assert Fee(amount_vnd=0).amount_vnd == 0

    def test_note_alone_is_enough(self) -> None:
        assert Fee(note="Theo Nghị quyết của HĐND tỉnh").amount_vnd is None

    def test_neither_amount_nor_note_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="empty_fee"):
            Fee()

    def test_negative_amount_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            Fee(amount_vnd=-20000)


class TestRecord:
    def test_unknown_field_is_refused_so_that_a_typing_error_in_content_is_seen(self) -> None:
        with pytest.raises(ValidationError, match="fees_total"):
            procedure(fees_total=1)

    def test_is_never_changed_once_made(self) -> None:
        record = procedure()
        with pytest.raises(ValidationError):
            record.name = "Tên khác"  # type: ignore[misc]  # what mypy forbids is refused when it runs, too

    @pytest.mark.parametrize("field", ["code", "name", "sector", "source", "as_of"])
    def test_what_every_answer_shows_is_required(self, field: str) -> None:
        given = procedure().model_dump(exclude={field})
        with pytest.raises(ValidationError, match=field):
            ProcedureRecord.model_validate(given)

    def test_empty_document_name_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            RequiredDocument(name=" ")

    def test_comes_back_the_same_from_what_the_database_keeps(self) -> None:
        record = procedure(
            aliases=["làm giấy khai sinh"],
            effective_from=date(2026, 7, 1),
            submission_methods=[
                method("online", processing_time={"amount": 1, "unit": "working_days"}, fees=[{"kind": "charge", "amount_vnd": 5000}])
            ],
            required_documents=[
                {"case": "Có yếu tố nước ngoài", "documents": [{"name": "Tờ khai", "originals": 1}], "notes": ["Bản dịch"]}
            ],
            legal_bases=[{"document_number": "60/2014/QH13", "issued_on": date(2014, 11, 20)}],
            online_level="full",
            differences={"fees": "Cổng không ghi số tiền"},
        )
        assert ProcedureRecord.model_validate(record.model_dump(mode="json")) == record


class TestFaqSlug:
    @pytest.mark.parametrize("slug", ["Giờ-làm-việc", "two words", "-leading", "double--dash", ""])
    def test_only_lower_case_words_joined_by_dashes(self, slug: str) -> None:
        with pytest.raises(ValidationError):
            faq(slug)


class TestEverydayNames:
    def test_names_alone_or_questions_alone_are_enough(self) -> None:
        assert everyday("1.000001", "giấy khai sanh").questions == ()
        assert everyday("1.000001", questions=("làm giấy gì cho bé",)).names == ()

    def test_comes_back_the_same_from_what_the_database_keeps(self) -> None:
        record = everyday("1.000001", "giấy khai sanh", questions=("làm giấy gì cho bé",))
        assert EverydayNames.model_validate(record.model_dump(mode="json")) == record

    @pytest.mark.parametrize("wording", ["", "   "])
    def test_empty_wording_is_refused(self, wording: str) -> None:
        with pytest.raises(ValidationError):
            everyday("1.000001", wording)

    def test_code_is_an_official_one(self) -> None:
        with pytest.raises(ValidationError):
            everyday("khai sinh", "giấy khai sanh")


class TestChoiceRecord:
    def between(self, count: int) -> ChoiceRecord:
        return choice("choice-a", ("nhà có tang",), {f"1.00000{number}": f"Trường hợp {number}" for number in range(1, count + 1)})

    @pytest.mark.parametrize("count", [2, 3, 4])
    def test_offers_two_to_four(self, count: int) -> None:
        assert len(self.between(count).options) == count

    @pytest.mark.parametrize("count", [0, 1, 5])
    def test_fewer_are_no_choice_and_more_are_too_many_to_read(self, count: int) -> None:
        with pytest.raises(ValidationError, match="options"):
            self.between(count)

    def test_without_a_wording_nobody_would_be_asked(self) -> None:
        with pytest.raises(ValidationError, match="names"):
            choice("choice-a", (), {"1.000001": "A", "1.000002": "B"})

    def test_comes_back_the_same_from_what_the_database_keeps(self) -> None:
        record = self.between(3)
        assert ChoiceRecord.model_validate(record.model_dump(mode="json")) == record


class TestIsInForce:
    def test_without_dates_always(self) -> None:
        assert procedure().is_in_force(date(1975, 4, 30))

    def test_first_and_last_day_belong_to_it(self) -> None:
        record = procedure(effective_from=date(2026, 7, 1), effective_to=date(2026, 12, 31))
        assert record.is_in_force(date(2026, 7, 1))
        assert record.is_in_force(date(2026, 12, 31))

    def test_the_days_before_and_after_do_not(self) -> None:
        record = procedure(effective_from=date(2026, 7, 1), effective_to=date(2026, 12, 31))
        assert not record.is_in_force(date(2026, 6, 30))
        assert not record.is_in_force(date(2027, 1, 1))
