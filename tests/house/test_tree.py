"""The shape of the project itself: short files, names that say something, clean Vietnamese letters, decisions without gaps."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from core.settings import PROJECT_ROOT

_MOST_LINES = 300
_EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers"}
_NOT_OURS = {"node_modules", "static", "__pycache__"}
_ETH = chr(0xD0)  # looks like the Vietnamese letter U+0110 and is another one
_TEXT_SUFFIXES = {".yml", ".yaml", ".txt", ".json", ".jsonl", ".csv", ".md"}
_DECISION = re.compile(r"^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md$")
_PARTS = ("## context", "## decision", "compared", "## consequences", "status:")


def packages() -> list[str]:
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped: list[str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    return [*shipped, "bot"]


def files_under(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in (PROJECT_ROOT / folder).rglob("*"):
            if path.is_file() and not _NOT_OURS.intersection(path.relative_to(PROJECT_ROOT).parts):
                yield path


def shown(path: Path) -> str:
    return str(path.relative_to(PROJECT_ROOT))


def test_python_files_are_short() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files_under(*packages()) if path.suffix == ".py"}
    assert len(lengths) > 50
    assert {name: lines for name, lines in lengths.items() if lines > _MOST_LINES} == {}


def test_names_say_what_a_file_knows() -> None:
    folders = [*packages(), "data", "migrations", "tests", "scripts", "evaluation"]
    names = {shown(path) for path in files_under(*folders) for part in path.parts if part.split(".")[0].lower() in _EMPTY_NAMES}
    assert names == set()


def test_no_eth_for_d_with_stroke() -> None:
    """U+00D0 typed for U+0110: the two look alike, compare unequal and fold differently. Code may name it, data may not hold it."""
    folders = ("data", "knowledge_base", "conversations", "channels", "bot/patterns", "vntext", "evaluation", "docs")
    texts = [*(path for path in files_under(*folders) if path.suffix in _TEXT_SUFFIXES), *PROJECT_ROOT.glob("*.yml")]
    assert len(texts) > 200
    assert [shown(path) for path in texts if _ETH in path.read_text(encoding="utf-8")] == []


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (PROJECT_ROOT / "docs" / "adr").iterdir())
    matches = [_DECISION.match(name) for name in names]
    assert None not in matches, names
    numbers = [int(match[1]) for match in matches if match]
    assert numbers == list(range(1, len(numbers) + 1))


def test_decisions_have_all_parts() -> None:
    texts = {shown(path): path.read_text(encoding="utf-8").lower() for path in files_under("docs/adr")}
    assert [(name, part) for name, text in sorted(texts.items()) for part in _PARTS if part not in text] == []
