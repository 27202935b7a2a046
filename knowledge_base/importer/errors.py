"""What keeps a whole file from being read; a single bad record is a refused candidate instead."""

from __future__ import annotations

from core.errors import InputError
from knowledge_base.importer.words import reason


class UnreadableFile(InputError):
    """`message` is the reason in Vietnamese; readers turn it into a refused candidate."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"import_{key}", reason(key, **values))
