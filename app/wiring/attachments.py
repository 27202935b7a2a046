"""What every process that takes, shows or clears away attachments needs."""

from __future__ import annotations

from app.wiring.words import words_of
from conversations.attachments.limits import MEGABYTE, AttachmentLimits
from conversations.attachments.service import AttachmentService
from conversations.attachments.storage import AttachmentStorage
from core.db import Database
from core.settings import Settings


def attachment_service(settings: Settings, database: Database) -> AttachmentService:
    limits = AttachmentLimits(bytes_per_file=settings.max_attachment_megabytes * MEGABYTE, files_a_day=settings.max_attachments_per_day)
    words = words_of(settings, "conversations/attachments/words.yml")
    return AttachmentService(database, AttachmentStorage(settings.var_dir / "attachments"), words, limits)
