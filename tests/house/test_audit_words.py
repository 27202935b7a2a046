"""What the audit log calls things, the desk's page calls by a Vietnamese name: what has none cannot be filtered by."""

from __future__ import annotations

import re

from core.settings import PROJECT_ROOT
from staff.audit import Action

_WORDS = (PROJECT_ROOT / "desk" / "frontend" / "src" / "words.ts").read_text(encoding="utf-8")


def named_under(key: str) -> list[str]:
    audit = _WORDS.partition("\n  audit: {")[2].partition("\n  },")[0]
    return re.findall(r"^ {6}(\w+): \"", audit.partition(f"\n    {key}: {{")[2].partition("\n    }")[0], re.MULTILINE)


def test_every_action_has_a_name_and_no_name_is_without_an_action() -> None:
    assert sorted(named_under("actions")) == sorted(action.value for action in Action)


def test_every_subject_has_a_name() -> None:
    # As written by those who record it.
    assert set(named_under("subjects")) == {
        "conversation",
        "message",
        "ticket",
        "staff",
        "canned_reply",
        "bot_pause",
        "call",
        "channel",
        "entry",
        "question_cluster",
    }
