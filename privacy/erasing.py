"""Deletion of everything a citizen wrote or gave in one conversation, in one transaction; the proof of it stays.

Run by the worker a moment after it was confirmed. Locks as everywhere: the conversation, its tickets, then the rest; nobody who holds a
ticket waits for the conversation. Whatever is killed in between, the next walk goes through it again and finds less to do.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.attachments.storage import AttachmentStorage
from conversations.calls.begun_in_pages_repository import conversations_begun_in
from conversations.calls.recordings import Recordings
from conversations.models import Conversation
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.erasing import ERASED
from core.errors import HotlineError
from privacy.collecting import Collecting, digest_of
from privacy.erasing_repository import ErasingRepository
from privacy.models import DataRequest, RequestState
from privacy.ports import ChannelTraces, LearnedTraces
from privacy.repository import RequestRepository
from privacy.service import DELETION_TOPIC
from staff import audit
from tickets.actors import SYSTEM
from tickets.models import Ticket, TicketState
from tickets.repository import TicketRepository
from tickets.service import TicketService
from tickets.states import FINAL

# The citizen's proof goes out before the address it goes to is deleted; a channel that does not take it is not waited for longer.
_LONGEST_WAIT = timedelta(seconds=40)
_LEFT_TO_REMOVE = "files_to_remove"
_KEPT = ("times", "counts", "ticket_codes", "staff_actions", "request")
_log = structlog.get_logger()


@dataclass(frozen=True)
class Places:
    """Where else something of the citizen lies; `channels` by the channel's name."""

    storage: AttachmentStorage
    recordings: Recordings
    channels: Mapping[str, ChannelTraces]
    learned: Sequence[LearnedTraces] = ()


