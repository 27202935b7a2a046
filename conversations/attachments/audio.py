"""Whether a file is sound: MP3, AAC, MP4 with sound alone, Ogg, AMR, WAV. Several frames in a row must fit, not a head alone."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from typing import BinaryIO

MP3, AAC, MP4, OGG, AMR, WAV = "audio/mpeg", "audio/aac", "audio/mp4", "audio/ogg", "audio/amr", "audio/wav"

type _LengthOf = Callable[[bytes], int]

_FRAMES_LOOKED_AT = 3
_MOST_CHUNKS = 64
_MOST_PADDING = 8192
_OGG_SOUNDS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
# ISO 11172-3 and 13818-3, layer III: kilobits a second and samples a second, by the fields of a frame's head.
_MP3_KBITS = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    0: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# RFC 4867: bytes of a frame with its head, by frame type.
_AMR_NARROW = {0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1}
_AMR_WIDE = {0: 18, 1: 24, 2: 33, 3: 37, 4: 41, 5: 47, 6: 51, 7: 59, 8: 61, 9: 6, 14: 1, 15: 1}
_MP4_FOLDERS = frozenset({b"moov", b"trak", b"mdia"})


def media_type_of(file: BinaryIO) -> str | None:
    size = file.seek(0, os.SEEK_END)
    head = _at(file, 0, 64)
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV if _has_wave_chunks(file, size) else None
    if head[:5] == b"OggS\0":
        return OGG if len(head) > 27 and head[27 + head[26] :].startswith(_OGG_SOUNDS) else None
    if head.startswith(b"#!AMR"):
        return AMR if _has_amr_frames(file, size, head) else None
    if head[4:8] == b"ftyp":
        return MP4 if _kinds_of_tracks(file, 0, size) == {b"soun"} else None
    if _has_frames(file, size, 0, _aac_frame):
        return AAC
    return MP3 if _has_frames(file, size, _first_mp3_frame(file, head), _mp3_frame) else None


def _at(file: BinaryIO, offset: int, count: int) -> bytes:
    file.seek(offset)
    return file.read(count)


def _has_wave_chunks(file: BinaryIO, size: int) -> bool:
    found, offset = set(), 12
    for _ in range(_MOST_CHUNKS):
        chunk = _at(file, offset, 8)
        if len(chunk) < 8 or offset >= size:
            break
        found.add(chunk[:4])
        length = struct.unpack("<I", chunk[4:])[0]
        offset += 8 + length + length % 2
    return {b"fmt ", b"data"} <= found


def _has_amr_frames(file: BinaryIO, size: int, head: bytes) -> bool:
    is_wide = head.startswith(b"#!AMR-WB\n")
    if not is_wide and not head.startswith(b"#!AMR\n"):
        return False
    sizes, offset = (_AMR_WIDE, 9) if is_wide else (_AMR_NARROW, 6)
    for _ in range(_FRAMES_LOOKED_AT):
        mark = _at(file, offset, 1)
        length = sizes.get(mark[0] >> 3 & 15) if mark and not mark[0] & 0x83 else None
        if length is None:
            return False
        offset += length
    return offset <= size


def _has_frames(file: BinaryIO, size: int, offset: int, length_of: _LengthOf) -> bool:
    for _ in range(_FRAMES_LOOKED_AT):
        length = length_of(_at(file, offset, 6))
        if not length:
            return False
        offset += length
    return offset <= size


def _aac_frame(head: bytes) -> int:
    """Bytes of the ADTS frame that begins with `head`; 0 when none does."""
    if len(head) < 6 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length > 7 else 0


def _mp3_frame(head: bytes) -> int:
    """Bytes of the layer III frame that begins with `head`; 0 when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, kbits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or not 1 <= kbits <= 14 or rate == 3:
        return 0
    bits = _MP3_KBITS[3 if version == 3 else 0][kbits - 1] * 1000
    return (144 if version == 3 else 72) * bits // _MP3_RATES[version][rate] + (head[2] >> 1 & 1)


def _first_mp3_frame(file: BinaryIO, head: bytes) -> int:
    """Behind the ID3 tag and its padding, if there is one."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    behind = 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])
    padding = _at(file, behind, _MOST_PADDING)
    return behind + len(padding) - len(padding.lstrip(b"\0"))


def _kinds_of_tracks(file: BinaryIO, start: int, end: int, depth: int = 0) -> set[bytes]:
    """Of an MP4 file: `soun`, `vide` and others, from the handler of each track."""
    kinds: set[bytes] = set()
    offset = start
    for _ in range(_MOST_CHUNKS):
        box = _at(file, offset, 16)
        if len(box) < 8 or offset >= end:
            break
        length, name, begins = struct.unpack(">I", box[:4])[0], box[4:8], 8
        if length == 1 and len(box) == 16:
            length, begins = struct.unpack(">Q", box[8:])[0], 16
        if length == 0:
            length = end - offset
        if length < begins or offset + length > end:
            return set()
        if name == b"hdlr":
            kinds.add(_at(file, offset + begins + 8, 4))
        elif name in _MP4_FOLDERS and depth < len(_MP4_FOLDERS):
            kinds |= _kinds_of_tracks(file, offset + begins, offset + length, depth + 1)
        offset += length
    return kinds
