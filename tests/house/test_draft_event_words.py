"""What happens to a draft, and why a question is there, has a Vietnamese name: no page shows it as the program calls it."""

from __future__ import annotations

import re
from pathlib import Path

from core.settings import PROJECT_ROOT
from desk.questions.reasons import Reason
from knowledge_base.editing.models import DraftEvent, DraftState

_EDITORS = PROJECT_ROOT / "desk" / "frontend" / "src" / "editors"


def named_under(key: str, words: Path) -> set[str]:
    block = words.read_text(encoding="utf-8").partition(f"\n  {key}: {{")[2].partition("\n  }")[0]
    return set(re.findall(r"^ {4}(\w+): \"", block, re.MULTILINE))


def test_every_event_of_a_draft_has_a_name() -> None:
    assert named_under("events", _EDITORS / "record" / "words.ts") == {event.value for event in DraftEvent}


def test_every_state_of_a_draft_has_a_name() -> None:
    assert named_under("states", _EDITORS / "records" / "words.ts") >= {state.value for state in DraftState}


def test_every_reason_of_a_question_has_a_name() -> None:
    assert named_under("reasons", _EDITORS / "questions" / "words.ts") == {reason.value for reason in Reason}
