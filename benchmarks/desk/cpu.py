"""Whose work the processors do during the run: the program's processes, its database, this load generator, everybody else. Linux only."""

from __future__ import annotations

import asyncio
import os
import time
from collections import defaultdict
from pathlib import Path

from app.trial import Trial

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY_SECONDS = 1.0
_MODULES = {
    "app.web": "web",
    "app.worker": "worker",
    "app.action_server": "actions",
    "rasa": "rasa",
    "app.zalo": "zalo",
    "app.commands.zalo_fake": "zalo-fake",
    "app.phone": "phone",
    "sipp": "sipp",
}


class CpuWatch:
    """Looks once a second; what a process did in its last second before being killed is not seen."""

    def __init__(self, program: Trial) -> None:
        self._postmaster = int((program.settings.var_dir / "postgres" / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        self._seconds: dict[str, float] = defaultdict(float)
        self._last: dict[int, float] = {}

    async def run(self) -> None:
        self._begun, self._busy, self._own = time.perf_counter(), _machine_busy(), time.process_time()
        self._look(counts=False)
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            self._look(counts=True)

    def shares(self) -> dict[str, float]:
        """Processors taken on average, 1.0 being one of them; `others` is whatever does not belong to this run."""
        took = time.perf_counter() - self._begun
        shares = {name: seconds / took for name, seconds in sorted(self._seconds.items())}
        shares["load_generator"] = (time.process_time() - self._own) / took
        shares["others"] = max(0.0, (_machine_busy() - self._busy) / took - sum(shares.values()))
        return {name: round(share, 3) for name, share in shares.items()}

    def _look(self, *, counts: bool) -> None:
        for pid, (name, seconds) in self._processes().items():
            if counts:
                self._seconds[name] += max(0.0, seconds - self._last.get(pid, 0.0))
            self._last[pid] = seconds

    def _processes(self) -> dict[int, tuple[str, float]]:
        """Everything below this process and below the database's, with the seconds each has worked so far."""
        parents, seconds = {}, {}
        for folder in Path("/proc").iterdir():
            fields = _read(folder / "stat").rpartition(")")[2].split() if folder.name.isdigit() else []
            if fields:
                parents[int(folder.name)] = int(fields[1])
                seconds[int(folder.name)] = (int(fields[11]) + int(fields[12])) / _TICKS
        found = {}
        for pid in parents:
            above = _above(pid, parents)
            if self._postmaster in above:
                found[pid] = ("postgres", seconds[pid])
            elif os.getpid() in above[1:]:
                found[pid] = (_name(pid), seconds[pid])
        return found


def _above(pid: int, parents: dict[int, int]) -> list[int]:
    """The process and those it descends from."""
    line = [pid]
    while line[-1] in parents:
        line.append(parents[line[-1]])
    return line


def _name(pid: int) -> str:
    words = _read(Path(f"/proc/{pid}/cmdline")).split("\0")
    return next((name for module, name in _MODULES.items() if module in words), "supervisor")


def _machine_busy() -> float:
    """Seconds of all processors so far that were not idle."""
    user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, _read(Path("/proc/stat")).split("\n", 1)[0].split()[1:9])
    return (user + nice + system + irq + softirq + steal) / _TICKS


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
