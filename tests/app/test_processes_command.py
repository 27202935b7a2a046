from __future__ import annotations

import pytest

from app.commands import processes
from core.working_hours import BadWorkingHours


def test_hours_that_cannot_be_read_are_told_before_anything_starts(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKING_HOURS", "thứ Hai 8h-17h")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    with pytest.raises(BadWorkingHours, match="thứ Hai"):
        processes.run()
    assert not list(tmp_path.iterdir())
