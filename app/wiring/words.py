"""Fixed sentences with the province's names in them."""

from __future__ import annotations

from core.settings import PROJECT_ROOT, Settings
from core.words import Words


def words_of(settings: Settings, path: str) -> Words:
    """`path` from the project's root."""
    return Words(PROJECT_ROOT / path, hotline_number=settings.hotline_number, province_name=settings.province_name)
