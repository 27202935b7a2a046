"""The key of an entry: what its record says it is, or a slug made of its title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from knowledge_base.editing.raw_records import KEY_FIELDS
from knowledge_base.models import EntryKind
from vntext import fold

_MOST_CHARACTERS = 60


def key_in(kind: EntryKind, raw: Mapping[str, Any]) -> str:
    """What the record says it is; empty when it does not."""
    parts = [raw.get(field) for field in KEY_FIELDS[kind]]
    if all(isinstance(part, str) and part.strip() for part in parts):
        return "/".join(str(part).strip() for part in parts)
    return ""


def slug_of(title: str) -> str:
    """ "Gia hạn tạm trú?" → "gia-han-tam-tru"."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    return slug if len(slug) <= _MOST_CHARACTERS else slug[:_MOST_CHARACTERS].rpartition("-")[0] or slug[:_MOST_CHARACTERS]
