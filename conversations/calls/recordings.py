"""Where recordings of calls lie: VAR_DIR/recordings, one sealed file a call, outside everything a browser can ask for by name."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from conversations.calls.sealing import SealedReader, SealedWriter


class Recordings:
    """`keys`: those of SECRET_KEY; the first one seals, all open."""

    def __init__(self, folder: Path, keys: Sequence[str]) -> None:
        self._folder = folder
        self._keys = keys

    def name_of(self, call_id: uuid.UUID) -> str:
        """What stands in the call's row: below the folder."""
        return f"{str(call_id)[:2]}/{call_id}"

    def begin(self, call_id: uuid.UUID) -> SealedWriter:
        """Raises OSError."""
        return SealedWriter(self._path_of(call_id), self._keys[0], call_id)

    def open(self, call_id: uuid.UUID) -> SealedReader:
        """Raises FileNotFoundError and other OSErrors, SealBroken."""
        return SealedReader(self._path_of(call_id), self._keys, call_id)

    def remove(self, call_id: uuid.UUID) -> None:
        # Where the folder is none, there is no file either.
        with suppress(FileNotFoundError, NotADirectoryError):
            self._path_of(call_id).unlink()

    def free_bytes(self) -> int:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return shutil.disk_usage(self._folder).free

    def list_all(self) -> Iterator[uuid.UUID]:
        """Of every file there is."""
        return (uuid.UUID(path.name) for path in self._folder.glob("[0-9a-f][0-9a-f]/*"))

    def _path_of(self, call_id: uuid.UUID) -> Path:
        return self._folder / self.name_of(call_id)
