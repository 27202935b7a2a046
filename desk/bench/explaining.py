"""Why this answer, in sentences that need no developer: the step that answered, what search saw, what happens next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.ports import BotReply
from core.words import Words
from desk.bench.asking import answered_keys
from desk.bench.entries_repository import Entry

_MOST_SIGNALS = 4
_CLEARLY_AHEAD = 1.4
_NOT_WORTH_NAMING = 0.005
_LIKELY = 0.5


@dataclass(frozen=True)
class _Reading:
    """A number that search gives an entry, worth a sentence from `least` on or up to `most`; what is amiss, only of an unlikely one."""

    words: str
    signal: str
    least: float = 0.0
    most: float = 1.0
    is_amiss: bool = False

    def holds(self, hit: Mapping[str, Any]) -> bool:
        value = hit.get(self.signal)
        is_said = not self.is_amiss or float(hit["share"]) < _LIKELY
        return is_said and isinstance(value, int | float) and self.least <= value <= self.most


# The first of a group that holds is said.
_READINGS: Sequence[Sequence[_Reading]] = (
    (
        _Reading("nearly_word_for_word", "line_both", least=0.9),
        _Reading("holds_name", "held_name", least=0.3),
        _Reading("close_to_line", "line_both", least=0.6),
        _Reading("far_from_lines", "line_both", most=0.35, is_amiss=True),
    ),
    (_Reading("official_words", "name_recall", least=0.7),),
    (
        _Reading("all_words_there", "union_recall", least=0.995),
        _Reading("most_words_there", "union_recall", least=0.8),
        _Reading("few_words_there", "union_recall", most=0.6, is_amiss=True),
    ),
    (_Reading("telling_word_missing", "missing_word", least=0.6, is_amiss=True),),
    (_Reading("content_speaks_of_it", "content", least=0.5),),
)


def why(reply: BotReply, entries: Mapping[str, Entry], words: Words) -> list[str]:
    """The most telling first."""
    details = reply.details
    said = _of_step(str(details.get("step") or ""), words)
    hits = [hit for hit in details.get("signals") or () if isinstance(hit, Mapping)]
    said += _of_shares(hits, entries, words)
    if hits:
        said += [words.say(reading.words, title=_title(hits[0], entries)) for reading in _held(hits[0])]
    if any(entries[key].is_draft for key in answered_keys(reply) if key in entries):
        said.append(words.say("from_draft"))
    if reply.handover is not None:
        said.append(words.say("goes_to_person"))
    return said


def keys_in(reply: BotReply) -> set[str]:
    """All entries that play a part in the reply."""
    hits = {str(hit["key"]) for hit in reply.details.get("signals") or () if isinstance(hit, Mapping) and "key" in hit}
    return hits | set(answered_keys(reply))


def _of_step(step: str, words: Words) -> list[str]:
    key = f"step_{step}"
    if words.has(key):
        return [words.say(key)]
    return [words.say("step_fixed")] if step.startswith("utter_") else []


def _of_shares(hits: Sequence[Mapping[str, Any]], entries: Mapping[str, Entry], words: Words) -> list[str]:
    if not hits:
        return []
    first, second = hits[0], hits[1] if len(hits) > 1 else None
    said = [words.say("likeliest", title=_title(first, entries), percent=_percent(first))]
    if second is not None and float(second["share"]) >= _NOT_WORTH_NAMING:
        is_ahead = float(first["share"]) >= _CLEARLY_AHEAD * float(second["share"])
        said.append(words.say("clearly_ahead" if is_ahead else "hardly_ahead", title=_title(second, entries), percent=_percent(second)))
    return said


def _held(hit: Mapping[str, Any]) -> list[_Reading]:
    held = [next((reading for reading in group if reading.holds(hit)), None) for group in _READINGS]
    return [reading for reading in held if reading is not None][:_MOST_SIGNALS]


def _title(hit: Mapping[str, Any], entries: Mapping[str, Entry]) -> str:
    key = str(hit.get("key"))
    return entries[key].title if key in entries else key


def _percent(hit: Mapping[str, Any]) -> int:
    return round(float(hit["share"]) * 100)
