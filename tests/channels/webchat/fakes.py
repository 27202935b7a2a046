"""People behind the bot and their tickets, as a test says they are."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from conversations.repository import ConversationRepository
from core.errors import Conflict, InputError, NotFound

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@dataclass(frozen=True)
class FakeStatus:
    owner: str = "bot"
    operator_name: str = ""
    place: int | None = None
    expected_wait_seconds: int | None = None


class FakePeople:
    def __init__(self):
        self.now = FakeStatus()
        self.names = {}
        self.typed = []

    async def status(self, conversation_id):
        return self.now

    async def names_of(self, staff_ids):
        return {staff_id: self.names[staff_id] for staff_id in staff_ids if staff_id in self.names}

    async def citizen_types(self, conversation_id, *, on):
        self.typed.append((conversation_id, on))

    async def change(self, database, citizen):
        """Tells the open pages that something changed, as every change of owner does."""
        async with database.session() as session:
            await ConversationRepository(session).announce(uuid.UUID(citizen.opened["id"]))


@dataclass(frozen=True)
class FakeReply:
    at: datetime
    text: str


@dataclass(frozen=True)
class FakeTicket:
    tracking_code: str = "A7K-04T-9XA2"
    state: str = "resolved"
    state_words: str = "Đã giải quyết"
    kind: str = "enquiry"
    kind_words: str = "Hỏi đáp"
    created_at: datetime = NOON
    due_at: datetime = NOON
    replies: list[FakeReply] = field(default_factory=lambda: [FakeReply(NOON, "Mời bạn đến xã.")])
    may_reopen: bool = True
    may_rate: bool = True
    rating: int | None = None


class FakeTickets:
    def __init__(self):
        self.ticket = FakeTicket()
        self.done = []

    def _find(self, code):
        return self.ticket if code.upper().replace("-", "").replace(" ", "") == "A7K04T9XA2" else None

    async def find_public(self, code):
        return self._find(code)

    async def reopen_by_citizen(self, code, reason):
        ticket = self._found(code)
        if not reason.strip():
            raise InputError("reason_needed", "Cần ghi lý do.")
        if not ticket.may_reopen:
            raise Conflict("too_late", "Phiếu kết thúc đã quá 7 ngày.")
        self.done.append(("reopen", reason))
        self.ticket = replace(ticket, state="reopened", may_reopen=False)
        return self.ticket

    async def rate(self, code, rating, comment=""):
        self.done.append(("rate", rating, comment))
        self.ticket = replace(self._found(code), rating=rating)
        return self.ticket

    def _found(self, code):
        ticket = self._find(code)
        if ticket is None:
            raise NotFound("no_public_ticket", "Không tìm thấy phiếu nào có mã này.")
        return ticket
