"""What citizens ask: each text names one procedure by its code, so that nothing on the phone can be taken for the answer to another."""

from __future__ import annotations

import asyncio
import itertools
import unicodedata
import uuid
from collections.abc import Mapping, Sequence

from app.citizen import Citizen
from app.trial import Trial
from app.wiring.words import words_of
from channels.contract import OutboundMessage
from channels.zalo.text_of import text_of
from conversations.models import Sender
from knowledge_base.content_loader import shipped_procedures

_ASKED = ("cần giấy tờ gì", "nộp ở đâu", "lệ phí bao nhiêu", "mất mấy ngày")
_AT_ONCE = 4


async def known_answers(program: Trial, count: int) -> dict[str, str]:
    """By question, what the program says to it on the web chat, as plain text; asked before anything goes wrong."""
    texts = [f"{code} {asked}" for code, asked in zip(_codes(count), itertools.cycle(_ASKED), strict=False)]
    door = asyncio.Semaphore(_AT_ONCE)

    async def answer(text: str) -> OutboundMessage:
        async with door:
            return await asyncio.to_thread(_ask, program, text)

    answers = await asyncio.gather(*(answer(text) for text in texts))
    words = words_of(program.settings, "channels/zalo/sending_words.yml")
    return told_apart({text: squeezed(text_of(answer, words)) for text, answer in zip(texts, answers, strict=True)})


def told_apart(answers: Mapping[str, str]) -> dict[str, str]:
    """Without those that could be taken for the beginning of another."""
    found: dict[str, str] = {}
    for text, answer in answers.items():
        if answer and not any(other.startswith(answer) or answer.startswith(other) for other in found.values()):
            found[text] = answer
    return found


def squeezed(text: str) -> str:
    """As a reader compares it: wherever lines and parts end."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _codes(count: int) -> Sequence[str]:
    return sorted(record.code for record in shipped_procedures())[:count]


def _ask(program: Trial, text: str) -> OutboundMessage:
    settings = program.settings
    with Citizen(settings.web_url, patience=60.0, private_token=settings.private_token) as citizen:
        reply = citizen.ask(text)
    return OutboundMessage(uuid.UUID(reply.message_id), "", Sender.BOT, reply.text, reply.options)
