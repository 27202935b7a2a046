"""What the vendor has told us of messages of our own: the `oa_send_*` webhooks that follow each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.models import ZaloEvent

# Keys of channels.zalo.webhook: echo:<the vendor's name for the message>.
_PREFIX = "echo:"
# Handled as our own, or not handled yet.
_OWN_OUTCOMES = ("own_echo", "")
_BY_A_PERSON = '%"admin_id"%'


class EchoRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_echoed(self, user_id: str, since: datetime) -> Sequence[str]:
        """The vendor's names for what was sent to this citizen since then, oldest first; not what somebody wrote in the console."""
        statement = select(ZaloEvent.key).where(
            ZaloEvent.user_id == user_id,
            ZaloEvent.received_at >= since,
            ZaloEvent.sent_at >= since,
            ZaloEvent.key.startswith(_PREFIX, autoescape=True),
            ZaloEvent.outcome.in_(_OWN_OUTCOMES),
            ~ZaloEvent.body.like(_BY_A_PERSON),
        )
        keys = (await self._session.scalars(statement.order_by(ZaloEvent.sent_at, ZaloEvent.id))).all()
        return [key.removeprefix(_PREFIX) for key in keys]
