from __future__ import annotations

from typer.testing import CliRunner

from app.cli import app
from core.errors import InputError


class TestTrain:
    def test_with_shipped_procedures_alone_is_refused_and_writes_nothing(self, database_url, monkeypatch, tmp_path):
        monkeypatch.setenv("DATABASE_URL", database_url)
        monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
        out = tmp_path / "ranker.json"
        result = CliRunner().invoke(app, ["train", "--out", str(out)])
        assert result.exit_code != 0
        assert isinstance(result.exception, InputError)
        assert result.exception.code == "too_few_procedures"
        assert not out.exists()
