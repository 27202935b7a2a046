"""The Zalo channel as the deliverer sees it: what a message is in the vendor's parts, one part sent, one part looked for."""

from __future__ import annotations

import asyncio
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog

from channels.contract import ChannelError, OutboundFile, OutboundMessage, Part, Trouble
from channels.zalo.buttons import buttons_of
from channels.zalo.client import ZaloClient
from channels.zalo.echo_repository import EchoRepository
from channels.zalo.splitting import split
from channels.zalo.text_of import text_of
from channels.zalo.uploads import IMAGES, MOST_FILE_BYTES, check_taken, is_taken, small_image
from conversations.attachments.opening import OpenedAttachment
from core.db import Database
from core.errors import NotFound
from core.words import Words

# The vendor's clock and ours may differ by so much; what was sent before is known by name.
_CLOCKS_DIFFER = timedelta(minutes=2)
_FROM_US = 0
_log = structlog.get_logger()


class Files(Protocol):
    async def open_for_staff(self, attachment_id: uuid.UUID) -> OpenedAttachment:
        """Raises core.errors.NotFound."""
        ...


class ZaloChannel:
    def __init__(self, database: Database, client: ZaloClient, files: Files, words: Words, *, buttons: bool = False) -> None:
        self._database = database
        self._client = client
        self._files = files
        self._words = words
        self._buttons = buttons
        # Decoding a large photo takes a lot of memory for a moment: one after another.
        self._one_image = asyncio.Semaphore(1)

    def parts_of(self, message: OutboundMessage) -> Sequence[Part]:
        """Files that the vendor does not take come last, so that they keep nothing else from being sent."""
        files = sorted(message.files, key=lambda file: not is_taken(file))
        texts = [Part(text=text) for text in split(text_of(message, self._words))]
        return [*texts, *(buttons_of(message) if self._buttons else ()), *(Part(file=file) for file in files)]

    async def send(self, to: str, part: Part) -> str:
        if part.buttons:
            return await self._press(to, part)
        if part.file is None:
            return await self._client.send_text(to, part.text)
        check_taken(part.file)
        opened = await self._opened(part.file)
        if part.file.media_type in IMAGES:
            async with self._one_image:
                image, media_type = await asyncio.to_thread(small_image, opened.path, opened.media_type)
            return await self._client.send_image(to, await self._client.upload_image(image, media_type))
        content = await asyncio.to_thread(opened.path.read_bytes)
        if len(content) > MOST_FILE_BYTES:
            raise ChannelError(Trouble.NOT_TAKEN, "file_too_large", part.file.file_name)
        return await self._client.send_file(to, await self._client.upload_file(part.file.file_name, content, opened.media_type))

    async def was_sent(self, to: str, part: Part, since: datetime, known: Sequence[str]) -> str | None:
        """By what the vendor has told us already, else by what it says when asked. One part at a time goes to a citizen.

        Buttons in doubt are let be: their text was sent before.
        """
        if part.buttons:
            return ""
        earliest = since - _CLOCKS_DIFFER
        async with self._database.session() as session:
            echoed = await EchoRepository(session).list_echoed(to, earliest)
        for vendor_id in echoed:
            if vendor_id not in known:
                return vendor_id
        for said in await self._client.conversation(to):
            vendor_id = str(said.get("message_id", ""))
            if vendor_id not in known and _is_from_us(said) and _sent_at(said) >= earliest and _is_like(said, part):
                return vendor_id
        return None

    async def _press(self, to: str, part: Part) -> str:
        """Where the vendor takes no buttons, the text before them is enough."""
        try:
            return await self._client.send_buttons(to, self._words.say("press"), part.buttons)
        except ChannelError as error:
            if error.trouble != Trouble.OUR_FAULT:
                raise
            _log.warning("Zalo takes no buttons", code=error.code)
            return ""

    async def _opened(self, file: OutboundFile) -> OpenedAttachment:
        try:
            return await self._files.open_for_staff(file.attachment_id)
        except NotFound as error:
            raise ChannelError(Trouble.NOT_TAKEN, "file_gone", file.file_name) from error


def _is_from_us(said: Mapping[str, Any]) -> bool:
    return str(said.get("src", "")) == str(_FROM_US)


def _sent_at(said: Mapping[str, Any]) -> datetime:
    try:
        return datetime.fromtimestamp(int(said["time"]) / 1000, UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


def _is_like(said: Mapping[str, Any], part: Part) -> bool:
    """The same words; of a file it is enough that it is none."""
    text = unicodedata.normalize("NFC", str(said.get("message") or ""))
    is_text = str(said.get("type") or "text") == "text"
    return is_text and text.split() == part.text.split() if part.file is None else not is_text
