"""What two records say of fees and times, made comparable: sets of amounts, and what free text adds to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge_base.importer.official_fields import amount_of, mentioned_times
from knowledge_base.importer.words import is_note, note_words, section
from knowledge_base.records import ProcedureRecord, ProcessingTime, SubmissionKind, SubmissionMethod, TimeUnit

_MONEY = re.compile(r"(\d[\d.,]*)\s*(triệu)?\s*(?:đồng|đ|vnđ)\b", re.IGNORECASE)
# Notes of the importer that quote a number it could not trust.
_WARNINGS = ("time_and_fee_in_one_number", "amount_cut")
type Time = tuple[int, TimeUnit | None]


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """`amounts` in đồng, 0 for free; `unspecified` where a fee has words alone; `mentioned` in those words."""

    amounts: frozenset[int]
    unspecified: bool
    mentioned: frozenset[int]

    def agrees_with(self, official: FeeFacts) -> bool:
        """Every official amount is ours, and every amount of ours official, in a cell or in words.

        We may add words to an official amount, but not leave official words out, unless the amounts they name stand in their place.
        """
        if (0 in self.amounts) != (0 in official.amounts):
            return False
        if not official.amounts <= self.amounts or not self.amounts <= official.amounts | official.mentioned:
            return False
        if official.unspecified and not self.unspecified:
            return bool(self.amounts - official.amounts)
        return official.unspecified or not self.unspecified or bool(official.amounts)

    def __str__(self) -> str:
        words = [note_words("free") if amount == 0 else f"{amount:,} đ".replace(",", ".") for amount in sorted(self.amounts)]
        return ", ".join([*words, *([note_words("fee_in_words")] if self.unspecified else [])]) or note_words("no_fee_given")


def fee_facts(record: ProcedureRecord) -> FeeFacts:
    fees = [fee for method in record.submission_methods for fee in method.fees]
    notes = [fee.note for fee in fees] + [method.note for method in record.submission_methods]
    return FeeFacts(
        amounts=frozenset(fee.amount_vnd for fee in fees if fee.amount_vnd is not None),
        unspecified=any(fee.amount_vnd is None for fee in fees),
        mentioned=frozenset(_money_in(notes)),
    )


def _money_in(texts: Iterable[str]) -> Iterable[int]:
    for text in texts:
        if any(is_note(warning, text) for warning in _WARNINGS):
            continue
        for match in _MONEY.finditer(text):
            amount = amount_of(match[1])
            if amount is not None:
                yield amount * 1_000_000 if match[2] else amount


@dataclass(frozen=True, slots=True)
class TimeFacts:
    """Per way of handing in: the times that stand in its cell, and those that its words mention."""

    given: dict[SubmissionKind, frozenset[Time]] = field(default_factory=dict)
    mentioned: dict[SubmissionKind, frozenset[Time]] = field(default_factory=dict)

    def agrees_with(self, official: TimeFacts) -> bool:
        """The same ways of handing in, and for each the same times."""
        if self.given.keys() != official.given.keys():
            return False
        return all(self._agrees_on(kind, official) for kind in self.given)

    def _agrees_on(self, kind: SubmissionKind, official: TimeFacts) -> bool:
        ours, theirs = self.given[kind], official.given[kind]
        said = theirs | official.mentioned[kind]
        if not theirs:
            # The official cell holds words or nothing: what they mention is all there is to hold against.
            return not ours or any(_among(time, said) for time in ours)
        known = ours | self.mentioned[kind]
        return all(_among(time, said) for time in ours) and all(_among(time, known) for time in theirs)

    def __str__(self) -> str:
        kinds = section("workbook")["values"]["kinds"]
        return "; ".join(f"{kinds[kind]}: {_times_text(self.given[kind])}" for kind in SubmissionKind if kind in self.given) or "–"


def _among(time: Time, times: frozenset[Time]) -> bool:
    """A time without unit agrees with the same number in any unit."""
    return time in times or any(amount == time[0] and (unit is None or time[1] is None) for amount, unit in times)


def _times_text(times: frozenset[Time]) -> str:
    units = section("workbook")["values"]["units"]
    ordered = sorted(times, key=lambda time: (time[0], time[1] or ""))
    return ", ".join(f"{amount} {units[unit].lower() if unit else ''}".strip() for amount, unit in ordered) or "–"


def time_facts(record: ProcedureRecord) -> TimeFacts:
    given: dict[SubmissionKind, frozenset[Time]] = {}
    mentioned: dict[SubmissionKind, frozenset[Time]] = {}
    for method in record.submission_methods:
        given[method.kind] = given.get(method.kind, frozenset()) | frozenset(_given(method.processing_time))
        mentioned[method.kind] = mentioned.get(method.kind, frozenset()) | frozenset(_mentioned(method))
    return TimeFacts(given, mentioned)


def _given(time: ProcessingTime | None) -> Iterable[Time]:
    return [(time.amount, time.unit)] if time is not None and time.amount is not None else []


def _mentioned(method: SubmissionMethod) -> Iterable[Time]:
    yield from mentioned_times(method.note)
    if method.processing_time is not None:
        yield from mentioned_times(method.processing_time.note)
