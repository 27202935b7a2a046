"""The whole program on free ports with data of its own, for journeys and benchmarks."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.running import Running, environment_of
from app.setup import Say, prepare_database, publish_shipped_content, trained_model
from app.wiring.zalo_grants import connect_fake
from core.own_postgres import database_url
from core.settings import PROJECT_ROOT, Settings

_STOP_WITHIN_SECONDS = 20.0
# Below the ports that the system gives out by itself.
_SOUND_PORTS = range(20_000, 32_000)
_PORTS_OF_SOUND = 240


@dataclass(frozen=True)
class Trial:
    settings: Settings
    database_url: str

    def pid(self, process: str) -> int:
        """Of "web", "worker", "actions", "rasa", "zalo", "zalo-fake" or "phone"; 0 while it is being started again."""
        said = self._supervised("pid", process)
        return int(said) if said.isdigit() else 0

    @contextmanager
    def without(self, process: str) -> Iterator[None]:
        """It is ended hard and stays away; behind it, it is begun again, and not waited for."""
        if (pid := self.pid(process)) != 0:
            os.kill(pid, signal.SIGKILL)
        self._supervised("stop", process)
        try:
            yield
        finally:
            self._supervised("start", process)

    def _supervised(self, *order: str) -> str:
        config = self.settings.var_dir / "run" / "supervisord.conf"
        command = [sys.executable, "-W", "ignore", "-m", "supervisor.supervisorctl", "-c", str(config), *order]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    @contextmanager
    def beside(self, module: str) -> Iterator[subprocess.Popen[bytes]]:
        """One process more than the supervisor keeps, such as a second `app.zalo`."""
        command = [sys.executable, "-W", "ignore", "-m", module]
        environment = environment_of(self.settings, self.database_url)
        process = subprocess.Popen(command, cwd=PROJECT_ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(_STOP_WITHIN_SECONDS)


@contextmanager
def trial(folder: Path, say: Say, **settings: object) -> Iterator[Trial]:
    """With `zalo="fake"` the fake runs too, and the program is connected to it; with `phone="on"` it takes calls from this machine."""
    names = ("web_port", "rasa_port", "actions_port", "zalo_fake_port", "phone_web_port")
    ports: dict[str, object] = {name: _free_port() for name in names}
    ports |= {"phone_sip_port": _free_port(socket.SOCK_DGRAM), "phone_rtp_ports": _free_sound_ports()}
    chosen = Settings.model_validate({"database_url": "", "var_dir": folder, **ports, **settings})
    with database_url(chosen) as url:
        prepare_database(url)
        asyncio.run(publish_shipped_content(chosen, url))
        running = Running(chosen, url, trained_model(Settings(), say))
        running.start()
        try:
            running.wait_until_ready(say)
            if chosen.zalo == "fake":
                asyncio.run(connect_fake(chosen, url))
            yield Trial(chosen, url)
        finally:
            running.stop()


def _free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    with socket.socket(type=kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _free_sound_ports() -> str:
    """As the setting has them. Two trials at once seldom meet; a port that somebody has is passed over."""
    first = random.randrange(_SOUND_PORTS.start, _SOUND_PORTS.stop - _PORTS_OF_SOUND, 2)  # noqa: S311
    return f"{first}-{first + _PORTS_OF_SOUND - 1}"
