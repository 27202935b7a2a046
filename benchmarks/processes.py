"""What the processes take of the machine: memory now, and seconds from being created to doing their work. Linux only (`/proc`)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import httpx
import psycopg

from app.setup import Say
from app.trial import Trial
from benchmarks.stock_bot import StockBot, answers
from core.db import libpq_url
from core.errors import Unavailable

PROCESSES = ("web", "worker", "actions", "rasa")
_READY_WITHIN_SECONDS = 120.0
_LOOK_EVERY_SECONDS = 0.05
_MEGABYTE = 1024 * 1024
_TICKS = os.sysconf("SC_CLK_TCK")
_LAST_WORKER = "SELECT COALESCE(max(id), 0) FROM procrastinate_workers"


def memory_of_program(program: Trial) -> dict[str, dict[str, float]]:
    """Megabytes by process. `total` is of the four; the packaged PostgreSQL is told apart, its pages are shared by many processes."""
    postmaster = int((program.settings.var_dir / "postgres" / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    four = {name: program.pid(name) for name in PROCESSES}
    rss = {name: resident_megabytes(pid) for name, pid in four.items()}
    pss = {name: proportional_megabytes(pid) for name, pid in [*four.items(), ("postgres", postmaster)]}
    return {"rss_mb": rss | {"total": round(sum(rss.values()), 1)}, "pss_mb": pss}


def memory_of_stock(stock: StockBot) -> dict[str, dict[str, float]]:
    return {"rss_mb": {"total": resident_megabytes(stock.pid)}, "pss_mb": {"rasa": proportional_megabytes(stock.pid)}}


def resident_megabytes(pid: int) -> float:
    """RSS of the process and all below it; pages they share count once for each."""
    pages = sum(int(_proc(each, "statm").split()[1]) for each in _tree(pid))
    return round(pages * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE, 1)


def proportional_megabytes(pid: int) -> float:
    """PSS of the process and all below it: a shared page counts in parts, so that sums are true."""
    lines = (line for each in _tree(pid) for line in _proc(each, "smaps_rollup").splitlines() if line.startswith("Pss:"))
    return round(sum(int(line.split()[1]) for line in lines) / 1024, 1)


def measure_starts_of_program(program: Trial, times: int, say: Say) -> dict[str, float]:
    """Median seconds of each process, all four starting together as at `hotline run`; `total` until the last of them is ready."""
    starts = []
    for number in range(times):
        say(f"  khởi động lại lần {number + 1}/{times}")
        starts.append(_restart(program))
    return {name: round(statistics.median(start[name] for start in starts), 2) for name in (*PROCESSES, "total")}


def measure_starts_of_stock(stock: StockBot, times: int) -> dict[str, float]:
    """Median seconds from creation of the process to its first answer. It is stopped and started again `times` times."""
    seconds = []
    for _ in range(times):
        stock.stop()
        stock.start()
        seconds.append(time.clock_gettime(time.CLOCK_BOOTTIME) - _created(stock.pid))
    return {"total": round(statistics.median(seconds), 2)}


def _restart(program: Trial) -> dict[str, float]:
    settings = program.settings
    with psycopg.connect(libpq_url(program.database_url), autocommit=True) as database, httpx.Client(timeout=1.0, trust_env=False) as http:
        last_worker = _last_worker(database)
        _control(program, "stop").wait()
        checks: dict[str, Callable[[], bool]] = {
            "web": lambda: answers(http, f"{settings.web_url}/health"),
            "actions": lambda: answers(http, f"http://127.0.0.1:{settings.actions_port}/health"),
            "rasa": lambda: answers(http, f"{settings.rasa_url}/"),
            "worker": lambda: _last_worker(database) > last_worker,
        }
        starting = _control(program, "start")
        ready = _wait_for(checks)
        starting.wait()
    created = {name: _created(program.pid(name)) for name in PROCESSES}
    return {name: ready[name] - created[name] for name in PROCESSES} | {"total": max(ready.values()) - min(created.values())}


def _wait_for(checks: Mapping[str, Callable[[], bool]]) -> dict[str, float]:
    """When each was found ready, in seconds since the machine's start. Raises Unavailable after two minutes."""
    ready: dict[str, float] = {}
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while len(ready) < len(checks):
        for name in [name for name in checks if name not in ready]:
            if checks[name]():
                ready[name] = time.clock_gettime(time.CLOCK_BOOTTIME)
        if time.monotonic() > deadline:
            raise Unavailable("start", f"Chưa chạy lại được: {', '.join(set(checks) - set(ready))}.")
        time.sleep(_LOOK_EVERY_SECONDS)
    return ready


def _last_worker(database: psycopg.Connection) -> int:
    row = database.execute(_LAST_WORKER).fetchone()
    return int(row[0]) if row else 0


def _control(program: Trial, order: str) -> subprocess.Popen[bytes]:
    """ "start" or "stop", to all four; only those of this program's own supervisor."""
    config = program.settings.var_dir / "run" / "supervisord.conf"
    command = [sys.executable, "-W", "ignore", "-m", "supervisor.supervisorctl", "-c", str(config), order, "all"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def _tree(pid: int) -> list[int]:
    """The process and all its descendants."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def _created(pid: int) -> float:
    """Seconds since the machine's start."""
    return int(_stat(pid)[19]) / _TICKS


def _stat(pid: int) -> Sequence[str]:
    """The fields of /proc/<pid>/stat from the state (field 3) on; none for a process that has ended."""
    return _proc(pid, "stat").rpartition(")")[2].split()


def _proc(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8")
    except OSError:
        return ""
