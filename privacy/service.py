"""What citizens ask for about their own data, from the asking to the proof: a copy, or deletion. Carried out by privacy.erasing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from conversations.notices import tell
from conversations.ports import Said
from conversations.repository import ConversationRepository
from core.clock import VIETNAM, Clock, utc_now
from core.errors import Conflict, InputError, NotFound
from core.secret_keeping import new_token, token_hash
from core.words import Words
from core.working_days import WorkingCalendar
from privacy.codes import new_request_code
from privacy.models import DataRequest, Origin, RequestKind, RequestState
from privacy.repository import RequestRepository
from staff import audit
from vntext import normalise

# Said about a deletion, to the citizen: these messages outlast it.
DELETION_TOPIC = "data_deletion"
EXPORT_TOPIC = "data_export"
_REFUSAL_TOPIC = "data_request_refused"
# Decree 356/2025/ND-CP: who asks about their own data is answered within two working days.
ANSWER_WITHIN_DAYS = 2
_LINK_LIVES = timedelta(days=7)
_REASON_CHARACTERS = 500


@dataclass(frozen=True)
class Asked:
    """`said` is what the citizen hears of it; whoever asked in the chat is answered with it, otherwise it has been told."""

    request: DataRequest
    said: Said


@dataclass(frozen=True)
class ByStaff:
    """Who acts for the citizen, and why."""

    staff_id: uuid.UUID
    reason: str


class PrivacyService:
    """Everything in the caller's transaction; the conversation is locked first, which puts requests in order."""

    def __init__(self, words: Words, calendar: WorkingCalendar, address: str, *, clock: Clock = utc_now) -> None:
        """`address`: of this program from outside, for links."""
        self._words = words
        self._calendar = calendar
        self._address = address.rstrip("/")
        self._clock = clock

    async def ask(
        self, session: AsyncSession, conversation_id: uuid.UUID, kind: RequestKind, origin: Origin, *, by: ByStaff | None = None
    ) -> Asked:
        """A copy is ready at once. A citizen's deletion waits for their confirmation; the vendor's and the desk's need none.

        Asking again for a deletion that is open goes on with that one. Raises InputError for staff without a reason.
        """
        reason = self._checked(by.reason) if by is not None else ""
        conversation = await ConversationRepository(session).get_locked(conversation_id)
        open_one = await RequestRepository(session).find_open_deletion(conversation_id) if kind == RequestKind.DELETE else None
        request = open_one or await self._add(session, conversation, kind, origin, by)
        if by is not None:
            request.reason = reason
        if kind == RequestKind.EXPORT:
            said = await self._give_link(session, request)
        elif origin == Origin.CITIZEN:
            said = self._deletion("delete_under_way" if request.confirmed_at else "delete_ask", request)
        else:
            said = self._confirm(request, by)
        if by is not None:
            await self._act(session, conversation, request, by, said)
        return Asked(request, said)

    async def confirm(self, session: AsyncSession, conversation: Conversation) -> Said | None:
        """By the citizen's own words, on the locked conversation; None when nothing waits for them."""
        request = await RequestRepository(session).find_open_deletion(conversation.id)
        return self._confirm(request, None) if request is not None else None

    async def explain(self, session: AsyncSession, conversation: Conversation) -> Said | None:
        """How a deletion is confirmed, for whoever answered otherwise; None when none waits for it."""
        request = await RequestRepository(session).find_open_deletion(conversation.id)
        return self._deletion("delete_under_way" if request.proof else "delete_unclear", request) if request is not None else None

    async def keep(self, session: AsyncSession, conversation: Conversation) -> Said | None:
        """The citizen thought better of it, in time; None when there is nothing to stop."""
        request = await RequestRepository(session).find_open_deletion(conversation.id)
        if request is None:
            return None
        if request.proof:
            return self._deletion("delete_under_way", request)
        self._settle(request, RequestState.REFUSED)
        request.proof = {"withdrawn_by": Origin.CITIZEN}
        return Said(self._words.say("delete_stopped", code=request.code), details={"topic": DELETION_TOPIC, "behaviour": "track"})

    async def carry_out(self, session: AsyncSession, request_id: uuid.UUID, by: ByStaff) -> DataRequest:
        """A member of staff answers for it that the citizen wants it. Raises NotFound, Conflict, InputError without a reason."""
        reason = self._checked(by.reason)
        request, conversation = await self._open(session, request_id)
        if request.confirmed_at is not None:
            raise self._settled()
        request.reason = reason
        await self._act(session, conversation, request, by, self._confirm(request, by))
        return request

    async def refuse(self, session: AsyncSession, request_id: uuid.UUID, by: ByStaff) -> DataRequest:
        """The citizen is told why. Raises NotFound, Conflict, InputError without a reason."""
        reason = self._checked(by.reason)
        request, conversation = await self._open(session, request_id)
        request.reason = reason
        self._settle(request, RequestState.REFUSED, by.staff_id)
        text = self._words.say("delete_refused", code=request.code, reason=request.reason)
        said = Said(text, details={"topic": _REFUSAL_TOPIC, "data_request": request.code})
        await tell(ConversationRepository(session), conversation, said)
        await self._record(session, audit.Action.DATA_REQUEST_REFUSED, request, by)
        return request

    async def find_by_link(self, session: AsyncSession, token: str) -> DataRequest | None:
        """The request whose copy this link gives; None for one that is wrong, too old, or of deleted data."""
        return await RequestRepository(session).find_by_link(token_hash(token), self._clock())

    async def _add(
        self, session: AsyncSession, conversation: Conversation, kind: RequestKind, origin: Origin, by: ByStaff | None
    ) -> DataRequest:
        now = self._clock()
        request = DataRequest(
            id=uuid.uuid4(),
            code=new_request_code(),
            conversation_id=conversation.id,
            kind=kind,
            origin=origin,
            state=RequestState.OPEN,
            asked_by=by.staff_id if by else None,
            asked_at=now,
            due_at=self._calendar.add_days(now, ANSWER_WITHIN_DAYS),
            proof={},
        )
        # Before an open request of its kind stands in the way: a copy is done as soon as it is asked for.
        if kind == RequestKind.EXPORT:
            self._settle(request, RequestState.DONE, request.asked_by)
        await RequestRepository(session).add(request)
        return request

    async def _give_link(self, session: AsyncSession, request: DataRequest) -> Said:
        """The newest link alone opens."""
        await RequestRepository(session).end_links(request.conversation_id)
        token = new_token()
        request.link_hash, request.link_until = token_hash(token), self._clock() + _LINK_LIVES
        text = self._words.say("export_ready", link=f"{self._address}/du-lieu/{token}", until=_day(request.link_until), code=request.code)
        return Said(text, details={"topic": EXPORT_TOPIC, "behaviour": "track", "data_request": request.code})

    def _confirm(self, request: DataRequest, by: ByStaff | None) -> Said:
        if request.confirmed_at is None:
            request.confirmed_at, request.done_by = self._clock(), by.staff_id if by else None
            key = "delete_confirmed" if by is None else "delete_by_desk"
            return self._deletion(key, request)
        return self._deletion("delete_under_way", request)

    def _deletion(self, key: str, request: DataRequest) -> Said:
        labels = [self._words.say("confirm"), self._words.say("keep")] if key in ("delete_ask", "delete_unclear") else []
        options = [{"label": label, "value": label} for label in labels]
        details = {"topic": DELETION_TOPIC, "behaviour": "track", "data_request": request.code}
        return Said(self._words.say(key, code=request.code), options, details)

    async def _act(self, session: AsyncSession, conversation: Conversation, request: DataRequest, by: ByStaff, said: Said) -> None:
        await tell(ConversationRepository(session), conversation, said)
        is_export = request.kind == RequestKind.EXPORT
        action = audit.Action.DATA_EXPORT_GIVEN if is_export else audit.Action.DATA_DELETION_ORDERED
        await self._record(session, action, request, by)

    async def _record(self, session: AsyncSession, action: audit.Action, request: DataRequest, by: ByStaff) -> None:
        await audit.record(
            session,
            staff_id=by.staff_id,
            action=action,
            subject_kind="conversation",
            subject_id=request.conversation_id,
            details={"code": request.code},
        )

    async def _open(self, session: AsyncSession, request_id: uuid.UUID) -> tuple[DataRequest, Conversation]:
        repository = RequestRepository(session)
        found = await repository.find(request_id)
        if found is None:
            raise NotFound("no_data_request", self._words.say("no_data_request"))
        conversation = await ConversationRepository(session).get_locked(found.conversation_id)
        request = await repository.get_again(request_id)
        if request.state != RequestState.OPEN or request.proof:
            raise self._settled()
        return request, conversation

    def _settle(self, request: DataRequest, state: RequestState, by: uuid.UUID | None = None) -> None:
        request.state, request.done_at, request.done_by = state, self._clock(), by

    def _checked(self, reason: str) -> str:
        content = " ".join(normalise(reason).split())
        if not content:
            raise InputError("reason_needed", self._words.say("reason_needed"))
        if len(content) > _REASON_CHARACTERS:
            raise InputError("reason_too_long", self._words.say("reason_too_long", limit=_REASON_CHARACTERS))
        return content

    def _settled(self) -> Conflict:
        return Conflict("data_request_settled", self._words.say("data_request_settled"))


def _day(at: datetime) -> str:
    return at.astimezone(VIETNAM).strftime("%d/%m/%Y")
