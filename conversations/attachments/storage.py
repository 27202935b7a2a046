"""The bytes, on disk outside everything a browser can ask for: VAR_DIR/attachments/ab/<uuid>, complete or not there."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

_INCOMING = "incoming"
_PIECE_BYTES = 1024 * 1024


class AttachmentStorage:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, attachment_id: uuid.UUID) -> Path:
        name = str(attachment_id)
        return self._folder / name[:2] / name

    def new_temporary(self) -> Path:
        """An empty file, readable by the program alone, on the disk where it will stay."""
        path = self._folder / _INCOMING / str(uuid.uuid4())
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=False)
        return path

    def settle(self, temporary: Path, attachment_id: uuid.UUID) -> None:
        """Under its lasting name only once it is wholly on the disk; a crash leaves the one or the other."""
        target = self.path_of(attachment_id)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sync(temporary)
        temporary.rename(target)
        _sync(target.parent)

    def remove(self, attachment_id: uuid.UUID) -> None:
        self.path_of(attachment_id).unlink(missing_ok=True)

    def free_bytes(self) -> int:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return shutil.disk_usage(self._folder).free

    def list_before(self, moment: datetime) -> Iterator[uuid.UUID]:
        """Every file kept since before `moment`."""
        for path in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            if _is_older(path, moment):
                yield uuid.UUID(path.name)

    def remove_temporaries(self, before: datetime) -> int:
        """What a process left behind that ended while it received."""
        stale = [path for path in self._folder.glob(f"{_INCOMING}/*") if _is_older(path, before)]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
