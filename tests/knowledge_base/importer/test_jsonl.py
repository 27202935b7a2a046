from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from knowledge_base.importer.jsonl import read_jsonl
from knowledge_base.importer.limits import Limits
from knowledge_base.importer.official_json import parse_as_of
from knowledge_base.records import AuthorityLevel, Fee, ProcessingTime, SubmissionKind, TimeUnit
from tests.knowledge_base.importer.made_up_files import AS_OF, crawled_row, jsonl, jsonl_gz, only_record, reasons


class TestRecord:
    def test_every_field_finds_its_place(self) -> None:
        record = only_record(
            read_jsonl(jsonl(crawled_row(kind="Loại khác", issuer="Bộ Tư pháp", decision_no="Quyết định số 877 /QĐ-BTP")), as_of=AS_OF)
        )
        (method,) = record.submission_methods
        assert (record.code, record.name, record.sector) == ("1.234567", "Cấp bản sao Trích lục thử", "Hộ tịch")
        assert record.authority_levels == (AuthorityLevel.COMMUNE,)
        assert (method.kind, method.fees) == (SubmissionKind.IN_PERSON, (Fee(amount_vnd=8_000, per="bản"),))
        assert method.processing_time == ProcessingTime(amount=1, unit=TimeUnit.WORKING_DAYS)
        assert record.steps == ("Nộp hồ sơ.", "Nhận kết quả.")
        assert [form.name for form in record.form_templates] == ["TK.docx"]
        assert (record.procedure_type, record.issuer, record.decision_number) == ("Loại khác", "Bộ Tư pháp", "877/QĐ-BTP")

    def test_source_is_the_national_portal(self) -> None:
        record = only_record(read_jsonl(jsonl(crawled_row()), as_of=AS_OF))
        assert (record.source.title, record.source.url) == ("Cổng Dịch vụ công quốc gia", "https://example.test/1.234567")

    def test_online_address_only_where_one_can_apply_online(self) -> None:
        in_person = only_record(read_jsonl(jsonl(crawled_row()), as_of=AS_OF))
        online = only_record(read_jsonl(jsonl(crawled_row(channels=[{"channel": "Trực tuyến"}])), as_of=AS_OF))
        assert (in_person.online_url, online.online_url) == ("", "https://example.test/1.234567")

    def test_titles_of_2025_fill_missing_summaries_only(self) -> None:
        row = crawled_row(
            legal_basis_2025=[{"no": "60/2014/QH13", "title": "Hộ tịch"}, {"no": "1/2020/NĐ-CP", "title": "Cũ"}],
            documents_2025=[{"case": "", "name": "Giấy cũ", "form": "", "qty": "Bản chính: 1"}],
        )
        record = only_record(read_jsonl(jsonl(row), as_of=AS_OF))
        assert [(basis.document_number, basis.summary) for basis in record.legal_bases] == [("60/2014/QH13", "Hộ tịch")]
        assert [paper.name for case in record.required_documents for paper in case.documents] == ["Tờ khai"]

    def test_null_is_an_empty_field(self) -> None:
        assert only_record(read_jsonl(jsonl(crawled_row(channels=None, result=None, forms=None)), as_of=AS_OF)).outcome == ""


class TestDate:
    @pytest.mark.parametrize(
        ("crawled", "day"),
        [
            ("2026-06/07", date(2026, 6, 30)),
            ("2025-11-30/12-02", date(2025, 12, 1)),
            ("2025-12", date(2025, 12, 1)),
            ("2026-05-17", date(2026, 5, 17)),
            ("", None),
            ("hôm qua", None),
            ("2026-13/14", None),
            ("2025-02-30/03-02", None),
        ],
    )
    def test_day_that_a_crawl_stands_for(self, crawled: str, day: date | None) -> None:
        assert parse_as_of(crawled) == day

    def test_argument_counts_where_the_record_has_none(self) -> None:
        assert only_record(read_jsonl(jsonl(crawled_row(crawled="")), as_of=AS_OF)).as_of == AS_OF


