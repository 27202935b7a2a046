"""The acoustic model that viet-asr carries inside its library: read out of the file, nothing of the library is run.

The library's own decoder tells no confidence, keeps its state with the model and hears more wrongly at 8 kHz (docs/adr/0029).
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_MODEL_SHA256 = "b34e699e5557f87741c6fca80246267268922c9d57045602da6fdf77039f0057"
_TOKENS_SHA256 = "7b15d985d06e3c942f131f96e39b29a7170a9871f9800e794eb6e002940f9716"
_SECTION = struct.Struct("<IIQQQQIIQQ")
_SYMBOL = struct.Struct("<IBBHQQ")
_DYNAMIC_SYMBOLS = 11


class NoModel(Exception):
    """The model is not there, or it is another one than was tried."""


@dataclass(frozen=True)
class EmbeddedModel:
    """`tokens`: the syllable or piece that each output stands for; "▁" begins a word."""

    onnx: bytes
    tokens: tuple[str, ...]


def embedded_model() -> EmbeddedModel:
    """Raises NoModel."""
    found = find_spec("vietasr")
    if found is None or not found.submodule_search_locations:
        raise NoModel("viet-asr is not installed")
    library = Path(found.submodule_search_locations[0]) / "_native" / "libvietasr.so"
    try:
        objects = objects_of(library.read_bytes())
    except OSError as error:
        raise NoModel(f"{library}: {error.strerror}") from error
    onnx, tokens = objects.named("vietasr_asr_model_onnx"), objects.named("vietasr_asr_vocab")
    for content, expected in ((onnx, _MODEL_SHA256), (tokens, _TOKENS_SHA256)):
        if hashlib.sha256(content).hexdigest() != expected:
            raise NoModel("viet-asr carries another model than the one that was tried")
    return EmbeddedModel(onnx, tuple(line.rsplit(" ", 1)[0] for line in tokens.decode().splitlines()))


def objects_of(file: bytes) -> _Objects:
    """Raises NoModel."""
    try:
        return _Objects(file)
    except (struct.error, IndexError, ValueError) as error:
        raise NoModel("no library that can be read") from error


class _Objects:
    """What a 64-bit ELF library has under public names. Its read-only data lie in the file where they lie in memory."""

    def __init__(self, file: bytes) -> None:
        if file[:6] != b"\x7fELF\x02\x01":
            raise NoModel("no 64-bit little-endian ELF library")
        self._file = file
        self._places = self._symbols()

    def named(self, name: str) -> bytes:
        """As long as the number beside it, `<name>_size`, says."""
        try:
            begins, size_at = self._places[name.encode()], self._places[f"{name}_size".encode()]
        except KeyError as error:
            raise NoModel(f"the library holds no {name}") from error
        (size,) = struct.unpack_from("<Q", self._file, size_at)
        return self._file[begins : begins + size]

    def _symbols(self) -> dict[bytes, int]:
        (table,) = struct.unpack_from("<Q", self._file, 0x28)
        size, count = struct.unpack_from("<HH", self._file, 0x3A)
        sections = [_SECTION.unpack_from(self._file, table + number * size) for number in range(count)]
        found: dict[bytes, int] = {}
        for _, kind, _, _, offset, length, names, *_ in sections:
            if kind == _DYNAMIC_SYMBOLS:
                strings = sections[names][4]
                for name, *_, value, _ in _SYMBOL.iter_unpack(self._file[offset : offset + length]):
                    begins = strings + name
                    found[self._file[begins : self._file.index(b"\0", begins)]] = value
        return found