class Erasing:
    def __init__(self, database: Database, tickets: TicketService, places: Places, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._tickets = tickets
        self._places = places
        self._collecting = Collecting(places.channels)
        self._clock = clock

    async def walk(self) -> int:
        """Carries out every deletion that is confirmed; returns how many are done."""
        async with self._database.session() as session:
            confirmed = await RequestRepository(session).list_confirmed()
        return sum([await self._try(request_id) for request_id in confirmed])

    async def _try(self, request_id: uuid.UUID) -> bool:
        """One that goes wrong must not keep the others waiting; it is tried again at the next walk."""
        try:
            return await self.carry_out(request_id)
        except (SQLAlchemyError, HotlineError, OSError) as error:
            _log.error("a deletion went wrong", request_id=str(request_id), exc_info=error)
            return False

    async def carry_out(self, request_id: uuid.UUID) -> bool:
        """False when it is not due yet, or was done or refused meanwhile. Doing it again is harmless."""
        async with self._database.session() as session:
            request = await _locked(session, request_id)
            if request is None or request.confirmed_at is None or await self._waits(session, request, request.confirmed_at):
                return False
            conversation = await ConversationRepository(session).get_locked(request.conversation_id)
            await self._erase(session, conversation, request)
            left = [uuid.UUID(name) for name in request.proof[_LEFT_TO_REMOVE]]
        # After the rows: a file without a row is cleared away at the latest by its round, a row without its file would stay broken.
        await asyncio.to_thread(self._remove, left)
        return await self._finish(request_id)

    async def _waits(self, session: AsyncSession, request: DataRequest, confirmed_at: datetime) -> bool:
        is_patient = self._clock() - confirmed_at < _LONGEST_WAIT
        return is_patient and await RequestRepository(session).is_on_its_way(request.conversation_id, request.code)

    async def _erase(self, session: AsyncSession, conversation: Conversation, request: DataRequest) -> None:
        traces = self._places.channels.get(conversation.channel)
        proof = request.proof or await self._begin_proof(session, conversation, traces)
        counts, left = await self._blank(session, conversation)
        for begun_here in await conversations_begun_in(session, conversation.id):
            more, files = await self._blank(session, await ConversationRepository(session).get_locked(begun_here))
            counts.update(more)
            left += files
        if traces is not None:
            counts.update(await traces.erase(session, conversation, request.asked_at))
        await RequestRepository(session).end_links(conversation.id)
        known: Mapping[str, int] = proof.get("counts", {})
        proof["counts"] = {name: known.get(name, 0) + counts[name] for name in {**known, **counts}}
        proof[_LEFT_TO_REMOVE] = [*proof.get(_LEFT_TO_REMOVE, ()), *(str(file) for file in left)]
        request.proof = dict(proof)

    async def _blank(self, session: AsyncSession, conversation: Conversation) -> tuple[Counter[str], list[uuid.UUID]]:
        """Of one locked conversation; how much of what, and the files and recordings whose bytes have to go."""
        repository = ErasingRepository(session, conversation.id)
        tickets = await TicketRepository(session).lock_of_conversation(conversation.id)
        counts = Counter(await repository.blank_tickets([ticket.id for ticket in tickets]))
        counts["tickets_ended"] = await self._end(session, tickets)
        counts.update(await repository.blank_thread(DELETION_TOPIC))
        for learned in self._places.learned:
            counts.update(await learned.erase(session, conversation.id))
        counts["calls"], recorded = await repository.blank_calls()
        files = await repository.delete_attachments()
        counts["files"], counts["recordings"] = len(files), len(recorded)
        conversation.citizen_name = ""
        await change_owner(ConversationRepository(session), conversation, Change(Move.FORGET, PROGRAM), self._clock())
        return counts, [*files, *recorded]

    async def _begin_proof(self, session: AsyncSession, conversation: Conversation, traces: ChannelTraces | None) -> dict[str, Any]:
        """The digest is that of the copy the citizen could have had at this moment: whoever has one can show what was deleted."""
        copy = await self._collecting.collect(session, conversation)
        informed = dict(await traces.kept_proof(session, conversation)) if traces is not None else {}
        return {"sha256": digest_of(copy), "kept": list(_KEPT), "informed": informed}

    async def _end(self, session: AsyncSession, tickets: Sequence[Ticket]) -> int:
        """Nobody can work on what is not known any more."""
        running = [(ticket.id, ticket.state) for ticket in tickets if ticket.state not in FINAL]
        for ticket_id, state in running:
            if state == TicketState.AWAITING_CITIZEN:
                await self._tickets.move(ticket_id, TicketState.IN_PROGRESS, SYSTEM, session=session)
            await self._tickets.move(ticket_id, TicketState.REJECTED, SYSTEM, reason=ERASED, session=session)
        return len(running)

    def _remove(self, files: Sequence[uuid.UUID]) -> None:
        for file in files:
            self._places.storage.remove(file)
            self._places.recordings.remove(file)

    async def _finish(self, request_id: uuid.UUID) -> bool:
        async with self._database.session() as session:
            request = await _locked(session, request_id)
            if request is None:
                return False
            request.proof = {name: value for name, value in request.proof.items() if name != _LEFT_TO_REMOVE}
            request.state, request.done_at = RequestState.DONE, self._clock()
            await audit.record(
                session,
                staff_id=request.done_by,
                action=audit.Action.DATA_ERASED,
                subject_kind="conversation",
                subject_id=request.conversation_id,
                details={"code": request.code, "origin": request.origin, "counts": request.proof["counts"]},
            )
            await ConversationRepository(session).announce(request.conversation_id)
        _log.info("a citizen's data were deleted", code=request.code, origin=request.origin)
        return True


async def _locked(session: AsyncSession, request_id: uuid.UUID) -> DataRequest | None:
    """With its conversation locked; None when nothing is left to do."""
    repository = RequestRepository(session)
    found = await repository.find(request_id)
    if found is None:
        return None
    await ConversationRepository(session).get_locked(found.conversation_id)
    request = await repository.get_again(request_id)
    return request if request.state == RequestState.OPEN else None