class TestBadLines:
    def test_one_bad_line_never_stops_the_rest(self) -> None:
        data = jsonl(crawled_row()) + b"{broken\n\xff\xfe\xff\n[1]\n\n" + jsonl(crawled_row(code="1.000002"))
        candidates = list(read_jsonl(data, as_of=AS_OF, name="x.jsonl"))
        assert [candidate.code for candidate in candidates if candidate.record] == ["1.234567", "1.000002"]
        assert [candidate.place.line for candidate in candidates] == [1, 2, 3, 4, 6]
        assert len(reasons(candidates)) == 3

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"code": ""}, "Thiếu mã"),
            ({"code": "abc"}, "sai dạng"),
            ({"name": " "}, "Thiếu tên"),
            ({"field": ""}, "lĩnh vực"),
            ({"documents": 5}, "thành phần hồ sơ"),
            ({"channels": [1]}, "cách thức nộp"),
        ],
    )
    def test_reason_names_what_is_wrong(self, changes: dict[str, object], words: str) -> None:
        (reason,) = reasons(read_jsonl(jsonl(crawled_row(**changes)), as_of=AS_OF))
        assert words in reason

    def test_brackets_thousands_deep(self) -> None:
        assert reasons(read_jsonl(b"[" * 100_000, as_of=AS_OF)) == ["Không phải JSON hợp lệ."]

    def test_half_a_character_pair_is_dropped(self) -> None:
        line = json.dumps(crawled_row()).replace("Nh\\u1eadn", "\\ud83dNh\\u1eadn").encode()
        assert only_record(read_jsonl(line, as_of=AS_OF)).steps[-1] == "Nhận kết quả."


class TestDuplicates:
    def test_second_record_with_the_same_code_is_refused(self) -> None:
        candidates = list(read_jsonl(jsonl(crawled_row(), crawled_row(name="Khác")), as_of=AS_OF))
        assert candidates[0].record is not None
        assert "dòng 1" in candidates[1].reason

    def test_same_record_again_is_passed_over(self) -> None:
        assert len(list(read_jsonl(jsonl(crawled_row(), crawled_row()), as_of=AS_OF))) == 1


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_any_encoding_that_programs_save(self, encoding: str) -> None:
        data = jsonl(crawled_row(), crawled_row(code="1.000002")).decode().encode(encoding)
        assert [candidate.code for candidate in read_jsonl(data, as_of=AS_OF) if candidate.record] == ["1.234567", "1.000002"]

    def test_broken_utf16_is_one_refusal(self) -> None:
        assert len(reasons(read_jsonl("{}".encode("utf-16") + b"\x00", as_of=AS_OF))) == 1


class TestPacked:
    def test_gz_is_unpacked(self) -> None:
        assert only_record(read_jsonl(jsonl_gz(crawled_row()), as_of=AS_OF)).code == "1.234567"

    def test_truncated_gz_keeps_what_came_before(self) -> None:
        rows = [crawled_row(code=f"1.{number:06}", steps=sha256(str(number).encode()).hexdigest() * 2) for number in range(3000)]
        candidates = list(read_jsonl(jsonl_gz(*rows)[:-200], as_of=AS_OF))
        assert len(candidates) > 100
        assert reasons(candidates) == ["Tệp .gz bị hỏng hay tải về chưa trọn."]

    def test_bomb_is_stopped(self) -> None:
        bomb = jsonl_gz(crawled_row(steps="a" * 4_000_000))
        assert "nén" in reasons(read_jsonl(bomb, as_of=AS_OF))[0]

    def test_line_that_never_ends(self) -> None:
        (reason,) = reasons(read_jsonl(b"{" * 3000, as_of=AS_OF, limits=Limits(line_bytes=1000)))
        assert "Dòng dài quá" in reason


class TestFiles:
    def test_path_names_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        path.write_bytes(jsonl(crawled_row(code="")))
        (candidate,) = read_jsonl(path, as_of=AS_OF)
        assert str(candidate.place) == "x.jsonl, dòng 1"

    def test_missing_file_is_a_refusal(self, tmp_path: Path) -> None:
        assert len(reasons(read_jsonl(tmp_path / "none.jsonl", as_of=AS_OF))) == 1
