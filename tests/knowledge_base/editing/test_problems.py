from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.editing.problems import problems
from knowledge_base.models import EntryKind
from tests.knowledge_base.editing.conftest import BIRTH, NOON
from tests.knowledge_base.made_up import choice, everyday, faq, place

RIGHT = BIRTH.model_dump(mode="json")


def found(kind=EntryKind.PROCEDURE, key="", **fields):
    return {problem.path: problem.message for problem in problems(kind, key, RIGHT | fields, NOON)}


WHOLE: dict[EntryKind, dict[str, Any]] = {
    EntryKind.ANNOUNCEMENT: {
        "slug": "mua-lu",
        "title": "Mưa lũ",
        "text": "Đường 14 cấm xe.",
        "starts_at": "2026-11-19T08:00:00+07:00",
        "ends_at": "2026-11-23T12:00:00+07:00",
        "source": {"title": "UBND tỉnh"},
    },
    EntryKind.CONTACT: {"slug": "a", "name": "Công an xã", "phone": "113", "source": {"title": "Xã"}, "as_of": "2026-07-01"},
    EntryKind.FIXED_SENTENCE: {"name": "utter_thank", "text": "Không có gì."},
    EntryKind.REPORT_CATEGORY: {"slug": "a", "name": "Rác", "names": ["rác"]},
    EntryKind.FAQ: faq().model_dump(mode="json"),
    EntryKind.PLACE: place().model_dump(mode="json"),
    EntryKind.EVERYDAY_NAMES: everyday("1.000001", "khai sinh").model_dump(mode="json"),
    EntryKind.CHOICE: choice("viec-tang", ("tang",), {"1.000001": "A", "1.000002": "B"}).model_dump(mode="json"),
}


def wrong(kind, **fields):
    return problems(kind, "", WHOLE[kind] | fields, NOON)


def with_fees(*fees):
    return {"submission_methods": [{"kind": "in_person", "fees": list(fees)}]}


