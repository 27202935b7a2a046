from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge_base.answering.composing import blocks_of_places
from knowledge_base.answering.previewing import Previewer
from knowledge_base.editing.cleaning import TooDeep
from knowledge_base.models import EntryKind
from knowledge_base.records import Announcement, ContactRecord
from tests.knowledge_base.answering.conftest import BIRTH, COMPLAINT, DEATH, Holding
from tests.knowledge_base.made_up import place

SOURCE = {"title": "Danh bạ tỉnh"}


@pytest.fixture
def preview(town, composer):
    given = {"hotline_number": "1022", "province_name": "tỉnh Mẫu"}
    previewer = Previewer(Holding(town), composer, lambda: datetime(2026, 11, 20, 5, tzinfo=UTC), given)

    def preview(kind, raw):
        return previewer.preview(EntryKind(kind), raw)

    return preview


def texts(shown):
    return [block.text for block in shown.blocks if hasattr(block, "text")]


class TestPreview:
    def test_a_procedure_is_answered_as_a_citizen_would_hear_it(self, preview, composer):
        raw = BIRTH.model_dump(mode="json") | {"name": "Đăng ký khai sinh mới"}
        shown = preview("procedure", raw)
        assert shown.blocks == composer.procedure(BIRTH.model_copy(update={"name": "Đăng ký khai sinh mới"}), [])
        assert shown.problems == []
        assert shown.text.startswith("ĐĂNG KÝ KHAI SINH MỚI")
        assert shown.phone.startswith("Đăng ký khai sinh mới.")

    def test_a_faq_too(self, preview, composer):
        assert preview("faq", COMPLAINT.model_dump(mode="json")).blocks == composer.faq(COMPLAINT)

    def test_a_long_one_is_cut_as_answers_are(self, preview):
        shown = preview("procedure", BIRTH.model_dump(mode="json") | {"steps": [f"Bước {number} " + "x" * 400 for number in range(20)]})
        assert shown.options == [{"label": "Xem tiếp", "value": "Xem tiếp"}]

    def test_what_is_wrong_is_said_and_the_rest_is_shown(self, preview):
        raw = BIRTH.model_dump(mode="json") | {"submission_methods": [{"kind": "in_person", "fees": [{"amount_vnd": "tám nghìn"}]}]}
        shown = preview("procedure", raw)
        assert [problem.path for problem in shown.problems] == ["submission_methods.0.fees.0.amount_vnd"]
        assert "Giấy tờ cần chuẩn bị" in texts(shown)

    def test_what_says_too_little_shows_nothing(self, preview):
        shown = preview("procedure", {"name": "Khai sinh"})
        assert (shown.blocks, shown.text, shown.phone) == ([], "", "")
        assert {problem.path for problem in shown.problems} == {"code", "sector", "source", "as_of"}

    def test_everyday_names_show_the_procedure_they_lead_to(self, preview):
        assert texts(preview("everyday_names", {"code": BIRTH.code, "names": ["giấy khai sinh"]}))[0] == BIRTH.name
        assert preview("everyday_names", {"code": "9.000000"}).blocks == []

    def test_a_choice_asks_back_with_what_is_published(self, preview):
        options = [{"code": BIRTH.code, "label": "Sinh"}, {"code": DEATH.code, "label": "Tử"}, {"code": "9.000000", "label": "Khác"}]
        shown = preview("choice", {"slug": "a", "question": "Sinh hay tử?", "names": ["giấy"], "options": options})
        assert [option["label"] for option in shown.options] == ["Sinh", "Tử"]
        assert "1. Sinh\n2. Tử" in shown.text

    @pytest.mark.parametrize(
        ("kind", "raw", "said"),
        [
            (
                "contact",
                {"slug": "a", "name": "Công an xã", "phone": "113", "url": "https://a.vn", "source": SOURCE, "as_of": "2026-07-01"},
                "Điện thoại: 113",
            ),
            (
                "announcement",
                {
                    "slug": "a",
                    "title": "Lũ",
                    "text": "Cấm đường.",
                    "starts_at": "2026-11-19T08:00:00+07:00",
                    "ends_at": "2026-12-20T12:00:00+07:00",
                    "source": SOURCE,
                },
                "Cấm đường.",
            ),
            ("fixed_sentence", {"name": "utter_thank", "text": "Chào {hotline_number}"}, "Chào 1022"),
            ("report_category", {"slug": "a", "name": "Rác", "names": ["rác"], "reply": "Đã ghi."}, "Đã ghi."),
            (
                "place",
                {"old_name": "Xã A", "old_district": "Huyện B", "old_province": "Tỉnh C", "new_name": "Xã D", "new_province": "Tỉnh E"},
                "nay thuộc Xã D",
            ),
        ],
    )
    def test_other_kinds(self, preview, kind, raw, said):
        shown = preview(kind, raw)
        assert shown.problems == []
        assert said in shown.text

    def test_contacts_announcements_and_places_are_said_by_the_composer_of_answers(self, preview, composer, words):
        office = ContactRecord(slug="a", name="Công an xã", phone="113", source=SOURCE, as_of="2026-07-01")
        flood = Announcement(
            slug="a",
            title="Lũ",
            text="Cấm đường.",
            starts_at="2026-11-19T08:00:00+07:00",
            ends_at="2026-12-20T12:00:00+07:00",
            source=SOURCE,
        )
        for kind, record in (("contact", office), ("announcement", flood)):
            assert preview(kind, record.model_dump(mode="json")).blocks == composer.told(record)
        assert preview("place", place().model_dump(mode="json")).blocks == blocks_of_places([place()], words)

    def test_a_fixed_sentence_is_filled_in_as_far_as_it_can_be_beforehand(self, preview):
        shown = preview("fixed_sentence", {"name": "utter_thank", "text": "Gọi {hotline_number}, mã {code}."})
        assert shown.text == "Gọi 1022, mã {code}."
        assert [problem.path for problem in shown.problems] == ["text"]

    def test_every_wording_of_a_fixed_sentence_is_shown(self, preview):
        shown = preview("fixed_sentence", {"name": "utter_thank", "text": "Không có gì.", "others": ["Vui quá."]})
        assert [block.text for block in shown.blocks] == ["Cách nói 1 trên 2", "Không có gì.", "Cách nói 2 trên 2", "Vui quá."]

    def test_and_shown_as_typed_where_its_braces_are_broken(self, preview):
        assert preview("fixed_sentence", {"name": "utter_thank", "text": "Gọi {hotline_number"}).text == "Gọi {hotline_number"

    def test_html_is_shown_as_it_would_be_kept(self, preview):
        assert "<" not in preview("fixed_sentence", {"name": "utter_thank", "text": "<b>Chào</b>"}).text

    def test_what_no_record_nests_is_refused(self, preview):
        deep: dict[str, object] = {}
        for _ in range(20):
            deep = {"a": deep}
        with pytest.raises(TooDeep):
            preview("faq", deep)
