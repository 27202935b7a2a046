from __future__ import annotations

import pytest
from typer.testing import CliRunner

from app.cli import app
from core.errors import InputError


class TestEvaluate:
    """What is refused before anything is asked of the running system."""

    @pytest.fixture
    def dialogues(self, tmp_path):
        path = tmp_path / "set.jsonl"
        path.write_text('{"id": "a", "turns": [{"text": "alo", "behaviour": "smalltalk"}]}\n', encoding="utf-8")
        return path

    def test_unknown_noise_is_named(self, dialogues):
        result = CliRunner().invoke(app, ["evaluate", str(dialogues), "--noise", "typos,rot13"])
        assert isinstance(result.exception, InputError)
        assert "rot13" in result.exception.message

    def test_file_that_is_no_set_is_named_with_its_line(self, tmp_path):
        (tmp_path / "bad.jsonl").write_text("[]\n", encoding="utf-8")
        result = CliRunner().invoke(app, ["evaluate", str(tmp_path / "bad.jsonl")])
        assert isinstance(result.exception, InputError)
        assert "dòng 1" in result.exception.message

    def test_missing_file_is_named(self):
        result = CliRunner().invoke(app, ["evaluate", "khong-co.jsonl"])
        assert result.exit_code != 0
        assert "khong-co.jsonl" in result.output
