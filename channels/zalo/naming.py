"""What citizens call themselves at the vendor, asked for beside everything else: nobody waits for it."""

from __future__ import annotations

import structlog

from channels.contract import ChannelError
from channels.zalo.contacts import ContactRepository
from channels.zalo.payloads import text_of
from channels.zalo.ports import Profiles
from conversations.repository import ConversationRepository
from core.db import Database
from tickets.actors import SYSTEM
from tickets.conversation_work import ConversationWork
from vntext import normalise

_AT_ONCE = 20
_LOOKED_AT = 200
_MOST_CHARACTERS = 100
_log = structlog.get_logger()


class Naming:
    def __init__(self, database: Database, profiles: Profiles, work: ConversationWork) -> None:
        self._database = database
        self._profiles = profiles
        self._work = work
        # Who has no name there; forgotten with the process, which is soon enough to ask again.
        self._nameless: set[str] = set()

    async def look(self) -> int:
        """A round; returns how many got a name."""
        async with self._database.session() as session:
            waiting = await ContactRepository(session).list_nameless(_LOOKED_AT)
        named = 0
        for conversation_id, user_id in [one for one in waiting if one[1] not in self._nameless][:_AT_ONCE]:
            try:
                name = _name_in(await self._profiles.user_detail(user_id))
            except ChannelError as error:
                if not error.is_permanent:
                    _log.warning("zalo: names are not told now", code=error.code)
                    return named
                name = ""
            if not name:
                self._nameless.add(user_id)
                continue
            async with self._database.session() as session:
                conversation = await ConversationRepository(session).get_locked(conversation_id)
                if conversation.external_id != user_id:
                    continue  # What was known of them has been deleted in the meantime.
                # A name they gave themselves in the meantime is the better one.
                conversation.citizen_name = conversation.citizen_name or name
                await self._work.name_citizen(session, conversation, SYSTEM)
                await ConversationRepository(session).announce(conversation_id)
            named += 1
        return named


def _name_in(profile: object) -> str:
    name = profile.get("display_name") if isinstance(profile, dict) else ""
    return " ".join(normalise(text_of(name)).split())[:_MOST_CHARACTERS]
