from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.editing.difference import changes
from knowledge_base.editing.raw_records import fields_of
from knowledge_base.models import EntryKind
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.made_up import faq

BEFORE = BIRTH.model_dump(mode="json")


def changed(needing=frozenset(), **fields):
    return {change.path: change for change in changes(EntryKind.PROCEDURE, BEFORE, BEFORE | fields, needing)}


class TestChanges:
    def test_none_between_the_same(self):
        assert changed() == {}

    def test_none_where_what_is_left_out_is_the_usual(self):
        assert changes(EntryKind.PROCEDURE, BEFORE, {name: value for name, value in BEFORE.items() if value}) == []

    def test_reasons_for_differing_name_the_part_in_words(self):
        [change] = changed(differences={"fees": "theo nghị quyết", "intake_address": "theo trình tự"}).values()
        assert change.after == ["phí, lệ phí: theo nghị quyết", "địa chỉ tiếp nhận hồ sơ: theo trình tự"]

    def test_a_fee_is_said_as_people_say_it(self):
        methods = [
            {
                "kind": "in_person",
                "processing_time": {"amount": 1, "unit": "working_days"},
                "fees": [{"kind": "charge", "amount_vnd": 10000, "per": "bản", "note": "từ 2027"}],
            },
            {"kind": "online", "case": "Trẻ em", "fees": [{"kind": "fee", "amount_vnd": 0}], "note": "cần chữ ký số"},
        ]
        [change] = changed({"submission_methods"}, submission_methods=methods).values()
        assert change.label == "Cách thức nộp, thời hạn, phí"
        assert change.needs_approval
        assert change.before == ["Trực tiếp:", "  thời hạn: 1 ngày làm việc", "  Lệ phí: 8.000 đồng"]
        assert change.after == [
            "Trực tiếp:",
            "  thời hạn: 1 ngày làm việc",
            "  Lệ phí: 10.000 đồng/bản (từ 2027)",
            "Trực tuyến – Trẻ em:",
            "  Phí: miễn phí",
            "  ghi chú: cần chữ ký số",
        ]

    def test_papers_by_case(self):
        cases = [
            {
                "case": "Trẻ em:",
                "documents": [{"name": "Tờ khai", "originals": 1, "copies": 2, "form_template": "TP-01"}],
                "notes": ["mang bản gốc"],
            }
        ]
        [change] = changed(required_documents=cases).values()
        assert change.before == ["Mọi trường hợp:", "- Tờ khai – 1 bản chính"]
        assert change.after == ["Trẻ em:", "- Tờ khai – 1 bản chính, 2 bản sao, mẫu TP-01", "  lưu ý: mang bản gốc"]
        assert not change.needs_approval

    def test_laws_dates_choices_and_lists(self):
        found = changed(
            legal_bases=[{"document_number": "60/2014/QH13", "summary": "Luật Hộ tịch", "issued_on": "2014-11-20", "issuer": "Quốc hội"}],
            review_by="2026-12-31",
            online_level="full",
            authority_levels=["commune"],
            aliases=["làm khai sinh"],
            source={"title": "Cổng tỉnh", "url": ""},
        )
        assert {path: change.after for path, change in found.items()} == {
            "legal_bases": ["60/2014/QH13 – Luật Hộ tịch, ngày 20/11/2014, Quốc hội"],
            "review_by": ["31/12/2026"],
            "online_level": ["Toàn trình"],
            "authority_levels": ["Cấp xã"],
            "aliases": ["làm khai sinh"],
            "source": ["Cổng tỉnh"],
        }
        assert list(found)[-2:] == ["source", "review_by"]

    def test_what_is_gone_has_no_after(self):
        [change] = changed(summary="").values()
        assert (change.before, change.after) == (["Ghi tên trẻ vào sổ."], [])

    def test_all_that_something_new_says_is_new_and_needs_approval(self):
        found = changes(EntryKind.FAQ, None, faq().model_dump(mode="json"))
        assert all(change.before == [] and change.after and change.needs_approval for change in found)
        assert {change.path for change in found} == {"slug", "topic", "question", "answer", "behaviour", "source", "as_of"}

    def test_an_answer_keeps_its_lines(self):
        [change] = changes(EntryKind.FAQ, faq().model_dump(mode="json"), faq(answer="Sáng.\n- thứ hai").model_dump(mode="json"))
        assert change.after == ["Sáng.", "- thứ hai"]

    def test_what_is_not_valid_yet_is_compared_as_typed(self):
        found = changed(as_of="hôm qua", submission_methods=[{"kind": "in_person", "fees": [{"amount_vnd": "tám nghìn"}]}])
        assert found["as_of"].after == ["hôm qua"]
        assert found["submission_methods"].after == ["Trực tiếp:", "  Phí: tám nghìn"]

    def test_moments_are_shown_in_vietnams_time(self):
        record = {
            "slug": "a",
            "title": "A",
            "text": "A",
            "starts_at": "2026-11-19T17:30:00Z",
            "ends_at": "2026-12-01T00:00:00+07:00",
            "source": {"title": "A"},
        }
        found = {change.path: change.after for change in changes(EntryKind.ANNOUNCEMENT, None, record)}
        assert (found["starts_at"], found["ends_at"], found["shows_banner"]) == (["00:30 20/11/2026"], ["00:00 01/12/2026"], ["Có"])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "fees", "note", "documents", "name", "notes", "url", "case", "processing_time", "amount"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


class TestWhateverIsTyped:
    @given(kind=st.sampled_from(EntryKind), data=st.data())
    def test_it_can_be_put_into_words(self, kind, data):
        typed = data.draw(st.dictionaries(st.sampled_from(fields_of(kind)), _JSON, max_size=4))
        for change in changes(kind, BEFORE, typed):
            assert all(isinstance(line, str) for line in [*change.before, *change.after])


@pytest.mark.parametrize("kind", EntryKind)
def test_every_field_has_a_vietnamese_name(kind):
    named = changes(kind, dict.fromkeys(fields_of(kind), "cũ"), dict.fromkeys(fields_of(kind), "mới"))
    assert [change.path for change in named if change.label == change.path] == []
    assert len(named) == len(fields_of(kind))


def test_the_date_of_a_record_is_no_change_when_it_is_the_same():
    assert BIRTH.as_of == date(2026, 6, 30)
    assert changed(as_of="2026-06-30") == {}
