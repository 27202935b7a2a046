"""How many files, and how large, one conversation may bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class AttachmentLimits:
    """`files_a_day` counts the last 24 hours, for each sender of a conversation."""

    bytes_per_file: int = 10 * MEGABYTE
    files_per_message: int = 5
    files_a_day: int = 40
    keep_unsent: timedelta = timedelta(hours=24)
    # What stays free of the disk, which the database may share.
    bytes_kept_free: int = 1024 * MEGABYTE
