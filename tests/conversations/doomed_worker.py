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
from core.settings import PROJECT_ROOT
from core.words import Words
from tests.fakes import FakeBot
from tests.working import working


async def main(database_url: str) -> None:
    async def stop_here(turn: BotTurn) -> None:
        sys.stdout.write(f"{turn.message_id}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()

    bot = FakeBot()
    bot.think = stop_here
    words = Words(PROJECT_ROOT / "conversations" / "notices.yml", hotline_number="1022")
    async with working(database_url, MessageHandler(Database(database_url), bot, words, Limits())):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
