"""SIPp, which signals for many calls at once. The sound is the media's (benchmarks.phone.media), or SIPp's own where it plays a capture."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template
from types import MappingProxyType

from benchmarks.phone.free_ports import free_port

SCENARIOS = Path(__file__).parent / "scenarios"
KEYS_AT = 101
_NOTHING: Mapping[str, object] = MappingProxyType({})
_STOP_WITHIN_SECONDS = 10.0
_USUAL = {"hold_ms": 10_000, "keys": KEYS_AT, "play": "", "between": ""}


@dataclass(frozen=True)
class Line:
    """Who calls, and the port on which they hear."""

    caller: str
    port: int


class Sipp:
    """One run of a scenario. `log` says of each call what became of it, in the order of time."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self._process = process
        self._folder = folder

    def log(self) -> list[str]:
        path = self._folder / "calls.log"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def outcomes(self, word: str) -> list[str]:
        """Callers to whom it happened: "answered", "hung up", "was hung up", "refused"."""
        return [
            line.removesuffix(f" {word}") for line in self.log() if line.endswith(f" {word}") and line.count(" ") == word.count(" ") + 1
        ]

    def wait(self, seconds: float) -> bool:
        """Whether every call went as the scenario tells. Raises TimeoutExpired."""
        return self._process.wait(seconds) == 0

    def errors(self) -> str:
        path = self._folder / "errors.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def vanish(self) -> None:
        """Without a word to the other side."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                self.vanish()


def reinvites(*directions: str, pause_ms: int) -> str:
    """What is put `between` the beginning and the end of a call: the sound's direction changed so many times ("sendonly": held)."""
    piece = Template((SCENARIOS / "reinvite.xml").read_text(encoding="utf-8"))
    return "".join(piece.substitute(number=2 + place, direction=way, pause_ms=pause_ms) for place, way in enumerate(directions))


@contextmanager
def calling(
    folder: Path,
    to_port: int,
    lines: Sequence[Line],
    scenario: str = "call",
    *,
    per_second: int = 20,
    given: Mapping[str, object] = _NOTHING,
) -> Iterator[Sipp]:
    """All the lines call, each once. `given` fills in the scenario; `folder` is new or empty."""
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / "scenario.xml"
    text = (SCENARIOS / f"{scenario}.xml").read_text(encoding="utf-8")
    written.write_text(Template(text).substitute({**_USUAL, **given}), encoding="utf-8")
    rows = "".join(f"{line.caller};{line.port}\n" for line in lines)
    (folder / "lines.csv").write_text(f"SEQUENTIAL\n{rows}", encoding="utf-8")
    command = ["sipp", f"127.0.0.1:{to_port}", "-sf", str(written), "-inf", str(folder / "lines.csv")]
    command += ["-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", str(free_port(socket.SOCK_DGRAM)), "-nostdin", "-skip_rlimit"]
    command += ["-m", str(len(lines)), "-l", str(len(lines)), "-r", str(per_second)]
    command += ["-trace_logs", "-log_file", str(folder / "calls.log"), "-trace_err", "-error_file", str(folder / "errors.log")]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    run = Sipp(process, folder)
    try:
        yield run
    finally:
        run.stop()
