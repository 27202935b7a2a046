"""Whatever bytes come in, a reader gives candidates and never an exception."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_base.importer.candidates import Place
from knowledge_base.importer.excel import read_excel
from knowledge_base.importer.jsonl import read_jsonl
from knowledge_base.importer.official_fields import DocumentRow, MethodRow, parse_documents, parse_submission_methods
from knowledge_base.importer.official_json import candidate_from_row
from knowledge_base.importer.portal_docx import read_portal_docx
from knowledge_base.importer.portal_json import candidate_from_page, read_portal_json
from knowledge_base.importer.reader import read_file
from tests.knowledge_base.importer.made_up_files import AS_OF, crawled_row, detail_sheet, jsonl, portal_page, workbook, zipped

READERS: list[Callable[..., object]] = [read_jsonl, read_portal_json, read_portal_docx, read_excel, read_file]
WORKBOOK = workbook(Thủ_tục=[("Mã thủ tục", "Tên thủ tục", "Lĩnh vực"), ("1.234567", "Cấp", "Hộ tịch")])
SOUND = [
    detail_sheet(created="2025-12-02"),
    WORKBOOK,
    gzip.compress(jsonl(crawled_row())),
    jsonl(crawled_row(), crawled_row(code="1.000002")),
    json.dumps(portal_page()).encode("utf-16"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*crawled_row(), "case", "name", "no", "qty"]), inner),
    max_leaves=12,
)
TEXT = st.text(alphabet="Không có thông tinMiễn phíVNĐTrực tiếpbản chính0123456789.,:()/-+\n", max_size=60) | st.text(max_size=40)


@pytest.mark.parametrize("reader", READERS)
@given(data=st.binary(max_size=400))
def test_random_bytes(reader: Callable[..., object], data: bytes) -> None:
    assert all((candidate.record is None) == bool(candidate.reason) for candidate in reader(data, as_of=AS_OF))  # type: ignore[attr-defined]


@pytest.mark.parametrize("sound", SOUND, ids=["docx", "xlsx", "gz", "jsonl", "utf-16"])
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_sound_files_with_wounds(sound: bytes, data: st.DataObject) -> None:
    wounded = bytearray(sound[: data.draw(st.integers(1, len(sound)))])
    for position, value in data.draw(st.lists(st.tuples(st.integers(0, len(wounded) - 1), st.integers(0, 255)), max_size=8)):
        wounded[position] = value
    for candidate in read_file(bytes(wounded), as_of=AS_OF):
        assert (candidate.record is None) == bool(candidate.reason)


@pytest.mark.parametrize("sound", SOUND[:2], ids=["docx", "xlsx"])
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_office_files_with_wounded_parts(sound: bytes, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    part = bytearray(parts[name])
    for position, value in data.draw(st.lists(st.tuples(st.integers(0, len(part) - 1), st.integers(32, 126)), max_size=6)):
        part[position] = value
    for candidate in read_file(zipped({**parts, name: bytes(part)}), as_of=AS_OF):
        assert (candidate.record is None) == bool(candidate.reason)


@given(JSON, JSON)
def test_any_json_value(value: object, other: object) -> None:
    for row in (value, {**crawled_row(), "channels": value, "documents": other}, {**crawled_row(), "legal_basis": other, "crawled": value}):
        candidate_from_row(row, Place("x"), as_of=AS_OF)
    candidate_from_page({**portal_page(), "can_cu_phap_ly": value, "thanh_phan_ho_so": other}, Place("x"), as_of=AS_OF)


@given(TEXT, TEXT, TEXT)
def test_any_cells(first: str, second: str, third: str) -> None:
    parse_submission_methods([MethodRow("Trực tiếp", first, second, third), MethodRow("Trực tiếp", second, third, first)])
    parse_documents([DocumentRow(first, second, third, "1 bản chính"), DocumentRow(first, third, "", second)])
    page = portal_page(cach_thuc_thuc_hien=f"Trực tiếp{first}", thanh_phan_ho_so=second, can_cu_phap_ly=third)
    candidate_from_page(page, Place("x"), as_of=AS_OF)
