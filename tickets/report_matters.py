"""What a report is about and where, as far as its words tell: whether a line adds to a report or is one of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from tickets.matters import matter_in
from tickets.models import ActorKind, EventKind, Ticket, TicketKind
from tickets.repository import TicketRepository
from tickets.states import FINAL
from vntext import fold

_WORDS = yaml.safe_load((Path(__file__).parent / "report_matters.yml").read_text(encoding="utf-8"))
_MATTERS = {name: re.compile(pattern) for name, pattern in _WORDS["matters"].items()}
_LANDMARK, _PLACES, _UPSET = (re.compile(_WORDS[name]) for name in ("landmark", "places", "upset"))
# "Tôi muốn phản ánh" opened it, and says nothing of what.
_FEWEST_STATING = 5


@dataclass(frozen=True)
class ToldReport:
    """An open report and all that the citizen has said of it."""

    ticket: Ticket
    text: str


def is_upset(text: str) -> bool:
    """At the hotline, for nobody answers."""
    return _UPSET.search(fold(text)) is not None


def names_matter(text: str) -> bool:
    return bool(_matters(text))


async def report_for(session: AsyncSession, conversation: Conversation, line: str, sector: str = "") -> Ticket | None:
    """The open report that the line adds to; None when there is none, or when it tells of something else or somewhere else.

    `sector`: the kind that the bot knows the line by.
    """
    reports = await _open_reports(session, conversation)
    if not _matters(line):
        near = [told for told in reports if not _is_elsewhere(told.text, line) and not _is_other_sector(told.ticket, sector)]
        return near[0].ticket if near else None
    return next((told.ticket for told in reports if not _is_other(told, line, sector)), None)


async def _open_reports(session: AsyncSession, conversation: Conversation) -> Sequence[ToldReport]:
    """Newest first."""
    repository = TicketRepository(session)
    told = []
    for ticket in await repository.list_of_conversation(conversation.id):
        if ticket.kind == TicketKind.CITIZEN_REPORT and ticket.state not in FINAL:
            events = await repository.list_events_of_kind(ticket.id, EventKind.REPLIED)
            added = [event.reason for event in events if event.actor_kind == ActorKind.CITIZEN]
            told.append(ToldReport(ticket, "\n".join([ticket.subject, *added])))
    return told


def _is_other(told: ToldReport, line: str, sector: str) -> bool:
    """Of a line that names its matter."""
    known, named = _matters(told.text), _matters(line)
    if known & named:
        return _is_elsewhere(told.text, line)
    if known:
        return True
    if _is_other_sector(told.ticket, sector):
        return True
    # It is known by no name: what has its matter and its place is whole, unless nothing was stated before.
    return bool(_places(line)) and len(matter_in(told.ticket.subject).split()) >= _FEWEST_STATING


def _is_other_sector(ticket: Ticket, sector: str) -> bool:
    return bool(sector and ticket.sector) and sector != ticket.sector


def _is_elsewhere(told: str, line: str) -> bool:
    """Both name a road, or both an "ấp", and none of them is the same."""
    known, named = _places(told), _places(line)
    return any(known[kind].isdisjoint(named[kind]) for kind in known.keys() & named.keys())


def _matters(text: str) -> set[str]:
    said = _LANDMARK.sub(" ", fold(text))
    return {name for name, pattern in _MATTERS.items() if pattern.search(said)}


def _places(text: str) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, name in _PLACES.findall("\n".join(fold(line) for line in text.splitlines())):
        found.setdefault(kind, set()).add(name)
    return found
