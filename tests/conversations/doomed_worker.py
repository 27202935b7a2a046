"""A worker process that gets the bot's reply and never stores it: started by a test, which kills it then.

python -m tests.conversations.doomed_worker DATABASE_URL
"""

from __future__ import annotations

import asyncio
import sys

from conversations.handling import MessageHandler
from conversations.limits import Limits
from conversations.ports import BotTurn
from core.db import Database
from tests.fakes import FakeBot, FakeDesk
from tests.pauses import bot_pauses
from tests.working import working


async def main(database_url: str) -> None:
    async def stop_here(turn: BotTurn) -> None:
        sys.stdout.write(f"{turn.message_id}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()

    bot = FakeBot()
    bot.think = stop_here
    database = Database(database_url)
    async with working(database_url, MessageHandler(database, bot, FakeDesk(), bot_pauses(database), Limits())):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
