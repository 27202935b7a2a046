"""House tests on what the project ships as knowledge."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.settings import PROJECT_ROOT
from knowledge_base.content_loader import CONTENT
from knowledge_base.records import FaqRecord, ProcedureRecord
from vntext import fold

_TEXT_SUFFIXES = {".yml", ".yaml", ".txt", ".md", ".json", ".jsonl"}
_PLAUSIBLE_CODE = re.compile(r"[1-3]\.\d{6}")


def repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def text_files() -> Iterator[Path]:
    for folder in (PROJECT_ROOT / "knowledge_base", PROJECT_ROOT / "data"):
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix in _TEXT_SUFFIXES)


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
        self, faqs: list[FaqRecord], procedures: list[ProcedureRecord], shared_data: Path
    ) -> None:
        with gzip.open(shared_data / "procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
            known = {json.loads(line)["code"] for line in lines} | {record.code for record in procedures}
        assert {code for record in faqs for code in record.related_procedures} - known == set()


class TestSpelling:
    def test_no_eth_or_other_lookalike_stands_for_d(self) -> None:
        assert [path.name for path in text_files() if {"Ð", "ð", "Ɖ", "ɖ"} & set(path.read_text(encoding="utf-8"))] == []

    def test_all_text_is_nfc(self) -> None:
        assert [path.name for path in text_files() if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))] == []

    def test_no_invisible_characters(self) -> None:
        invisible = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
        assert [path.name for path in text_files() if invisible.search(path.read_text(encoding="utf-8"))] == []
