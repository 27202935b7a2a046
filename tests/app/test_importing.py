from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from app.cli import app

ROW = {
    "code": "9.000001",
    "name": "Cấp giấy phép thả diều",
    "level": "Cấp xã",
    "field": "Văn hóa",
    "agency": "Ủy ban nhân dân cấp xã",
    "audience": "Công dân Việt Nam",
    "time_limit": "Trực tiếp: 3 Ngày làm việc",
    "fee": "Trực tiếp: Miễn phí",
    "documents": [{"case": "--", "name": "Đơn đề nghị", "form": "", "qty": "1 bản chính"}],
    "steps": "Nộp đơn.",
    "channels": [{"channel": "Trực tiếp", "time_limit": "3 Ngày làm việc", "fee": "Miễn phí", "note": ""}],
    "legal_basis": [{"no": "60/2014/QH13"}],
    "result": "Giấy phép",
    "forms": [],
    "online_url": "",
    "source": "test",
    "crawled": "2026-06/07",
}


@pytest.fixture
def run(database_url, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, ["import", *map(str, arguments)])


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.jsonl"
    path.write_text(json.dumps(ROW, ensure_ascii=False), encoding="utf-8")
    return path


def counts(output: str) -> list[str]:
    total = next(line for line in output.splitlines() if "Tổng cộng" in line)
    return [cell.strip() for cell in total.strip("│ ").split("│")][1:]


class TestImport:
    def test_new_records_are_added_and_a_second_run_changes_nothing(self, run, good):
        assert counts(run(good).output) == ["1", "0", "0", "0", "0"]
        assert counts(run(good).output) == ["0", "0", "1", "0", "0"]

    def test_dry_run_writes_nothing(self, run, good):
        assert counts(run(good, "--dry-run").output)[0] == "1"
        assert counts(run(good).output)[0] == "1"

    def test_a_bad_file_is_refused_with_its_reason_and_the_rest_goes_in(self, run, good, tmp_path):
        (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 no archive")
        (tmp_path / "nameless.json").write_text(json.dumps(ROW | {"name": ""}), encoding="utf-8")
        result = run(tmp_path)
        assert result.exit_code == 0
        assert counts(result.output) == ["1", "0", "0", "0", "2"]
        assert "bad.docx" in result.output
        assert "nameless.json" in result.output

    def test_nothing_but_refusals_is_a_failure(self, run, tmp_path):
        (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 no archive")
        assert run(tmp_path / "bad.docx").exit_code == 1

    def test_no_file_at_all_is_said_in_words(self, run, tmp_path):
        empty = tmp_path / "empty"
        empty.mkdir()
        result = run(empty)
        assert result.exit_code != 0


class TestOfficialData:
    def test_all_records_and_samples_go_in_or_are_refused_with_a_reason(self, run, shared_data):
        everything = counts(run(shared_data / "procedures.jsonl.gz").output)
        assert sum(map(int, everything)) == 4432
        samples = counts(run(shared_data / "portal_docx", shared_data / "portal_json").output)
        assert sum(map(int, samples)) == 120
        assert counts(run(shared_data / "procedures.jsonl.gz").output)[2] == "4432"
