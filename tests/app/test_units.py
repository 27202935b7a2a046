from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from app.cli import app


@pytest.fixture
def run(database_url, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, ["units", *map(str, arguments)])


@pytest.fixture
def file(tmp_path):
    def saved(*rows):
        book = Workbook()
        sheet: Any = book.active
        for row in (("Mã đơn vị", "Tên đơn vị", "Mã cấp trên"), *rows):
            sheet.append(row)
        path = tmp_path / "units.xlsx"
        book.save(path)
        return path

    return saved


class TestImportUnits:
    def test_imports_and_lists(self, run, file):
        assert run("import", file(("STC", "Sở Tài chính [cũ]"))).exit_code == 0
        listed = run("list").output
        assert "STC" in listed
        assert "Sở Tài chính [cũ]" in listed
        assert "đang dùng" in listed

    def test_dry_run_says_that_nothing_was_written(self, run, file):
        result = run("import", file(("STC", "Sở Tài chính")), "--dry-run")
        assert "chưa ghi gì" in result.output
        assert "chưa có đơn vị nào" in run("list").output

    def test_replace_takes_the_others_out_of_use(self, run, file):
        run("import", file(("STC", "Sở Tài chính"), ("SYT", "Sở Y tế")))
        assert run("import", file(("SYT", "Sở Y tế")), "--replace").exit_code == 0
        assert "đã ngừng" in run("list").output

    def test_what_is_wrong_is_shown_and_the_rest_counted(self, run, file):
        result = run("import", file(*((f"D{number}", None) for number in range(30))))
        assert result.exit_code == 1
        assert "Dòng 2: đơn vị «D0» thiếu tên." in result.output
        assert "10 lỗi khác" in result.output
        assert "chưa có đơn vị nào" in run("list").output
