"""How an administrator connects the Official Account: to the vendor's page with a `state` of their own, and back with a code."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from channels.contract import ChannelError
from channels.delivery_repository import DeliveryRepository
from channels.zalo.account_name import Account, learn_name
from channels.zalo.grant_repository import GrantRepository
from channels.zalo.grants import CHANNEL, Grants
from channels.zalo.oauth import GrantRefused, TokenPair, ZaloOAuth
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, Unavailable
from core.secret_keeping import new_token, token_hash
from core.words import Words
from staff import audit

# As long as the vendor's code is good.
_STAYS_AWAY = timedelta(minutes=10)
_ACCOUNT_ID = re.compile(r"[0-9]{1,30}")
_SUBJECT = "channel"
_WITH_A_REMEDY = frozenset({"-14002", "-14003", "-14005", "-14019"})


class Connecting:
    def __init__(
        self, database: Database, oauth: ZaloOAuth, grants: Grants, account: Account, words: Words, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._oauth = oauth
        self._grants = grants
        self._account = account
        self._words = words
        self._clock = clock

    async def begin(self, staff_id: uuid.UUID) -> str:
        """The address of the vendor's page."""
        state, now = new_token(), self._clock()
        async with self._database.session() as session:
            repository = GrantRepository(session)
            await repository.forget_late(now)
            await repository.add_connecting(token_hash(state), staff_id, now + _STAYS_AWAY)
        return self._oauth.page_address(state)

    async def finish(self, staff_id: uuid.UUID, state: str, code: str, oa_id: str) -> None:
        """Raises Conflict when this member did not begin it, or too long ago, or the vendor refuses; Unavailable."""
        if not _ACCOUNT_ID.fullmatch(oa_id):
            raise InputError("bad_account", self._words.say("bad_account"))
        async with self._database.session() as session:
            is_theirs = await GrantRepository(session).take_connecting(token_hash(state), staff_id, self._clock())
        if not is_theirs:
            raise Conflict("connecting_late", self._words.say("late"))
        await self.connect(staff_id, code, oa_id)

    async def connect(self, staff_id: uuid.UUID | None, code: str, oa_id: str) -> None:
        """Raises Conflict and Unavailable. `staff_id` None: the program itself, with the fake."""
        pair = await self._exchanged(code)
        async with self._database.session() as session:
            await self._grants.keep(session, oa_id, pair, self._clock())
            await DeliveryRepository(session).hurry(CHANNEL, self._clock())
            await audit.record(
                session,
                staff_id=staff_id,
                action=audit.Action.CHANNEL_CONNECTED,
                subject_kind=_SUBJECT,
                subject_id=CHANNEL,
                details={"oa_id": oa_id},
            )
        await learn_name(self._database, self._account)

    async def disconnect(self, staff_id: uuid.UUID) -> None:
        async with self._database.session() as session:
            if await self._grants.remove(session):
                action = audit.Action.CHANNEL_DISCONNECTED
                await audit.record(session, staff_id=staff_id, action=action, subject_kind=_SUBJECT, subject_id=CHANNEL)

    async def _exchanged(self, code: str) -> TokenPair:
        try:
            return await self._oauth.exchange(code)
        except GrantRefused as error:
            remedy = self._words.say(f"remedy_{error.code}" if error.code in _WITH_A_REMEDY else "remedy")
            raise Conflict("connecting_refused", self._words.say("refused", code=error.code, remedy=remedy)) from error
        except ChannelError as error:
            raise Unavailable("connecting_no_answer", self._words.say("no_answer")) from error
