from __future__ import annotations

import pytest
from typer.testing import CliRunner

from app.cli import app
from core.clock import vietnam_today
from knowledge_base.content_loader import shipped_procedures
from knowledge_base.importer.comparison import check
from knowledge_base.importer.reader import read_paths


@pytest.fixture(scope="module")
def officials(request):
    folder = request.config.rootpath.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"official records are not beside the project: {folder}")
    candidates = read_paths([folder / "procedures.jsonl.gz"], as_of=vietnam_today())
    return [candidate.record for candidate in candidates if candidate.record is not None]


class TestCheck:
    def test_shipped_content_differs_from_official_records_only_where_it_says_why(self, officials):
        report = check(shipped_procedures(), officials)
        assert report.compared >= 150
        assert [str(difference) for difference in report.unexplained] == []
        assert report.stale == []
        assert report.without_official == []

    def test_a_changed_fee_is_found(self, officials):
        record = next(record for record in shipped_procedures() if record.code == "1.004222")
        method = record.submission_methods[0]
        raised = method.model_copy(update={"fees": (method.fees[0].model_copy(update={"amount_vnd": 999_000}),)})
        wrong = record.model_copy(update={"submission_methods": (raised, *record.submission_methods[1:])})
        explained = {field: why for field, why in record.differences.items() if field != "fees"}
        unexplained = check([wrong.model_copy(update={"differences": explained})], officials).unexplained
        assert [difference.field for difference in unexplained] == ["fees"]


class TestCommand:
    def test_a_missing_file_is_named_in_words(self):
        result = CliRunner().invoke(app, ["content", "check", "--against", "khong-co.jsonl"])
        assert result.exit_code != 0
        assert "khong-co.jsonl" in result.output

    def test_an_unreadable_file_is_named_with_its_reason(self, tmp_path):
        broken = tmp_path / "broken.docx"
        broken.write_bytes(b"PK\x03\x04 no archive")
        result = CliRunner().invoke(app, ["content", "check", "--against", str(broken)])
        assert result.exit_code != 0
        assert "Không đọc được" in result.output
