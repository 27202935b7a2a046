"""What the program is made of, as a short name: models and measurements are kept under it."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable

from core.settings import PROJECT_ROOT


def fingerprint_of(names: Iterable[str], suffixes: Container[str]) -> str:
    """Changes with any of these files of the project, and those of these suffixes below these folders."""
    digest = hashlib.sha256()
    for name in names:
        root = PROJECT_ROOT / name
        files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.suffix in suffixes)
        for path in files:
            digest.update(str(path.relative_to(PROJECT_ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
