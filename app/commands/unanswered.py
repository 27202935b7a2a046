"""`hotline unanswered`: what still waits for an answer or for a person."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from app.wiring.conversations import conversation_service
from conversations.handling_queue import queue_app
from conversations.models import InboundState
from core.clock import VIETNAM
from core.db import Database
from core.own_postgres import database_url
from core.redaction import redact
from core.settings import Settings

_STATES = {InboundState.RECEIVED: "chưa trả lời", InboundState.NEEDS_PERSON: "cần người"}


def unanswered(limit: Annotated[int, typer.Option(min=1, help="Nhiều nhất bao nhiêu dòng.")] = 100) -> None:
    settings = Settings()
    with database_url(settings) as url:
        asyncio.run(_show(settings, url, limit))


async def _show(settings: Settings, url: str, limit: int) -> None:
    database = Database(url, pool_size=1)
    messages = await conversation_service(settings, database, queue_app(url)).list_unanswered(limit)
    await database.close()
    table = Table("Lúc", "Tình trạng", "Cuộc trò chuyện", "Nội dung")
    for message in messages:
        when = message.created_at.astimezone(VIETNAM).strftime("%d/%m %H:%M")
        table.add_row(when, _STATES[InboundState(str(message.state))], str(message.conversation_id), redact(message.text))
    Console().print(table if messages else "Không còn câu hỏi nào chờ.")
