"""Recordings lie sealed on the disk: whoever changes, moves, cuts or lends a piece is found out; a crash costs a second."""

from __future__ import annotations

import random
import uuid
from pathlib import Path

import pytest

from conversations.calls.sealing import PIECE_BYTES, SealedReader, SealedWriter
from core.secret_keeping import SealBroken

KEY, OLD_KEY = "k" * 40, "o" * 40
CALL = uuid.UUID(int=7)
_HEADER, _SEALED = 24, PIECE_BYTES + 16


def _sound(length: int) -> bytes:
    return random.Random(length).randbytes(length)


def _write(path: Path, sound: bytes, *, key: str = KEY, call: uuid.UUID = CALL) -> Path:
    writer = SealedWriter(path, key, call)
    for at in range(0, len(sound), 320):
        writer.write(sound[at : at + 320])
    writer.close()
    return path


def _read(path: Path, start: int = 0, end: int = 1 << 40, *, keys: tuple[str, ...] = (KEY,), call: uuid.UUID = CALL) -> bytes:
    return b"".join(SealedReader(path, keys, call).read(start, end))


@pytest.mark.parametrize("length", [0, 1, 320, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES, 3 * PIECE_BYTES + 5])
def test_what_was_written_is_read_whole_and_in_any_part(tmp_path: Path, length: int) -> None:
    path, sound = _write(tmp_path / "tape", _sound(length)), _sound(length)
    reader = SealedReader(path, (KEY,), CALL)
    assert (reader.length, reader.is_whole, _read(path)) == (length, True, sound)
    for start, end in ((0, 1), (1, length), (PIECE_BYTES - 1, PIECE_BYTES + 1), (length - 1, length), (length, length + 9)):
        if start >= 0:
            assert _read(path, start, end) == sound[start:end]


def test_nothing_of_the_sound_lies_readable_on_the_disk(tmp_path: Path) -> None:
    path = _write(tmp_path / "tape", b"xin chao " * 5000)
    assert b"xin chao" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_older_key_still_opens_and_a_foreign_one_does_not(tmp_path: Path) -> None:
    path = _write(tmp_path / "tape", _sound(2 * PIECE_BYTES), key=OLD_KEY)
    assert _read(path, keys=(KEY, OLD_KEY)) == _sound(2 * PIECE_BYTES)
    with pytest.raises(SealBroken):
        _read(path, keys=(KEY,))


def test_a_recording_opens_as_that_of_its_own_call_only(tmp_path: Path) -> None:
    path = _write(tmp_path / "tape", _sound(2 * PIECE_BYTES))
    with pytest.raises(SealBroken):
        _read(path, call=uuid.UUID(int=8))


def test_a_changed_byte_is_found_out(tmp_path: Path) -> None:
    path = _write(tmp_path / "tape", _sound(3 * PIECE_BYTES))
    damaged = bytearray(path.read_bytes())
    damaged[_HEADER + _SEALED + 100] ^= 1
    path.write_bytes(damaged)
    assert _read(path, 0, PIECE_BYTES) == _sound(3 * PIECE_BYTES)[:PIECE_BYTES]
    with pytest.raises(SealBroken):
        _read(path)


def test_pieces_that_changed_places_are_found_out(tmp_path: Path) -> None:
    path = _write(tmp_path / "tape", _sound(4 * PIECE_BYTES))
    kept = path.read_bytes()
    pieces = [kept[_HEADER + number * _SEALED :][:_SEALED] for number in range(4)]
    path.write_bytes(kept[:_HEADER] + pieces[0] + pieces[2] + pieces[1] + pieces[3])
    with pytest.raises(SealBroken):
        _read(path)


def test_an_end_that_was_cut_off_is_noticed_and_the_rest_can_be_heard(tmp_path: Path) -> None:
    path, sound = _write(tmp_path / "tape", _sound(3 * PIECE_BYTES)), _sound(3 * PIECE_BYTES)
    path.write_bytes(path.read_bytes()[: _HEADER + 2 * _SEALED])
    assert not SealedReader(path, (KEY,), CALL).is_whole
    assert _read(path) == sound[: 2 * PIECE_BYTES]


@pytest.mark.parametrize("cut", [1, 500, _SEALED - 1])
def test_a_crash_in_the_middle_of_a_write_costs_that_second_only(tmp_path: Path, cut: int) -> None:
    path, sound = _write(tmp_path / "tape", _sound(3 * PIECE_BYTES)), _sound(3 * PIECE_BYTES)
    path.write_bytes(path.read_bytes()[:-cut])
    assert _read(path) == sound[: 2 * PIECE_BYTES]


def test_what_is_still_being_recorded_can_be_heard_up_to_the_last_second(tmp_path: Path) -> None:
    writer = SealedWriter(tmp_path / "tape", KEY, CALL)
    writer.write(_sound(2 * PIECE_BYTES + 10))
    assert _read(tmp_path / "tape") == _sound(2 * PIECE_BYTES + 10)[: 2 * PIECE_BYTES]
    writer.close()


def test_a_crash_within_the_first_second_leaves_an_empty_recording(tmp_path: Path) -> None:
    path = _write(tmp_path / "tape", _sound(300))
    path.write_bytes(path.read_bytes()[: _HEADER + 20])
    assert (SealedReader(path, (KEY,), CALL).length, _read(path)) == (0, b"")


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tape").write_bytes(b"RIFF" + bytes(100))
    with pytest.raises(SealBroken):
        _read(tmp_path / "tape")


def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    _write(tmp_path / "tape", _sound(10))
    with pytest.raises(FileExistsError):
        SealedWriter(tmp_path / "tape", KEY, CALL)
