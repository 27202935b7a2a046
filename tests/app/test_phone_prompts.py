from __future__ import annotations

import csv

import pytest
from typer.testing import CliRunner

from app.cli import app
from channels.phone.speaking.recordings import file_name
from tests.channels.phone.fake_speech import wave_of


@pytest.fixture
def prompts(tmp_path, monkeypatch):
    voice = tmp_path / "voices" / "mac-dinh"
    voice.mkdir(parents=True)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("PHONE_PROMPTS_DIR", str(tmp_path / "voices"))
    target = tmp_path / "cau.csv"

    def run():
        result = CliRunner().invoke(app, ["phone", "prompts", "--csv", str(target)])
        assert result.exit_code == 0
        with target.open(encoding="utf-8-sig", newline="") as file:
            return result.stdout, list(csv.DictReader(file))

    return voice, run


def test_lists_what_to_record_and_says_what_is(prompts):
    voice, run = prompts
    _, before = run()
    assert {row["Tình trạng"] for row in before} == {"chưa thu, máy đọc"}
    (voice / before[0]["Tệp"]).write_bytes(wave_of(bytes(1600), 8000))
    stale = file_name(before[1]["Tệp"].rpartition("-")[0], "Một câu đã đổi.")
    (voice / stale).write_bytes(wave_of(bytes(1600), 8000))
    said, after = run()
    assert [row["Tình trạng"] for row in after[:2]] == ["đã thu", "câu đã đổi, cần thu lại"]
    assert f"bản thu cũ, không dùng: {stale}" in said
    assert "1 đã thu" in said
