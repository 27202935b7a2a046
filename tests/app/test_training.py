from __future__ import annotations

from typer.testing import CliRunner

from app.cli import app
from core.errors import InputError
from knowledge_base.answering.by_words import STAYING, STRANGENESS
from knowledge_base.answering.carrying_on import MODEL as CARRYING_ON
from knowledge_base.search.ranker import MODEL, TREES


class TestTrain:
    def test_with_shipped_procedures_alone_is_refused_and_writes_nothing(self, database_url, monkeypatch, tmp_path):
        before = [path.stat().st_mtime_ns for path in (MODEL, TREES, CARRYING_ON, STAYING, STRANGENESS)]
        monkeypatch.setenv("DATABASE_URL", database_url)
        monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
        result = CliRunner().invoke(app, ["train"])
        assert result.exit_code != 0
        assert isinstance(result.exception, InputError)
        assert result.exception.code == "too_few_procedures"
        assert [path.stat().st_mtime_ns for path in (MODEL, TREES, CARRYING_ON, STAYING, STRANGENESS)] == before
