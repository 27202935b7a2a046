"""A recording as it lies on the disk: in pieces of one second, each sealed, so that it can be cut off anywhere and read from anywhere.

A file is its header (magic, salt) and then the pieces, each with the tag of AES-GCM behind it. All pieces but the last hold PIECE_BYTES.
The key is the file's own: HKDF of SECRET_KEY with the file's salt and the call's id. A piece's number is its nonce, and it is sealed
together with the number and with whether it is the last: none can be changed, moved, taken from another call, or left out unnoticed.
A file without its last piece is what a crash left.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.secret_keeping import SealBroken

# One second: two channels of 8,000 samples, a byte each.
PIECE_BYTES = 16_000
_MAGIC = b"1022REC1"
_SALT_BYTES = 16
_HEADER_BYTES = len(_MAGIC) + _SALT_BYTES
_SEALED_BYTES = PIECE_BYTES + 16
_PURPOSE = b"hotline: recordings of calls"


class SealedWriter:
    """Takes sound of any lengths; what it was given is on the disk, sealed, a second later at the latest. For one thread at a time."""

    def __init__(self, path: Path, key: str, call_id: uuid.UUID) -> None:
        """Raises OSError, also where there is such a file already: a nonce is never used twice with one key."""
        salt = os.urandom(_SALT_BYTES)
        self._sealing, self._number, self._kept = _cipher(key, salt, call_id), 0, bytearray()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "wb", buffering=0)
        self._file.write(_MAGIC + salt)

    def write(self, sound: bytes) -> None:
        self._kept += sound
        while len(self._kept) > PIECE_BYTES:
            piece, self._kept = bytes(self._kept[:PIECE_BYTES]), self._kept[PIECE_BYTES:]
            self._seal(piece, is_last=False)

    def close(self) -> None:
        """The last piece, however short, says that nothing is missing."""
        if self._file.closed:
            return
        with self._file:
            self._seal(bytes(self._kept), is_last=True)
            os.fsync(self._file.fileno())

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self._file.write(self._sealing.encrypt(_nonce(self._number), piece, _beside(self._number, is_last=is_last)))
        self._number += 1


class SealedReader:
    """Of a file that is finished, is being written, or was cut off; `is_whole` tells the first from the others."""

    def __init__(self, path: Path, keys: Sequence[str], call_id: uuid.UUID) -> None:
        """Raises SealBroken for what no key at hand opens, and for what was changed; OSError."""
        self._path = path
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
                raise SealBroken("no recording")
            whole, rest = divmod(path.stat().st_size - _HEADER_BYTES, _SEALED_BYTES)
            last = max(0, whole if rest else whole - 1)
            first_piece, last_piece = _sealed_piece(file, 0), _sealed_piece(file, last)
        ciphers = [_cipher(key, header[len(_MAGIC) :], call_id) for key in keys]
        fitting = [cipher for cipher in ciphers if _opened(cipher, first_piece, 0) is not None]
        if not fitting and len(first_piece) == _SEALED_BYTES:
            raise SealBroken("no key at hand opens this recording, or it was changed")
        # Cut off within its first second: there is nothing to open.
        self._cipher = (fitting or ciphers)[0]
        tail = _opened(self._cipher, last_piece, last)
        if tail is None and len(last_piece) == _SEALED_BYTES:
            raise SealBroken("the end of a recording was changed")
        self.is_whole = _opened_as(self._cipher, last_piece, last, is_last=True) is not None
        self.length = last * PIECE_BYTES + len(tail or b"")

    def read(self, start: int, end: int) -> Iterator[bytes]:
        """The sound from byte `start` until before byte `end`, piece by piece. Raises SealBroken."""
        end = min(end, self.length)
        if start >= end:
            return
        with self._path.open("rb") as file:
            for number in range(start // PIECE_BYTES, (end - 1) // PIECE_BYTES + 1):
                at = number * PIECE_BYTES
                piece = _opened(self._cipher, _sealed_piece(file, number), number)
                if piece is None:
                    raise SealBroken("a piece of a recording was changed")
                yield piece[max(0, start - at) : end - at]


def _sealed_piece(file: BinaryIO, number: int) -> bytes:
    file.seek(_HEADER_BYTES + number * _SEALED_BYTES)
    return file.read(_SEALED_BYTES)


def _cipher(key: str, salt: bytes, call_id: uuid.UUID) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=_PURPOSE + call_id.bytes).derive(key.encode()))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _beside(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(8, "big") + (b"last" if is_last else b"more")


def _opened(cipher: AESGCM, sealed: bytes, number: int) -> bytes | None:
    """Whether it is the last one or not."""
    more = _opened_as(cipher, sealed, number, is_last=False)
    return more if more is not None else _opened_as(cipher, sealed, number, is_last=True)


def _opened_as(cipher: AESGCM, sealed: bytes, number: int, *, is_last: bool) -> bytes | None:
    try:
        return cipher.decrypt(_nonce(number), sealed, _beside(number, is_last=is_last))
    except InvalidTag:
        return None
