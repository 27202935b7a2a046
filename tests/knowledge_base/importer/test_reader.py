from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge_base.importer.limits import Limits
from knowledge_base.importer.reader import find_files, read_file, read_paths
from tests.knowledge_base.importer.made_up_files import (
    AS_OF,
    crawled_row,
    detail_sheet,
    jsonl,
    jsonl_gz,
    portal_page,
    reasons,
    workbook,
    zipped,
)

WORKBOOK = workbook(Thủ_tục=[("Mã thủ tục", "Tên thủ tục", "Lĩnh vực"), ("1.234567", "Cấp", "Hộ tịch")])
PAGE = json.dumps(portal_page(), ensure_ascii=False)


class TestContentDecides:
    @pytest.mark.parametrize(
        "data",
        [
            jsonl(crawled_row()),
            jsonl_gz(crawled_row()),
            json.dumps(crawled_row(), indent=2).encode(),
            json.dumps([crawled_row()]).encode(),
            PAGE.encode(),
            PAGE.encode("utf-16"),
            json.dumps(portal_page(), indent=1).encode("utf-8-sig"),
            json.dumps([portal_page()]).encode(),
            detail_sheet(),
            WORKBOOK,
        ],
    )
    def test_every_kind_is_known_without_its_name(self, data: bytes) -> None:
        (candidate,) = read_file(data, as_of=AS_OF, name="tải về")
        assert candidate.code == "1.234567", candidate.reason

    def test_workbook_named_as_a_document(self) -> None:
        (candidate,) = read_file(WORKBOOK, as_of=AS_OF, name="x.docx")
        assert candidate.record is not None

    def test_lines_of_both_kinds_in_one_file(self) -> None:
        data = jsonl(crawled_row(), portal_page(ma_thu_tuc="1.000002"))
        assert [candidate.code for candidate in read_file(data, as_of=AS_OF) if candidate.record] == ["1.234567", "1.000002"]

    def test_damaged_first_line_does_not_lose_the_rest(self) -> None:
        candidates = list(read_file(b'{"code": "1.0\n' + jsonl(crawled_row()), as_of=AS_OF))
        assert [candidate.record is not None for candidate in candidates] == [False, True]


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "name", "words"),
        [
            (b"", "a.json", "trống"),
            (b"xin chao", "a.docx", "không mở được như tệp nén"),
            (b"xin chao", "a.json", "Không phải JSON"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "a.json", "Không phải văn bản"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "đời cũ"),
            (zipped({"a.txt": "b"}), "a.zip", "Không nhận ra loại tệp"),
            (detail_sheet()[:200], "a.docx", "bị hỏng"),
            (b"\x1f\x8b\x08\x00rubbish", "a.jsonl.gz", "bị hỏng"),
            (b"[1]", "a.json", "không phải là một bản ghi"),
            (b"{}", "a.json", "Thiếu mã"),
            (b"{" * 2000, "a.json", "quá lớn"),
        ],
    )
    def test_reason_is_clear(self, data: bytes, name: str, words: str) -> None:
        (reason,) = reasons(read_file(data, as_of=AS_OF, name=name, limits=Limits(file_bytes=100_000 if len(data) != 2000 else 1000)))
        assert words in reason


class TestFolders:
    def test_known_files_are_found_sorted_and_once(self, tmp_path: Path) -> None:
        for name in ("b.json", "a/c.docx", "a/b.XLSX", "x.jsonl.gz", "note.txt", "~$a.docx", ".git/d.json"):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"{}")
        found = find_files([tmp_path, tmp_path / "b.json"])
        assert [str(path.relative_to(tmp_path)) for path in found] == ["a/b.XLSX", "a/c.docx", "b.json", "x.jsonl.gz"]

    def test_bad_file_does_not_stop_the_next(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_bytes(b"{")
        (tmp_path / "b.docx").write_bytes(detail_sheet())
        bad, good = read_paths([tmp_path], as_of=AS_OF)
        assert bad.record is None
        assert str(bad.place) == str(tmp_path / "a.json")
        assert good.record is not None

    def test_missing_path_gives_its_reason(self, tmp_path: Path) -> None:
        assert len(reasons(read_paths([tmp_path / "none"], as_of=AS_OF))) == 1
