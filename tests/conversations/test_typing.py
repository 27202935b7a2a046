from __future__ import annotations

import uuid

import psycopg
import pytest

from conversations.models import Sender
from conversations.typing import CHANNEL, Typing, announce_typing, read_typing
from core.db import libpq_url


class TestAnnounceTyping:
    @pytest.mark.parametrize("on", [True, False])
    @pytest.mark.parametrize("who", [Sender.CITIZEN, Sender.OPERATOR])
    async def test_is_heard_as_it_was_said_once_it_is_committed(self, database, database_url, who, on):
        typing = Typing(uuid.uuid4(), who, on)
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            async with database.session() as session:
                await announce_typing(session, typing)
            heard = [notice.payload async for notice in listener.notifies(timeout=5, stop_after=1)]
        assert [read_typing(payload) for payload in heard] == [typing]
