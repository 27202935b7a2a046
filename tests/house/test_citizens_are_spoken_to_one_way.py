"""The program calls citizens «bạn», on every channel and page; operators choose for themselves how they speak."""

from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT

# What citizens read: by the program, never by staff.
_READ_BY_CITIZENS = [
    *sorted((PROJECT_ROOT / "channels").glob("**/*.yml")),
    *sorted((PROJECT_ROOT / "data/responses").glob("*.yml")),
    *(PROJECT_ROOT / "conversations" / name for name in ("notices.yml", "attachments/words.yml")),
    *(PROJECT_ROOT / "tickets" / name for name in ("words.yml", "handover_words.yml", "labels.yml")),
    *(PROJECT_ROOT / "privacy" / name for name in ("words.yml", "copy_words.yml")),
    PROJECT_ROOT / "channels/webchat/frontend/src/words.ts",
    *sorted((PROJECT_ROOT / "channels/webchat/frontend/public").glob("*.html")),
]


@pytest.mark.parametrize("path", _READ_BY_CITIZENS, ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_nobody_is_called_otherwise(path):
    words = path.read_text(encoding="utf-8").lower()
    assert [other for other in ("anh/chị", "anh chị", "quý khách", "ông/bà", "ông bà") if other in words] == []
