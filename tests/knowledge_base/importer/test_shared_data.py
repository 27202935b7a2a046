"""The importer over all real records; skipped where the shared data is not there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from knowledge_base.importer.candidates import Candidate
from knowledge_base.importer.reader import read_file, read_paths
from knowledge_base.records import ProcedureRecord
from tests.knowledge_base.importer.made_up_files import AS_OF

_MOST_SECONDS = 20.0


@pytest.fixture(scope="module")
def crawl(shared_data: Path) -> tuple[list[Candidate], float]:
    """Every record of the crawl, and the processor's seconds it took."""
    started = time.process_time()
    candidates = list(read_file(shared_data / "procedures.jsonl.gz", as_of=AS_OF))
    return candidates, time.process_time() - started


@pytest.fixture(scope="module")
def records(crawl: tuple[list[Candidate], float]) -> dict[str, ProcedureRecord]:
    return {candidate.code: candidate.record for candidate in crawl[0] if candidate.record is not None}


def papers(record: ProcedureRecord) -> int:
    return sum(1 for case in record.required_documents for paper in case.documents if paper.originals or paper.copies)


def amounts(record: ProcedureRecord) -> set[int | None]:
    return {fee.amount_vnd for method in record.submission_methods for fee in method.fees}


def times(record: ProcedureRecord) -> set[object]:
    return {(method.kind, method.processing_time) for method in record.submission_methods}


def test_every_record_of_the_crawl_is_read(crawl: tuple[list[Candidate], float]) -> None:
    candidates, _ = crawl
    assert len(candidates) == 4432
    assert [str(candidate.place) for candidate in candidates if candidate.record is None] == []


def test_the_crawl_is_read_in_time(crawl: tuple[list[Candidate], float]) -> None:
    assert crawl[1] < _MOST_SECONDS


def test_no_amount_is_too_small_to_be_true(records: dict[str, ProcedureRecord]) -> None:
    small = {code for code, record in records.items() for amount in amounts(record) if amount and amount < 1000}
    assert small == set()


def test_every_downloaded_sheet_and_page_is_read(shared_data: Path) -> None:
    candidates = list(read_paths([shared_data / "portal_docx", shared_data / "portal_json"], as_of=AS_OF))
    assert len(candidates) == 120
    assert [candidate.reason for candidate in candidates if candidate.record is None] == []


@pytest.mark.parametrize(("folder", "fewest"), [("portal_docx", 43), ("portal_json", 59)])
def test_sheets_and_pages_agree_with_the_crawl_of_their_time(
    shared_data: Path, records: dict[str, ProcedureRecord], folder: str, fewest: int
) -> None:
    """The sheets are of December 2025; where the crawl is newer, the procedure itself may have changed."""
    agreeing = 0
    for candidate in read_paths([shared_data / folder], as_of=AS_OF):
        record, crawled = candidate.record, records.get(candidate.code)
        if record is not None and crawled is not None:
            agreeing += (amounts(record), times(record), papers(record)) == (amounts(crawled), times(crawled), papers(crawled))
    assert agreeing >= fewest
