"""What the pages believe beside what the database holds: nothing lost, nothing twice, one owner after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from benchmarks.desk.ledger import Said
from core.db import libpq_url

_MESSAGES = (
    "SELECT id::text, conversation_id::text AS conversation, seq, sender, text, author_id::text AS author FROM messages ORDER BY seq"
)
_CHANGES = """
    SELECT conversation_id::text AS conversation, number, after_seq, move, from_owner, from_id::text, to_owner, to_id::text
    FROM ownership_changes ORDER BY number
"""
_OWNERS = "SELECT id::text AS conversation, owner, owner_id::text FROM conversations"


@dataclass(frozen=True)
class Stored:
    """Rows of the database, in order."""

    messages: Sequence[Any]
    changes: Sequence[Any]
    owners: Sequence[Any]


@dataclass
class Faults:
    """Each a list of what was found wrong, in words for whoever looks for the cause; `requeued` are conversations, and no fault."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    seen_twice: list[str] = field(default_factory=list)
    by_bot_while_owned: list[str] = field(default_factory=list)
    by_wrong_operator: list[str] = field(default_factory=list)
    broken_ownership: list[str] = field(default_factory=list)
    requeued: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not any(found for name, found in vars(self).items() if name != "requeued")


def read_stored(database_url: str) -> Stored:
    with psycopg.connect(libpq_url(database_url), row_factory=namedtuple_row) as connection:
        return Stored(*(connection.execute(query).fetchall() for query in (_MESSAGES, _CHANGES, _OWNERS)))


def compare(said: Sequence[Said], stored: Stored) -> Faults:
    faults = Faults()
    _compare_messages(faults, said, stored.messages)
    changes = _by_conversation(stored.changes)
    owners = {row.conversation: row for row in stored.owners}
    for conversation, rows in _by_conversation(stored.messages).items():
        _check_authors(faults, rows, changes.get(conversation, []))
    for conversation, rows in changes.items():
        _check_chain(faults, rows, owners[conversation])
        if any(row.move in ("lose", "release") for row in rows):
            faults.requeued.append(conversation)
    return faults


def _compare_messages(faults: Faults, said: Sequence[Said], messages: Iterable[Any]) -> None:
    times: Counter[tuple[str, str]] = Counter((row.conversation, row.text) for row in messages)
    for each in said:
        count = times[(each.conversation_id, each.text)]
        name = f"{each.text} in {each.conversation_id}: stored {count} times, {each.attempts} attempts"
        if each.accepted_at is None:
            faults.not_taken.append(f"{name}, {each.refusal or 'no answer'}")
        elif not count:
            faults.lost.append(name)
        if count > 1 or len(each.stored_as) > 1:
            faults.doubled.append(name)
        if count and not each.seen_as:
            faults.unseen.append(name)
        if len(each.seen_as) > 1:
            faults.seen_twice.append(name)


def _check_authors(faults: Faults, messages: Sequence[Any], changes: Sequence[Any]) -> None:
    for message in messages:
        owner, owner_id = _owner_at(message.seq, changes)
        if message.sender == "bot" and owner == "operator":
            faults.by_bot_while_owned.append(f"{message.conversation} {message.seq}: {message.text[:80]}")
        if message.sender == "operator" and message.author != owner_id:
            faults.by_wrong_operator.append(f"{message.conversation} {message.seq}: written by {message.author}, owned by {owner_id}")


def _owner_at(seq: int, changes: Sequence[Any]) -> tuple[str, str | None]:
    """Under whom the message was written: the last change that stands before it."""
    owner: tuple[str, str | None] = ("bot", None)
    for change in changes:
        if change.after_seq < seq:
            owner = (change.to_owner, change.to_id)
    return owner


def _check_chain(faults: Faults, changes: Sequence[Any], now: Any) -> None:
    """Each change begins with whom the one before it ended, and the conversation is with whom the last one named."""
    before: tuple[str, str | None] = ("bot", None)
    for expected, change in enumerate(changes, 1):
        if change.number != expected or (change.from_owner, change.from_id) != before:
            faults.broken_ownership.append(f"{change.conversation} {change.number}: from {change.from_owner}, was {before[0]}")
        before = (change.to_owner, change.to_id)
    if (now.owner, now.owner_id) != before:
        faults.broken_ownership.append(f"{now.conversation}: with {now.owner}, last change says {before[0]}")


def _by_conversation(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.conversation].append(row)
    return found
