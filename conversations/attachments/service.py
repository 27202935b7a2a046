"""The way of a file: received in pieces, examined, kept, sent with a message, shown to those of its conversation; or cleared away."""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import AsyncIterable, Collection, Mapping, Sequence
from datetime import timedelta
from itertools import batched
from pathlib import Path

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.attachments.file_names import label_of
from conversations.attachments.images import MOST_MEGAPIXELS, DamagedImage, TooManyPixels, write_anew
from conversations.attachments.limits import MEGABYTE, AttachmentLimits
from conversations.attachments.opening import OpenedAttachment
from conversations.attachments.repository import AttachmentRepository
from conversations.attachments.sniffing import IMAGES, media_type_of
from conversations.attachments.storage import AttachmentStorage, sha256_of
from conversations.models import Attachment, Message
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import InputError, NotFound, TooManyMessages, Unavailable
from core.words import Words

# In a message's details: how many files came with it.
FILES = "files"
_DAY = timedelta(days=1)
_AT_ONCE = 1000
_log = structlog.get_logger()


class AttachmentService:
    def __init__(
        self, database: Database, storage: AttachmentStorage, words: Words, limits: AttachmentLimits, *, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._storage = storage
        self._words = words
        self._limits = limits
        self._clock = clock
        # Decoding a large photo takes some 200 MB for a moment: one after another.
        self._one_image = asyncio.Semaphore(1)

    async def keep(
        self, conversation_id: uuid.UUID, file_name: str, stream: AsyncIterable[bytes], uploaded_by: uuid.UUID | None = None
    ) -> Attachment:
        """Take a file in for a message to come; `uploaded_by` is the member of staff, None the citizen.

        Raises InputError for what is too large, empty, broken or of no kind taken; TooManyMessages beyond the day's number; Unavailable
        when the disk is nearly full. Nothing is kept then. At no time is more than a piece of the stream in memory.
        """
        async with self._database.session() as session:
            await self._check_day(session, conversation_id, uploaded_by)
        if await asyncio.to_thread(self._storage.free_bytes) < self._limits.bytes_kept_free:
            raise Unavailable("no_room", self._words.say("no_room"))
        attachment_id = uuid.uuid4()
        received, anew = self._storage.new_temporary(), self._storage.new_temporary()
        try:
            await self._receive(stream, received)
            kept, media_type = await self._examine(received, anew)
            size, digest = kept.stat().st_size, await asyncio.to_thread(sha256_of, kept)
            await asyncio.to_thread(self._storage.settle, kept, attachment_id)
        finally:
            received.unlink(missing_ok=True)
            anew.unlink(missing_ok=True)
        attachment = Attachment(
            id=attachment_id,
            conversation_id=conversation_id,
            file_name=label_of(file_name, media_type, self._words.say("nameless")),
            media_type=media_type,
            size_bytes=size,
            sha256=digest,
            uploaded_by=uploaded_by,
            created_at=self._clock(),
        )
        await self._add(attachment)
        return attachment

    async def attach(self, session: AsyncSession, message: Message, attachment_ids: Sequence[uuid.UUID]) -> None:
        """Make them part of a stored message, in the transaction that stores it. Raises InputError when one is not there to be sent."""
        wanted = set(attachment_ids)
        if not wanted:
            return
        if len(wanted) > self._limits.files_per_message:
            raise InputError("too_many_files", self._words.say("too_many_files", count=self._limits.files_per_message))
        if await AttachmentRepository(session).take(message, wanted) != len(wanted):
            raise InputError("attachment_gone", self._words.say("attachment_gone"))
        # Messages without it need not be asked for their files.
        message.details = message.details | {FILES: len(wanted)}

    async def of_messages(self, message_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Attachment]]:
        """By message, in the order they were uploaded."""
        found: dict[uuid.UUID, list[Attachment]] = defaultdict(list)
        if message_ids:
            async with self._database.reading() as session:
                for attachment in await AttachmentRepository(session).list_of(message_ids):
                    if attachment.message_id is not None:
                        found[attachment.message_id].append(attachment)
        return found

    async def open_for_citizen(self, conversation_id: uuid.UUID, attachment_id: uuid.UUID) -> OpenedAttachment:
        """Raises NotFound, the same for what is not there, what is in another conversation, and what staff have not sent yet."""
        attachment = await self._find(attachment_id)
        if attachment.conversation_id != conversation_id or (attachment.uploaded_by and not attachment.message_id):
            raise self._not_found()
        return self._opened(attachment)

    async def open_for_staff(self, attachment_id: uuid.UUID) -> OpenedAttachment:
        """For who may read the conversation; that is for the caller to know. Raises NotFound."""
        return self._opened(await self._find(attachment_id))

    async def clear_away(self) -> int:
        """Remove what was never sent, what a crash left on disk without a row, and half-received files; returns how many."""
        before = self._clock() - self._limits.keep_unsent
        async with self._database.session() as session:
            unsent = await AttachmentRepository(session).delete_unsent(before)
        orphans = await self._orphans(await asyncio.to_thread(lambda: list(self._storage.list_before(before))))
        gone = {*unsent, *orphans}
        for attachment_id in gone:
            self._storage.remove(attachment_id)
        return len(gone) + self._storage.remove_temporaries(before)

    async def _orphans(self, on_disk: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        orphans: set[uuid.UUID] = set()
        for some in batched(on_disk, _AT_ONCE):
            async with self._database.session() as session:
                orphans |= set(some) - await AttachmentRepository(session).known_of(some)
        return orphans

    async def _receive(self, stream: AsyncIterable[bytes], target: Path) -> None:
        size = 0
        with target.open("wb") as file:
            async for piece in stream:
                size += len(piece)
                if size > self._limits.bytes_per_file:
                    megabytes = self._limits.bytes_per_file // MEGABYTE
                    raise InputError("too_large", self._words.say("too_large", megabytes=megabytes))
                file.write(piece)
        if not size:
            raise InputError("empty_file", self._words.say("empty_file"))

    async def _examine(self, received: Path, anew: Path) -> tuple[Path, str]:
        """The file to keep and its media type."""
        media_type = await asyncio.to_thread(media_type_of, received)
        if media_type is None:
            raise InputError("unknown_kind", self._words.say("unknown_kind"))
        if media_type not in IMAGES:
            return received, media_type
        try:
            async with self._one_image:
                return anew, await asyncio.to_thread(write_anew, received, anew, media_type)
        except TooManyPixels as error:
            raise InputError("too_many_pixels", self._words.say("too_many_pixels", megapixels=MOST_MEGAPIXELS)) from error
        except DamagedImage as error:
            raise InputError("damaged_image", self._words.say("damaged_image")) from error

    async def _add(self, attachment: Attachment) -> None:
        """The row comes after the file: one that is there can be opened. Several uploads at once are counted one after another."""
        try:
            async with self._database.session() as session:
                await ConversationRepository(session).get_locked(attachment.conversation_id)
                await self._check_day(session, attachment.conversation_id, attachment.uploaded_by)
                await AttachmentRepository(session).add(attachment)
        except TooManyMessages:
            self._storage.remove(attachment.id)
            raise

    async def _check_day(self, session: AsyncSession, conversation_id: uuid.UUID, uploaded_by: uuid.UUID | None) -> None:
        count = self._limits.files_a_day
        if await AttachmentRepository(session).count_since(conversation_id, uploaded_by, self._clock() - _DAY) >= count:
            raise TooManyMessages("too_many_today", self._words.say("too_many_today", count=count), int(_DAY.total_seconds()))

    async def _find(self, attachment_id: uuid.UUID) -> Attachment:
        async with self._database.session() as session:
            attachment = await AttachmentRepository(session).find(attachment_id)
        if attachment is None:
            raise self._not_found()
        return attachment

    def _opened(self, attachment: Attachment) -> OpenedAttachment:
        path = self._storage.path_of(attachment.id)
        if not path.is_file():
            _log.error("the bytes of an attachment are not on the disk", attachment_id=str(attachment.id))
            raise self._not_found()
        return OpenedAttachment(path, attachment.file_name, attachment.media_type, attachment.size_bytes)

    def _not_found(self) -> NotFound:
        return NotFound("no_attachment", self._words.say("no_attachment"))
