"""What fields of records are called, from fields.yml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge_base.models import EntryKind


@cache
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(files("knowledge_base.editing").joinpath("fields.yml").read_text(encoding="utf-8")))


def field_label(kind: EntryKind, field: str) -> str:
    """Of a field of the record, or of one inside it; an unknown one is shown as it is."""
    label = _words().get(kind.value, {}).get(field) or _words()["shared"].get(field, field)
    return str(label)


def place_label(kind: EntryKind, path: str) -> str:
    """ "submission_methods.1.fees.0.amount_vnd" → "Cách nộp 2 › Khoản thu 1 › Số tiền", as the form says it."""
    labels: list[str] = []
    within, holder = _words()["within"], ""
    for part in path.split("."):
        if part.isdecimal():
            one = within.get(holder, {}).get("one")
            labels[-1:] = [f"{one} {int(part) + 1}"] if one else labels[-1:]
        else:
            labels.append(str(within[holder].get(part, part)) if holder in within else field_label(kind, part))
            holder = part
    return " › ".join(filter(None, labels))


def value_words(group: str, value: str) -> str:
    """ "online_level", "full" → "Toàn trình"."""
    return str(_words()["values"].get(group, {}).get(value, value))


def yes_or_no(value: bool) -> str:
    return str(_words()["values"]["true" if value else "false"])


def line(key: str, **values: object) -> str:
    return str(_words()["lines"][key]).format(**values)
