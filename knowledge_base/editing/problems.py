"""What keeps a record from being published: where it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core.clock import VIETNAM
from core.settings import PROJECT_ROOT
from core.words import Words
from knowledge_base.editing.raw_records import KEY_FIELDS
from knowledge_base.editing.reachable import is_phone, is_web_address
from knowledge_base.fixed_sentences import Trouble, problems_of
from knowledge_base.models import EntryKind
from knowledge_base.publication import key_of
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.records import Record


@dataclass(frozen=True)
class Problem:
    """`path` as "submission_methods.0.fees.1.amount_vnd"."""

    path: str
    message: str


def problems(kind: EntryKind, key: str, raw: Mapping[str, Any], now: datetime) -> list[Problem]:
    """Nothing when it may be published under that key; an empty key is one that is still to be given."""
    found: list[Problem] = []
    try:
        record = RECORD_OF[kind].model_validate(raw)
    except ValidationError as error:
        found.extend(Problem(_path(each), _message(each)) for each in error.errors(include_url=False))
    else:
        found.extend(_key_problems(record, key))
    found.extend(_contradictions(kind, raw, now))
    return list({problem.path: problem for problem in reversed(found)}.values())[::-1]


def _key_problems(record: Record, key: str) -> Iterator[Problem]:
    kind, own = key_of(record)
    if key and own != key:
        yield Problem(KEY_FIELDS[kind][0], _contradicting("key").format(key=key))


def _contradictions(kind: EntryKind, raw: Mapping[str, Any], now: datetime) -> Iterator[Problem]:
    today = now.astimezone(VIETNAM).date()
    start, end, as_of, review = (_day(raw.get(name)) for name in ("effective_from", "effective_to", "as_of", "review_by"))
    if start and end and end < start:
        yield Problem("effective_to", _contradicting("effective"))
    if as_of and review and review < as_of:
        yield Problem("review_by", _contradicting("review_before_as_of"))
    if as_of and as_of > today:
        yield Problem("as_of", _contradicting("as_of_ahead"))
    bases = raw.get("legal_bases")
    for number, basis in enumerate(bases if isinstance(bases, list) else []):
        issued = _day(basis.get("issued_on")) if isinstance(basis, dict) else None
        if issued and issued > today:
            yield Problem(f"legal_bases.{number}.issued_on", _contradicting("issued_ahead"))
    yield from _unreachable(kind, raw)
    yield from _of_the_whole(kind, raw, now)
    if kind is EntryKind.EVERYDAY_NAMES and not (raw.get("names") or raw.get("questions")):
        yield Problem("names", _contradicting("no_names"))
    if kind is EntryKind.FIXED_SENTENCE:
        yield from _unspeakable(raw)


def _of_the_whole(kind: EntryKind, raw: Mapping[str, Any], now: datetime) -> Iterator[Problem]:
    """Said beside what is wrong with single fields: the record itself speaks of it only once these are right."""
    if kind is EntryKind.CONTACT and not any(str(raw.get(name) or "").strip() for name in ("phone", "address", "url")):
        yield Problem("phone", _contradicting("unreachable"))
    if kind is EntryKind.ANNOUNCEMENT:
        start, end = (_moment(raw.get(name)) for name in ("starts_at", "ends_at"))
        if start and end and end <= start:
            yield Problem("ends_at", _contradicting("ends_before_start"))
        if end and end <= now:
            yield Problem("ends_at", _contradicting("over"))


def _unspeakable(raw: Mapping[str, Any]) -> Iterator[Problem]:
    others = raw.get("others")
    wordings = {"text": raw.get("text")} | {f"others.{at}": text for at, text in enumerate(others if isinstance(others, list) else [])}
    for path, text in wordings.items():
        if isinstance(text, str) and text.strip():
            for each in problems_of(str(raw.get("name", "")), text):
                yield Problem("name" if each.trouble is Trouble.UNKNOWN_SENTENCE else path, each.told(_sentence_words()))


def _unreachable(kind: EntryKind, raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Numbers nobody can dial and addresses nobody can open; that something answers there, the quality watch finds out."""
    phone = raw.get("phone")
    if kind is EntryKind.CONTACT and isinstance(phone, str) and phone.strip() and not is_phone(phone):
        yield Problem("phone", _contradicting("phone"))
    for path, address in _addresses(raw):
        if address.strip() and not is_web_address(address.strip()):
            yield Problem(path, _contradicting("url"))


def _addresses(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    forms = raw.get("form_templates")
    listed = forms if isinstance(forms, list) else []
    places: dict[str, Any] = {"": raw, "source.": raw.get("source")} | {f"form_templates.{at}.": form for at, form in enumerate(listed)}
    for path, holder in places.items():
        if isinstance(holder, Mapping):
            yield from ((f"{path}{name}", holder[name]) for name in ("url", "online_url") if isinstance(holder.get(name), str))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _path(error: ErrorDetails) -> str:
    """What is wrong with a whole is said at the field of it that is to be looked at."""
    at = error.get("ctx", {}).get("at")
    return ".".join(map(str, (*error["loc"], *([at] if at else []))))


def _message(error: ErrorDetails) -> str:
    words, field = _words(), next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
    if error["type"] == "string_pattern_mismatch" and field in words["of_field"]:
        return str(words["of_field"][field])
    if error["type"] == "wrong_as_a_whole":
        return _contradicting(error["ctx"]["what"])
    # An empty cell is not written wrongly, it is not written yet.
    is_empty = error["input"] is None or error["input"] == ""
    said = str(words["missing"] if is_empty else words[error["type"]] if error["type"] in words else words["other"])
    sentence = said.format(**{name: str(value) for name, value in error.get("ctx", {}).items()})
    return sentence[:1].upper() + sentence[1:]


def said(key: str) -> str:
    return str(_words()[key])


def said_of_doubt(key: str) -> str:
    return str(_words()["doubtful"][key])


def _contradicting(key: str) -> str:
    return str(_words()["contradicting"][key])


@cache
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load(files("knowledge_base.editing").joinpath("problems.yml").read_text(encoding="utf-8")))


@cache
def _sentence_words() -> Words:
    return Words(PROJECT_ROOT / "knowledge_base" / "fixed_sentences.yml")
