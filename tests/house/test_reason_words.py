"""Why a conversation changed hands is kept as a word of the program; the desk's page says it in Vietnamese."""

from __future__ import annotations

import re

from core.settings import PROJECT_ROOT

_WORDS = (PROJECT_ROOT / "desk" / "frontend" / "src" / "words.ts").read_text(encoding="utf-8")
_LAYERS = ("channels", "conversations", "desk", "privacy", "tickets")
_CHANGE = re.compile(r"Change\(Move\.\w+, [^\n]*?reason=([\w.\"]+)")
# Handed in by a person, or read from the hand-over and the outcome, which have words of their own.
_NOT_FIXED = {"reason", "wrap_up.outcome"}


def reasons_in(source: str) -> set[str]:
    """The fixed words with which `source` gives a conversation to somebody else."""
    fixed = {name for name in _CHANGE.findall(source) if name not in _NOT_FIXED}
    constants = dict(re.findall(r"^(_[A-Z]+) = \"(\w+)\"$", source, re.MULTILINE))
    return {constants.get(name, name.strip('"')) for name in fixed}


def test_every_fixed_reason_is_said_in_vietnamese() -> None:
    said = set(re.findall(r"^    (\w+): \"", _WORDS.partition("\n  reason: {")[2].partition("\n  }")[0], re.MULTILINE))
    sources = [path.read_text(encoding="utf-8") for layer in _LAYERS for path in (PROJECT_ROOT / layer).rglob("*.py")]
    reasons = set().union(*(reasons_in(source) for source in sources))
    assert {"console", "console_quiet", "asked_bot"} <= reasons
    # Chosen by a variable (tickets/lost_operators.py).
    reasons |= {"heartbeat", "resting", "unanswered"}
    assert reasons - said == set()
