from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from core.words import Words
from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Link, Note, Paragraph, SourceNote
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.phrasing import money
from knowledge_base.answering.plain_text import plain_text
from knowledge_base.answering.question import Aspect
from knowledge_base.records import FaqRecord, ProcedureRecord
from tests.knowledge_base.made_up import TODAY, faq, method, procedure

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ASKED = [aspect for aspect in Aspect if aspect is not Aspect.OVERVIEW]


def text_of(blocks: list[Block]) -> str:
    return plain_text(blocks, [])


def headings(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


class TestDocuments:
    CASES = procedure(
        required_documents=[
            {"documents": [{"name": "Tờ khai", "originals": 1}], "notes": ["Có thể khai trên mạng."]},
            {"case": "Trẻ bị bỏ rơi", "documents": [{"name": "Biên bản", "originals": 1}, {"name": "Ảnh", "copies": 2}]},
            {"case": "Người ở nước ngoài:", "notes": ["Hỏi cơ quan đại diện."]},
        ]
    )

    def test_every_one_of_every_case_stands_under_its_case(self, composer: Composer) -> None:
        blocks = composer.procedure(self.CASES, [Aspect.DOCUMENTS])
        assert blocks[:-1] == [
            Heading(text="Đăng ký khai sinh"),
            Heading(text="Giấy tờ cần chuẩn bị"),
            Paragraph(text="Ai cũng cần:"),
            BulletList(items=["Tờ khai – 1 bản chính"]),
            Note(text="Có thể khai trên mạng."),
            Paragraph(text="Trẻ bị bỏ rơi:"),
            BulletList(items=["Biên bản – 1 bản chính", "Ảnh – 2 bản sao"]),
            Paragraph(text="Người ở nước ngoài:"),
            Note(text="Hỏi cơ quan đại diện."),
        ]

    def test_one_case_for_all_has_no_title_of_its_own(self, composer: Composer) -> None:
        record = procedure(required_documents=[{"documents": [{"name": "Tờ khai"}]}])
        assert not [block for block in composer.procedure(record, [Aspect.DOCUMENTS]) if isinstance(block, Paragraph)]

    def test_same_paper_in_two_cases_stands_in_both(self, composer: Composer) -> None:
        record = procedure(required_documents=[{"case": case, "documents": [{"name": "Tờ khai"}]} for case in ("Một", "Hai")])
        assert text_of(composer.procedure(record, [Aspect.DOCUMENTS])).count("- Tờ khai") == 2

    def test_none_recorded_is_said_plainly_with_whom_to_call(self, composer: Composer) -> None:
        text = text_of(composer.procedure(procedure(), [Aspect.DOCUMENTS]))
        assert "không ghi thành phần hồ sơ" in text
        assert "1022" in text

    def test_notes_are_shown_even_where_no_paper_is_recorded(self, composer: Composer) -> None:
        record = procedure(required_documents=[{"notes": ["Xem thông báo tuyển sinh của trường."]}])
        text = text_of(composer.procedure(record, [Aspect.DOCUMENTS]))
        assert "không ghi thành phần hồ sơ" in text
        assert "Xem thông báo tuyển sinh của trường." in text


class TestFees:
    def test_each_way_of_handing_in_has_its_own(self, composer: Composer) -> None:
        record = procedure(
            submission_methods=[
                method("in_person", fees=[{"amount_vnd": 20000, "kind": "charge"}]),
                method("online", fees=[{"amount_vnd": 10000, "kind": "charge"}]),
            ]
        )
        text = text_of(composer.procedure(record, [Aspect.FEE]))
        assert "- Trực tiếp: Lệ phí: 20.000 đồng" in text
        assert "- Trực tuyến: Lệ phí: 10.000 đồng" in text

    def test_what_is_the_same_is_said_once_for_all_ways(self, composer: Composer) -> None:
        record = procedure(submission_methods=[method(kind, fees=[{"amount_vnd": 8000}]) for kind in ("in_person", "online", "postal")])
        text = text_of(composer.procedure(record, [Aspect.FEE]))
        assert "Trực tiếp, Trực tuyến, Qua bưu chính: Phí: 8.000 đồng" in text
        assert text.count("8.000") == 1

    @pytest.mark.parametrize("name", ["Hỗ trợ chi phí mai táng", "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng"])
    def test_of_a_benefit_it_is_said_that_the_fee_is_not_what_is_paid_out(self, composer: Composer, name: str) -> None:
        text = text_of(composer.procedure(procedure(name=name), [Aspect.FEE]))
        assert "Số tiền bạn được nhận không có trong bản công bố" in text
        assert "Số tiền bạn được nhận" not in text_of(composer.procedure(procedure(), [Aspect.FEE]))

    def test_several_of_one_way_are_all_shown(self, composer: Composer) -> None:
        fees = [{"amount_vnd": 50000, "note": "Cấp mới"}, {"amount_vnd": 100000, "note": "Cấp lại"}]
        text = text_of(composer.procedure(procedure(submission_methods=[method(fees=fees)]), [Aspect.FEE]))
        assert "50.000 đồng. Cấp mới" in text
        assert "100.000 đồng. Cấp lại" in text

    def test_none_recorded_is_not_taken_for_free_of_charge(self, composer: Composer) -> None:
        text = text_of(composer.procedure(procedure(submission_methods=[method()]), [Aspect.FEE]))
        assert "không ghi mức phí" in text
        assert "Miễn phí" not in text


class TestTimes:
    def test_each_way_of_handing_in_has_its_own(self, composer: Composer) -> None:
        record = procedure(
            submission_methods=[
                method("in_person", processing_time={"amount": 1, "unit": "working_days"}),
                method("postal", processing_time={"amount": 3, "unit": "days"}),
            ]
        )
        text = text_of(composer.procedure(record, [Aspect.TIME]))
        assert "Trực tiếp: 1 ngày làm việc" in text
        assert "Qua bưu chính: 3 ngày" in text

    def test_number_without_unit_says_so(self, composer: Composer) -> None:
        record = procedure(submission_methods=[method(processing_time={"amount": 5})])
        assert "chỉ ghi số 5, không nói rõ là ngày hay giờ" in text_of(composer.procedure(record, [Aspect.TIME]))

    def test_none_recorded_is_said_plainly(self, composer: Composer) -> None:
        assert "không ghi thời hạn" in text_of(composer.procedure(procedure(), [Aspect.TIME]))


class TestPlace:
    RECORD = procedure(
        intake_address="Ủy ban nhân dân xã",
        implementing_agency="Công an xã",
        submission_methods=[method("online", note="Cần tài khoản VNeID."), method("postal"), method("in_person", note="Chụp ảnh tại chỗ.")],
        online_url="https://example.vn/nop",
    )

    def test_address_agency_and_the_ways_that_need_no_visit(self, composer: Composer) -> None:
        text = text_of(composer.procedure(self.RECORD, [Aspect.PLACE]))
        for part in ("Ủy ban nhân dân xã", "Công an xã", "Có thể nộp trực tuyến", "qua bưu chính"):
            assert part in text

    def test_what_is_noted_on_a_way_is_shown(self, composer: Composer) -> None:
        text = text_of(composer.procedure(self.RECORD, [Aspect.PLACE]))
        assert "Trực tuyến: Cần tài khoản VNeID." in text
        assert "Trực tiếp: Chụp ảnh tại chỗ." in text

    @pytest.mark.parametrize("aspect", [Aspect.PLACE, Aspect.ONLINE, Aspect.OVERVIEW])
    def test_page_to_hand_in_is_linked_once(self, composer: Composer, aspect: Aspect) -> None:
        links = [block for block in composer.procedure(self.RECORD, [aspect]) if isinstance(block, Link)]
        assert [link.url for link in links] == ["https://example.vn/nop"]

    def test_none_recorded_is_said_plainly(self, composer: Composer) -> None:
        assert "không ghi nơi nộp" in text_of(composer.procedure(procedure(), [Aspect.PLACE]))


class TestOtherAspects:
    def test_steps_are_numbered_in_order(self, composer: Composer) -> None:
        blocks = composer.procedure(procedure(steps=["Nộp hồ sơ", "Nhận kết quả"]), [Aspect.STEPS])
        assert BulletList(items=["Nộp hồ sơ", "Nhận kết quả"], ordered=True) in blocks

    def test_legal_basis_names_number_and_summary(self, composer: Composer) -> None:
        record = procedure(legal_bases=[{"document_number": "60/2014/QH13", "summary": "Luật Hộ tịch"}, {"document_number": "1/TT"}])
        assert BulletList(items=["60/2014/QH13 – Luật Hộ tịch", "1/TT"]) in composer.procedure(record, [Aspect.LEGAL_BASIS])

    @pytest.mark.parametrize(("level", "phrase"), [("full", "toàn trình"), ("partial", "một phần"), ("information", "chưa nộp được")])
    def test_how_much_can_be_done_online(self, composer: Composer, level: str, phrase: str) -> None:
        assert phrase in text_of(composer.procedure(procedure(online_level=level), [Aspect.ONLINE]))

    def test_forms_conditions_and_outcome(self, composer: Composer) -> None:
        record = procedure(form_templates=[{"name": "Mẫu 01"}], conditions=["Đủ 18 tuổi"], outcome="Giấy khai sinh")
        text = text_of(composer.procedure(record, [Aspect.FORM, Aspect.CONDITIONS, Aspect.OUTCOME]))
        for part in ("Mẫu 01", "Đủ 18 tuổi", "Giấy khai sinh"):
            assert part in text


class TestProcedure:
    @pytest.mark.parametrize("aspect", ASKED)
    def test_field_that_is_missing_says_so_plainly(self, composer: Composer, aspect: Aspect) -> None:
        blocks = composer.procedure(procedure(), [aspect])
        assert "Bản công bố không" in text_of(blocks)
        assert len(headings(blocks)) == 2

    def test_several_aspects_are_all_answered_in_a_fixed_order_each_once(self, composer: Composer) -> None:
        asked = [Aspect.FEE, Aspect.DOCUMENTS, Aspect.FEE]
        titles = headings(composer.procedure(procedure(), asked))
        assert titles == ["Đăng ký khai sinh", "Giấy tờ cần chuẩn bị", "Phí, lệ phí"]

    def test_nothing_asked_is_an_overview_that_says_what_is_missing(self, composer: Composer) -> None:
        blocks = composer.procedure(procedure(summary="Ghi tên trẻ."), [])
        assert Paragraph(text="Ghi tên trẻ.") in blocks
        facts = next(block for block in blocks if isinstance(block, Facts))
        assert [row.label for row in facts.rows] == ["Thời hạn giải quyết", "Phí, lệ phí", "Nơi nộp hồ sơ"]
        assert all("không ghi" in row.value for row in facts.rows)

    @pytest.mark.parametrize("aspect", list(Aspect))
    def test_ends_with_source_decision_and_date(self, composer: Composer, aspect: Aspect) -> None:
        source = composer.procedure(procedure(decision_number="163/QĐ-BTP"), [aspect])[-1]
        assert isinstance(source, SourceNote)
        assert (source.title, source.decision_number, source.as_of) == ("Cổng Dịch vụ công quốc gia", "163/QĐ-BTP", "30/06/2026")

    def test_does_not_change_from_one_time_to_the_next(self, composer: Composer) -> None:
        record = TestDocuments.CASES
        assert composer.procedure(record, []) == composer.procedure(record, [])


class TestValidity:
    @pytest.mark.parametrize(
        ("dates", "said"),
        [
            ({"effective_to": YESTERDAY}, "đã hết hiệu lực sau ngày 19/11/2026"),
            ({"effective_from": TOMORROW}, "chỉ áp dụng từ 21/11/2026"),
            ({"review_by": YESTERDAY}, "đã quá hạn rà soát (19/11/2026)"),
            ({"effective_to": YESTERDAY, "review_by": YESTERDAY}, "đã hết hiệu lực"),
        ],
    )
    def test_what_is_out_of_date_is_said_before_all_else(self, composer: Composer, dates: dict[str, Any], said: str) -> None:
        for blocks in (composer.procedure(procedure(**dates), []), composer.faq(faq(**dates))):
            assert isinstance(blocks[0], Heading)
            assert isinstance(blocks[1], Note)
            assert said in blocks[1].text

    @pytest.mark.parametrize("dates", [{}, {"effective_from": TODAY, "effective_to": TODAY}, {"review_by": TODAY}])
    def test_nothing_is_said_while_it_holds(self, composer: Composer, dates: dict[str, Any]) -> None:
        assert not [block for block in composer.procedure(procedure(**dates), []) if isinstance(block, Note)]

    def test_the_day_is_asked_anew_for_each_answer(self, words: Words) -> None:
        days = [TODAY]
        composer, record = Composer(words, lambda: days[-1]), procedure(effective_to=TODAY)
        before = text_of(composer.procedure(record, []))
        days.append(TOMORROW)
        after = text_of(composer.procedure(record, []))
        assert "hết hiệu lực" not in before
        assert "hết hiệu lực" in after


class TestFaq:
    def test_lines_become_paragraphs_and_dashes_become_lists(self, composer: Composer) -> None:
        blocks = composer.faq(faq(answer="Có hai cách:\n- Một\n- Hai\n\nGọi 1022.\n- Ba"))
        assert blocks[1:-1] == [
            Paragraph(text="Có hai cách:"),
            BulletList(items=["Một", "Hai"]),
            Paragraph(text="Gọi 1022."),
            BulletList(items=["Ba"]),
        ]

    def test_ends_with_its_source(self, composer: Composer) -> None:
        assert composer.faq(faq())[-1] == SourceNote(title="Cổng Dịch vụ công quốc gia", url="https://example.vn/nguon", as_of="30/06/2026")


class TestShippedContent:
    """Nothing of a shipped record is left out of the answers made from it."""

    def test_every_document_of_every_case_appears(self, composer: Composer, procedures: list[ProcedureRecord]) -> None:
        for record in procedures:
            blocks = composer.procedure(record, [Aspect.DOCUMENTS])
            items = [item for block in blocks if isinstance(block, BulletList) for item in block.items]
            papers = [paper.name.rstrip(" .;") for case in record.required_documents for paper in case.documents]
            assert len(items) == len(papers)
            assert all(item.startswith(name) for item, name in zip(items, papers, strict=True))
            texts = Counter(block.text for block in blocks if isinstance(block, Note))
            assert not Counter(note for case in record.required_documents for note in case.notes) - texts

    def test_every_amount_and_note_of_the_fees_appears(self, composer: Composer, procedures: list[ProcedureRecord]) -> None:
        for record in procedures:
            text = text_of(composer.procedure(record, [Aspect.FEE]))
            for item in (item for way in record.submission_methods for item in way.fees):
                assert item.note.rstrip(". ") in text
                assert not item.amount_vnd or money(item.amount_vnd) in text

    def test_every_step_condition_law_and_note_on_handing_in_appears(self, composer: Composer, procedures: list[ProcedureRecord]) -> None:
        for record in procedures:
            text = text_of(composer.procedure(record, ASKED))
            laws = [basis.document_number for basis in record.legal_bases]
            notes = [way.note for way in record.submission_methods]
            assert [part for part in [*record.steps, *record.conditions, *laws, *notes, record.outcome] if part not in text] == []

    def test_every_line_of_the_common_questions_appears(self, composer: Composer, faqs: list[FaqRecord]) -> None:
        for record in faqs:
            text = text_of(composer.faq(record))
            assert [line for line in record.answer.splitlines() if line.removeprefix("- ").strip() not in text] == []


class TestBeside:
    RECORD = procedure(
        intake_address="Ủy ban nhân dân xã",
        required_documents=[{"documents": [{"name": "Tờ khai"}]}],
        submission_methods=[method(processing_time={"amount": 1, "unit": "working_days"}, fees=[{"amount_vnd": 8000}])],
    )

    def test_stands_in_short_facts_behind_what_was_asked(self, composer: Composer) -> None:
        blocks = composer.procedure(self.RECORD, [Aspect.DOCUMENTS], [Aspect.TIME, Aspect.FEE, Aspect.PLACE])
        facts = next(block for block in blocks if isinstance(block, Facts))
        assert blocks.index(facts) > blocks.index(BulletList(items=["Tờ khai"]))
        assert [row.label for row in facts.rows] == ["Thời hạn giải quyết", "Phí, lệ phí", "Nơi nộp hồ sơ"]

    def test_papers_told_beside_are_whole(self, composer: Composer) -> None:
        text = text_of(composer.procedure(self.RECORD, [Aspect.CONDITIONS], [Aspect.DOCUMENTS]))
        assert "- Tờ khai" in text
