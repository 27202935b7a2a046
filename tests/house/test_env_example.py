"""Every setting stands in .env.example with a Vietnamese line, and nothing else does."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from core.settings import PROJECT_ROOT, Settings

LINES = (PROJECT_ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
_SETTING = re.compile(r"^#([A-Z][A-Z_]*)=(.*)$")
_VIETNAMESE = re.compile(r"[à-ỹđ]", re.IGNORECASE)
# Where the default depends on where the project lies.
_OF_THE_MACHINE = {"VAR_DIR"}


def shown() -> list[tuple[str, str, str]]:
    """Name, value, and the line above."""
    found = [(match, above) for above, line in pairwise(LINES) if (match := _SETTING.match(line))]
    return [(match[1], match[2], above) for match, above in found]


def default_of(name: str) -> str:
    default = Settings.model_fields[name.lower()].default
    return str(default.get_secret_value() if hasattr(default, "get_secret_value") else default)


def test_every_setting_is_shown_once() -> None:
    assert sorted(name for name, _, _ in shown()) == sorted(name.upper() for name in Settings.model_fields)


def test_copying_the_example_changes_nothing() -> None:
    assert all(not line or line.startswith("#") for line in LINES)


@pytest.mark.parametrize(("name", "value", "above"), shown())
def test_setting_is_explained_in_vietnamese(name: str, value: str, above: str) -> None:
    assert above.startswith("# "), name
    assert _VIETNAMESE.search(above), name


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, value, _ in shown() if name not in _OF_THE_MACHINE])
def test_default_shown_is_the_real_one(name: str, value: str) -> None:
    assert value == default_of(name)
