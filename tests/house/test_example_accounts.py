"""The accounts that documents tell people to add are names the program takes."""

from __future__ import annotations

import re

import pytest

from core.settings import PROJECT_ROOT
from staff.usernames import as_kept

DOCUMENTS = [PROJECT_ROOT / "README.md", *sorted((PROJECT_ROOT / "docs").rglob("*.md"))]
ADDED = sorted({name for document in DOCUMENTS for name in re.findall(r"hotline user add (\S+)", document.read_text(encoding="utf-8"))})


def test_there_are_some() -> None:
    assert len(ADDED) >= 3


@pytest.mark.parametrize("name", ADDED)
def test_it_can_be_added(name: str) -> None:
    assert as_kept(name) == name
