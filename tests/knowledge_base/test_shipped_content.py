"""House tests on what the project ships as knowledge."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from core.settings import PROJECT_ROOT
from knowledge_base.content_loader import CONTENT
from knowledge_base.records import ChoiceRecord, EverydayNames, FaqRecord, ProcedureRecord
from knowledge_base.search.query import prepare
from vntext import fold

_TEXT_SUFFIXES = {".yml", ".yaml", ".txt", ".md", ".json", ".jsonl"}
_PLAUSIBLE_CODE = re.compile(r"[1-3]\.\d{6}")
# Also procedures within offices (5 and 6), which may be imported and are never shipped.
_OFFICIAL_CODE = re.compile(r"[1-6]\.\d{6}")


def repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def text_files() -> Iterator[Path]:
    for folder in (PROJECT_ROOT / "knowledge_base", PROJECT_ROOT / "data"):
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix in _TEXT_SUFFIXES)


@pytest.fixture(scope="module")
def official_codes(shared_data: Path) -> set[str]:
    with gzip.open(shared_data / "procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {json.loads(line)["code"] for line in lines}


class TestProcedures:
    def test_there_are_at_least_150(self, procedures: list[ProcedureRecord]) -> None:
        assert len(procedures) >= 150

    def test_each_code_stands_once(self, procedures: list[ProcedureRecord]) -> None:
        assert repeated(record.code for record in procedures) == []

    def test_each_file_is_named_after_its_code(self, procedures: list[ProcedureRecord]) -> None:
        assert {path.stem for path in (CONTENT / "procedures").rglob("*.yml")} == {record.code for record in procedures}

    def test_each_has_5_to_15_everyday_names(self, procedures: list[ProcedureRecord]) -> None:
        assert {record.code: len(record.aliases) for record in procedures if not 5 <= len(record.aliases) <= 15} == {}

    def test_no_everyday_name_stands_twice_in_one_procedure(self, procedures: list[ProcedureRecord]) -> None:
        doubled = {record.code: repeated(map(fold, record.aliases)) for record in procedures}
        assert {code: names for code, names in doubled.items() if names} == {}

    def test_each_is_looked_at_again_after_its_date(self, procedures: list[ProcedureRecord]) -> None:
        assert [record.code for record in procedures if record.review_by is None or record.review_by <= record.as_of] == []

    def test_each_can_be_handed_in_somehow(self, procedures: list[ProcedureRecord]) -> None:
        assert [record.code for record in procedures if not record.submission_methods] == []

    def test_fields_said_to_differ_from_the_official_record_exist(self, procedures: list[ProcedureRecord]) -> None:
        known = {*ProcedureRecord.model_fields, "fees", "processing_times"}
        unknown = {record.code: set(record.differences) - known for record in procedures}
        assert {code: names for code, names in unknown.items() if names} == {}


class TestFaqs:
    def test_there_are_at_least_60(self, faqs: list[FaqRecord]) -> None:
        assert len(faqs) >= 60

    def test_each_slug_stands_once(self, faqs: list[FaqRecord]) -> None:
        assert repeated(record.slug for record in faqs) == []

    def test_each_can_be_asked_in_several_ways(self, faqs: list[FaqRecord]) -> None:
        assert [record.slug for record in faqs if len(record.aliases) < 5] == []

    def test_each_is_looked_at_again_after_its_date(self, faqs: list[FaqRecord]) -> None:
        assert [record.slug for record in faqs if record.review_by is None or record.review_by <= record.as_of] == []

    def test_related_procedures_are_shipped_or_look_like_a_national_code(
        self, faqs: list[FaqRecord], procedures: list[ProcedureRecord]
    ) -> None:
        shipped = {record.code for record in procedures}
        odd = {code for record in faqs for code in record.related_procedures if code not in shipped and not _PLAUSIBLE_CODE.fullmatch(code)}
        assert odd == set()

    def test_related_procedures_that_are_not_shipped_exist_in_the_official_list(
        self, faqs: list[FaqRecord], procedures: list[ProcedureRecord], official_codes: set[str]
    ) -> None:
        shipped = {record.code for record in procedures}
        assert {code for record in faqs for code in record.related_procedures} - shipped - official_codes == set()


class TestEverydayNames:
    def test_each_code_stands_once(self, everyday_names: list[EverydayNames]) -> None:
        assert repeated(record.code for record in everyday_names) == []

    def test_each_says_something(self, everyday_names: list[EverydayNames]) -> None:
        assert [record.code for record in everyday_names if not record.names and not record.questions] == []

    def test_no_wording_stands_twice_for_one_procedure(self, everyday_names: list[EverydayNames]) -> None:
        doubled = {record.code: repeated(map(fold, (*record.names, *record.questions))) for record in everyday_names}
        assert {code: texts for code, texts in doubled.items() if texts} == {}

    def test_each_code_is_shipped_or_looks_like_a_national_one(
        self, everyday_names: list[EverydayNames], procedures: list[ProcedureRecord]
    ) -> None:
        shipped = {record.code for record in procedures}
        assert [r.code for r in everyday_names if r.code not in shipped and not _OFFICIAL_CODE.fullmatch(r.code)] == []

    def test_each_code_exists_in_the_official_list(
        self, everyday_names: list[EverydayNames], procedures: list[ProcedureRecord], official_codes: set[str]
    ) -> None:
        assert {record.code for record in everyday_names} - official_codes - {record.code for record in procedures} == set()


class TestChoices:
    def test_each_slug_stands_once_and_is_no_common_question_s(self, choices: list[ChoiceRecord], faqs: list[FaqRecord]) -> None:
        """Search finds either by its slug."""
        assert repeated([*(record.slug for record in choices), *(record.slug for record in faqs)]) == []

    def test_no_choice_offers_one_procedure_twice(self, choices: list[ChoiceRecord]) -> None:
        assert [record.slug for record in choices if repeated(option.code for option in record.options)] == []

    def test_options_of_a_choice_read_differently(self, choices: list[ChoiceRecord]) -> None:
        assert [record.slug for record in choices if repeated(fold(option.label) for option in record.options)] == []

    def test_no_wording_belongs_to_two_choices(self, choices: list[ChoiceRecord]) -> None:
        assert repeated(fold(text) for record in choices for text in (*record.names, *record.questions)) == []

    def test_question_is_a_question_or_asks_for_a_choice(self, choices: list[ChoiceRecord]) -> None:
        assert [record.slug for record in choices if not record.question.rstrip().endswith(("?", ".", ":"))] == []

    def test_options_that_are_not_shipped_look_like_a_national_code(
        self, choices: list[ChoiceRecord], procedures: list[ProcedureRecord]
    ) -> None:
        shipped = {record.code for record in procedures}
        odd = {o.code for record in choices for o in record.options if o.code not in shipped and not _PLAUSIBLE_CODE.fullmatch(o.code)}
        assert odd == set()

    def test_options_that_are_not_shipped_exist_in_the_official_list(
        self, choices: list[ChoiceRecord], procedures: list[ProcedureRecord], official_codes: set[str]
    ) -> None:
        shipped = {record.code for record in procedures}
        assert {option.code for record in choices for option in record.options} - shipped - official_codes == set()


class TestWordings:
    def test_no_name_of_a_procedure_is_taken_for_a_question_without_a_topic(
        self, procedures: list[ProcedureRecord], everyday_names: list[EverydayNames], choices: list[ChoiceRecord]
    ) -> None:
        """Whoever says only the name must not be asked which procedure is meant."""
        names = [name for record in procedures for name in (record.name, *record.aliases)]
        names += [name for record in everyday_names for name in record.names] + [name for record in choices for name in record.names]
        assert [name for name in names if prepare(name).is_bare] == []


class TestSpelling:
    def test_no_eth_or_other_lookalike_stands_for_d(self) -> None:
        assert [path.name for path in text_files() if {"Ð", "ð", "Ɖ", "ɖ"} & set(path.read_text(encoding="utf-8"))] == []

    def test_all_text_is_nfc(self) -> None:
        assert [path.name for path in text_files() if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))] == []

    def test_no_invisible_characters(self) -> None:
        invisible = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
        assert [path.name for path in text_files() if invisible.search(path.read_text(encoding="utf-8"))] == []