class TestProblems:
    def test_none_in_what_is_right(self):
        assert found(key=BIRTH.code) == {}

    def test_a_fee_below_nothing(self):
        assert found(**with_fees({"amount_vnd": -1})) == {
            "submission_methods.0.fees.0.amount_vnd": "Không được nhỏ hơn 0. Ghi số từ 0 trở lên; chưa biết thì để trống."
        }

    def test_a_fee_in_words(self):
        [(path, message)] = found(**with_fees({"amount_vnd": 8000}, {"amount_vnd": "tám nghìn"})).items()
        assert path == "submission_methods.0.fees.1.amount_vnd"
        assert "chữ số" in message

    def test_a_number_of_papers_left_empty_is_none_of_them(self):
        paper = {"name": "Tờ khai", "originals": 1, "copies": None}
        assert found(required_documents=[{"documents": [paper]}]) == {}

    @pytest.mark.parametrize("empty", [None, ""])
    def test_a_day_not_given_yet_is_no_wrong_day(self, empty):
        assert found(as_of=empty) == {"as_of": "Chưa nhập."}

    def test_several_mistakes_are_said_at_once(self):
        wrong = found(name="  ", as_of="hôm qua", effective_from="2026-03-01", effective_to="2026-01-01", **with_fees({}))
        assert wrong.keys() == {"name", "as_of", "effective_to", "submission_methods.0.fees.0.amount_vnd"}
        assert "số tiền hoặc ghi chú" in wrong["submission_methods.0.fees.0.amount_vnd"]

    @pytest.mark.parametrize(
        ("fields", "path"),
        [
            ({"effective_from": "2026-03-01", "effective_to": "2026-02-28"}, "effective_to"),
            ({"as_of": "2026-06-30", "review_by": "2026-06-29"}, "review_by"),
            ({"as_of": "2026-11-21"}, "as_of"),
            (
                {"legal_bases": [{"document_number": "1/2014"}, {"document_number": "2/2027", "issued_on": "2027-01-01"}]},
                "legal_bases.1.issued_on",
            ),
        ],
    )
    def test_dates_that_contradict_each_other_or_today(self, fields, path):
        assert list(found(**fields)) == [path]

    @pytest.mark.parametrize("fields", [{"effective_from": "2026-03-01", "effective_to": "2026-03-01"}, {"as_of": "2026-11-20"}])
    def test_dates_at_the_edge_do_not(self, fields):
        assert found(**fields) == {}

    def test_the_key_stays_what_it_is(self):
        assert "1.000009" in found(key="1.000009")["code"]

    def test_what_it_is_not_asked_for_is_named(self):
        assert list(found(colour="đỏ")) == ["colour"]

    def test_an_announcement_that_is_over(self):
        record = {
            "slug": "mua-lu",
            "title": "Mưa lũ",
            "text": "Đường 14 cấm xe.",
            "starts_at": "2026-11-19T08:00:00+07:00",
            "ends_at": "2026-11-20T12:00:00+07:00",
            "source": {"title": "UBND tỉnh"},
        }
        assert [problem.path for problem in problems(EntryKind.ANNOUNCEMENT, "mua-lu", record, NOON)] == ["ends_at"]
        later = record | {"ends_at": "2026-11-20T12:01:00+07:00"}
        assert problems(EntryKind.ANNOUNCEMENT, "mua-lu", later, NOON) == []

    def test_an_end_before_the_start_is_said_at_the_end(self):
        [problem] = wrong(EntryKind.ANNOUNCEMENT, starts_at="2026-11-22T08:00:00+07:00", ends_at="2026-11-21T08:00:00+07:00")
        assert (problem.path, problem.message) == ("ends_at", "«Kết thúc» phải sau «Bắt đầu».")

    def test_what_is_wrong_with_the_whole_is_said_beside_what_is_wrong_with_a_field(self):
        unfinished = {"slug": "a", "name": "Công an xã", "source": {"title": ""}}
        assert {each.path for each in problems(EntryKind.CONTACT, "", unfinished, NOON)} == {"source.title", "as_of", "phone"}
        untitled = wrong(EntryKind.ANNOUNCEMENT, title="", starts_at="2026-11-22T08:00:00+07:00", ends_at="2026-11-21T08:00:00+07:00")
        assert {each.path for each in untitled} == {"title", "ends_at"}

    @pytest.mark.parametrize(
        ("kind", "fields", "path"),
        [
            (EntryKind.ANNOUNCEMENT, {"ends_at": None}, "ends_at"),
            (EntryKind.ANNOUNCEMENT, {"text": " "}, "text"),
            (EntryKind.ANNOUNCEMENT, {"source": {"title": ""}}, "source.title"),
            (EntryKind.FAQ, {"answer": ""}, "answer"),
            (EntryKind.FAQ, {"question": ""}, "question"),
            (EntryKind.CONTACT, {"phone": "", "address": "", "url": ""}, "phone"),
            (EntryKind.EVERYDAY_NAMES, {"names": [], "questions": []}, "names"),
            (EntryKind.REPORT_CATEGORY, {"names": []}, "names"),
            (EntryKind.PLACE, {"new_name": ""}, "new_name"),
            (EntryKind.CHOICE, {"options": []}, "options"),
            (EntryKind.FIXED_SENTENCE, {"text": ""}, "text"),
            (EntryKind.FIXED_SENTENCE, {"others": ["Gọi {nobody}"]}, "others.0"),
        ],
    )
    def test_what_a_record_cannot_do_without(self, kind, fields, path):
        assert [problem.path for problem in wrong(kind, **fields)] == [path]

    @pytest.mark.parametrize(
        ("text", "is_right"), [("Gọi {hotline_number}.", True), ("Gọi {hotline number}.", False), ("Gọi {", False), ("{0}", False)]
    )
    def test_braces_of_a_fixed_sentence(self, text, is_right):
        assert (problems(EntryKind.FIXED_SENTENCE, "", {"name": "utter_thank", "text": text}, NOON) == []) == is_right

    @pytest.mark.parametrize(
        ("name", "text", "where", "says"),
        [
            ("utter_emergency_police", "Gọi ngay công an.", "text", "giữ số 113"),
            ("utter_thank", "Mã của anh/chị: {code}.", "text", "{code}"),
            ("utter_no_such", "Chào.", "name", "utter_no_such"),
        ],
    )
    def test_a_fixed_sentence_that_could_not_stand_in_for_the_shipped_one(self, name, text, where, says):
        [problem] = [each for each in problems(EntryKind.FIXED_SENTENCE, "", {"name": name, "text": text}, NOON) if says in each.message]
        assert problem.path == where

    @pytest.mark.parametrize(
        "record", [faq(), place(), everyday("1.000001", "khai sinh"), choice("viec-tang", ("tang",), {"1.000001": "A", "1.000002": "B"})]
    )
    def test_none_in_right_records_of_other_kinds(self, record):
        kind = {"FaqRecord": "faq", "PlaceRecord": "place", "EverydayNames": "everyday_names", "ChoiceRecord": "choice"}[
            type(record).__name__
        ]
        assert problems(EntryKind(kind), "", record.model_dump(mode="json"), NOON) == []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


class TestWhateverIsTyped:
    @given(kind=st.sampled_from(EntryKind), fields=st.dictionaries(st.sampled_from(sorted(RIGHT)) | st.text(max_size=5), _JSON, max_size=5))
    def test_each_place_has_one_problem_in_words(self, kind, fields):
        said = problems(kind, "", RIGHT | fields, NOON)
        assert len({problem.path for problem in said}) == len(said)
        assert all(
            problem.message.strip() and "{" not in problem.message.replace("{ }", "").replace("{hotline_number}", "") for problem in said
        )
