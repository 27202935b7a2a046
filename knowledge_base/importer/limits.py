"""How much a file may hold, and the checks that stand before anything is unpacked."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_base.importer.errors import UnreadableFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024
_ENCRYPTED = 0x1
# Office files never declare a document type; one that does is an attack on the XML parser (entities that multiply).
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, but `ratio` (unpacked ÷ packed), `rows` (of one worksheet) and `procedures` (rows of the main worksheet)."""

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 300 * MEGABYTE
    ratio: int = 200
    line_bytes: int = 8 * MEGABYTE
    rows: int = 50_000
    procedures: int = 50_000


DEFAULT_LIMITS = Limits()


def load(source: Path | bytes, limits: Limits) -> bytes:
    """The bytes of a file that is neither too big nor empty; raises UnreadableFile."""
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > limits.file_bytes:
            raise UnreadableFile("too_big", size=size // MEGABYTE, limit=limits.file_bytes // MEGABYTE)
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise UnreadableFile("unreadable", error=error.strerror or type(error).__name__) from error
    if not data:
        raise UnreadableFile("empty")
    return data


def check_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    """Raises UnreadableFile for what grows beyond the limits; small files may be as regular as they like."""
    if unpacked > limits.unpacked_bytes:
        raise UnreadableFile("unpacks_too_big", limit=limits.unpacked_bytes // MEGABYTE)
    if unpacked > MEGABYTE and unpacked > limits.ratio * max(packed, 1):
        raise UnreadableFile("ratio_too_high", limit=limits.ratio)


def office_parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The XML parts of a .docx or .xlsx by name, each checked; raises UnreadableFile."""
    if data.startswith(OLE_MAGIC):
        raise UnreadableFile("old_office")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, len(data), limits)
            names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            parts = {name: archive.read(name) for name in names}
    except zipfile.BadZipFile as error:
        raise UnreadableFile("damaged_zip" if data.startswith(b"PK") else "not_a_zip") from error
    # Each of these is how zipfile reports a broken or unknown member.
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError) as error:
        raise UnreadableFile("damaged_zip") from error
    if any(doctype in part for part in parts.values() for doctype in _DOCTYPES):
        raise UnreadableFile("dangerous_xml")
    return parts


def _check_members(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    """zipfile never reads more of a member than its header announces, so that the announced sizes can be trusted."""
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableFile("encrypted")
    check_ratio(sum(member.file_size for member in members), packed, limits)


class CappedGzip(io.RawIOBase):
    """Unpacks piece by piece and raises UnreadableFile as soon as too much has come out, or what comes is broken."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        super().__init__()
        self._file = gzip.GzipFile(fileobj=io.BytesIO(data))
        self._packed = len(data)
        self._unpacked = 0
        self._limits = limits

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        try:
            count = self._file.readinto(buffer)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise UnreadableFile("damaged_gzip") from error
        self._unpacked += count
        check_ratio(self._unpacked, self._packed, self._limits)
        return count
