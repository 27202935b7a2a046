"""Telephones that call the program, and what the program keeps of each call."""

from __future__ import annotations

import itertools
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.rows import dict_row

from app.trial import Trial
from app.wiring.words import words_of
from benchmarks.phone.telephone import Telephone
from channels.phone.calling.answers import script_of
from conversations.models import Message
from core.db import libpq_url

PATIENCE_SECONDS = 40.0
# The promise: whatever happens, the caller hears something sensible within so many seconds.
SENSIBLE_WITHIN = 3.0
_NUMBERS = itertools.count(int(time.time()) % 10_000 * 100)
_CALL = "SELECT calls.*, conversations.owner FROM calls JOIN conversations ON conversations.id = conversation_id WHERE calls.caller = %s"
_MESSAGES = "SELECT sender, kind, text, blocks, options, details FROM messages WHERE conversation_id = %s ORDER BY seq"
_COMMON_ANSWERS = "SELECT record ->> 'answer' AS answer FROM entry_versions WHERE kind = 'faq' AND state = 'published'"
_TICKETS = "SELECT kind, state, citizen_phone, tracking_code FROM tickets WHERE conversation_id = %s ORDER BY created_at"


def new_number() -> str:
    """Nobody has called from it yet."""
    return f"09{next(_NUMBERS) % 100_000_000:08}"


@contextmanager
def a_call(program: Trial, caller: str = "") -> Iterator[Telephone]:
    with Telephone(program.settings.phone_sip_port, caller or new_number()) as telephone:
        yield telephone


def greeted(telephone: Telephone) -> float:
    """When the greeting was over."""
    return telephone.wait_for_quiet(telephone.answered_at)


def wait_until[Found](found: Callable[[], Found], seconds: float = PATIENCE_SECONDS) -> Found:
    """What it found first that is not nothing."""
    deadline = time.monotonic() + seconds
    while not (it := found()):
        assert time.monotonic() < deadline, "it does not come to be"
        time.sleep(0.1)
    return it


def kept_call(program: Trial, caller: str) -> dict[str, Any]:
    """The row of the newest call of that number, as soon as there is one."""
    return wait_until(lambda: next(iter(reversed(rows(program, f"{_CALL} ORDER BY began_at", caller))), {}))


def ended_call(program: Trial, caller: str) -> dict[str, Any]:
    return wait_until(lambda: call if (call := kept_call(program, caller))["ended_at"] else {})


def said_in(program: Trial, conversation_id: uuid.UUID) -> list[Message]:
    return [Message(**row) for row in rows(program, _MESSAGES, conversation_id)]


def by_caller(program: Trial, caller: str) -> list[str]:
    """What the record holds of what they said."""
    return [said.text for said in said_in(program, kept_call(program, caller)["conversation_id"]) if said.sender == "citizen"]


def by_bot(program: Trial, caller: str) -> list[str]:
    return [said.text for said in said_in(program, kept_call(program, caller)["conversation_id"]) if said.sender == "bot"]


def topics(program: Trial, caller: str) -> list[str]:
    """What the caller was told of people."""
    said = said_in(program, kept_call(program, caller)["conversation_id"])
    return [str(message.details["topic"]) for message in said if message.sender == "system" and "topic" in message.details]


def spoken_pages(program: Trial, message: Message) -> list[str]:
    """As the caller hears it, in letters."""
    return list(script_of(message, words_of(program.settings, "knowledge_base/answering/words.yml")).pages)


def ways_to_say(program: Trial, message: Message) -> list[str]:
    """Its pages; on a busy machine the caller is asked to wait a moment before."""
    moment = words_of(program.settings, "channels/phone/words.yml").say("moment")
    return [said for page in spoken_pages(program, message) for said in (page, f"{moment} {page}")]


def other_texts(program: Trial) -> list[str]:
    """What else could have been said: the telephone's fixed sentences, and the answers to common questions, long ones as well."""
    fixed = words_of(program.settings, "channels/phone/words.yml").fixed().values()
    return [*fixed, *(row["answer"] for row in rows(program, _COMMON_ANSWERS))]


def tickets_of(program: Trial, caller: str) -> Sequence[dict[str, Any]]:
    return rows(program, _TICKETS, kept_call(program, caller)["conversation_id"])


def rows(program: Trial, query: str, *given: object) -> list[dict[str, Any]]:
    with psycopg.connect(libpq_url(program.database_url), row_factory=dict_row) as connection:
        return connection.execute(query, given).fetchall()
