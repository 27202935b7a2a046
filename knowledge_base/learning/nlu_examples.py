"""The sentences that the language pipeline is taught with, as they stand in its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml


def nlu_examples(folder: Path) -> Iterator[tuple[str, str]]:
    """Intent and sentence, with its marks ("[lệ phí](aspect)"); the intent is empty where a list belongs to none, as synonyms do."""
    for path in sorted(folder.glob("*.yml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            lines = (line.strip() for line in group.get("examples", "").splitlines())
            yield from ((group.get("intent", ""), line.removeprefix("-").strip()) for line in lines if line)
