from __future__ import annotations

import pytest

from knowledge_base.editing.doubts import doubts
from knowledge_base.models import EntryKind
from knowledge_base.records import Announcement, ContactRecord
from tests.knowledge_base.editing.conftest import NOON
from tests.knowledge_base.made_up import faq, procedure

SOURCE = {"title": "Cổng", "url": "https://dichvucong.gov.vn"}
DATES = {"source": SOURCE, "as_of": "2026-07-01", "review_by": "2027-01-31"}
PROCEDURE = (
    procedure().model_dump(mode="json")
    | DATES
    | {
        "submission_methods": [
            {"kind": "in_person", "processing_time": {"amount": 3, "unit": "working_days"}, "fees": [{"amount_vnd": 0}]},
            {"kind": "online", "processing_time": {"amount": 5, "unit": "days"}},
        ],
        "required_documents": [{"documents": [{"name": "Tờ khai"}]}],
        "legal_bases": [{"document_number": "60/2014/QH13"}],
    }
)
OFFICE = ContactRecord(slug="a", name="Công an xã", phone="113", address="Ấp 1", **DATES).model_dump(mode="json")
FLOOD = Announcement(
    slug="a",
    title="Lũ",
    text="Cấm đường.",
    aliases=("có lũ không",),
    starts_at="2026-11-19T08:00:00+07:00",
    ends_at="2026-11-29T12:00:00+07:00",
    source=SOURCE,
).model_dump(mode="json")
WHOLE = {
    EntryKind.PROCEDURE: PROCEDURE,
    EntryKind.CONTACT: OFFICE,
    EntryKind.ANNOUNCEMENT: FLOOD,
    EntryKind.FAQ: faq().model_dump(mode="json") | DATES | {"aliases": ["mấy giờ mở cửa"]},
}


def found(kind, **fields):
    return [doubt.path for doubt in doubts(kind, WHOLE[kind] | fields, NOON)]


@pytest.mark.parametrize("kind", WHOLE)
def test_nothing_is_doubtful_in_what_is_whole(kind):
    assert found(kind) == []


@pytest.mark.parametrize(
    ("kind", "fields", "path"),
    [
        (EntryKind.CONTACT, {"phone": ""}, "phone"),
        (EntryKind.CONTACT, {"source": {"title": "Xã"}}, "source.url"),
        (EntryKind.CONTACT, {"effective_to": "2026-11-19"}, "effective_to"),
        (EntryKind.CONTACT, {"effective_from": "2026-11-21"}, "effective_from"),
        (EntryKind.CONTACT, {"review_by": None}, "review_by"),
        (EntryKind.CONTACT, {"review_by": "2026-11-19"}, "review_by"),
        (EntryKind.ANNOUNCEMENT, {"aliases": []}, "aliases"),
        (EntryKind.ANNOUNCEMENT, {"ends_at": "2027-11-29T12:00:00+07:00"}, "ends_at"),
        (EntryKind.FAQ, {"aliases": []}, "aliases"),
        (EntryKind.PROCEDURE, {"submission_methods": []}, "submission_methods"),
        (EntryKind.PROCEDURE, {"required_documents": []}, "required_documents"),
        (EntryKind.PROCEDURE, {"legal_bases": []}, "legal_bases"),
        (
            EntryKind.PROCEDURE,
            {"submission_methods": [{"kind": "online", "processing_time": {"amount": 5}, "fees": [{"note": "theo nghị quyết"}]}]},
            "submission_methods.0.processing_time.unit",
        ),
        (
            EntryKind.PROCEDURE,
            {"submission_methods": [{"kind": "online", "processing_time": {"amount": 5, "unit": "days"}}]},
            "submission_methods.0.fees",
        ),
        (
            EntryKind.PROCEDURE,
            {"submission_methods": [{"kind": "online", "fees": [{"amount_vnd": 0}]}]},
            "submission_methods.0.processing_time",
        ),
    ],
)
def test_what_is_doubtful_is_said_at_its_field(kind, fields, path):
    assert found(kind, **fields) == [path]


def test_how_long_an_announcement_stands_is_said():
    [doubt] = doubts(EntryKind.ANNOUNCEMENT, FLOOD | {"ends_at": "2027-02-28T12:00:00+07:00"}, NOON)
    assert "100 ngày" in doubt.message


def test_problems_come_first():
    assert found(EntryKind.CONTACT, phone="", address="", name="") == []
