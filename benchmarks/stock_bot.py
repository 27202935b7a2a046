"""Rasa as it comes: the starter bot of `rasa init`, trained once, run by the bot's Python and asked over Rasa's own REST channel."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.setup import BOT_PYTHON, Say
from benchmarks.bots import Turn
from benchmarks.questions import starter_script
from core.errors import Unavailable

_READY_WITHIN_SECONDS = 120.0
_STOP_WITHIN_SECONDS = 15.0
_LOOK_EVERY_SECONDS = 0.05


class StockBot:
    """The starter bot in `folder`, on a free loopback port from `start()` to `stop()`."""

    name = "stock"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def script(self, number: int) -> Iterator[str]:
        return starter_script(number)

    @contextmanager
    def conversation(self) -> Iterator[_RestChat]:
        with httpx.Client(base_url=self._url, timeout=20.0, trust_env=False) as http:
            yield _RestChat(http)

    def prepare(self, say: Say) -> None:
        """Make and train it when there is none yet. Raises Unavailable when that fails."""
        if self._models():
            return
        say("Đang tạo và huấn luyện bot mẫu của Rasa để đối chiếu (vài phút, chỉ làm một lần)…")
        self._folder.mkdir(parents=True, exist_ok=True)
        command = [str(BOT_PYTHON), "-W", "ignore", "-m", "rasa", "init", "--no-prompt", "--init-dir", str(self._folder)]
        log = self._folder / "training.log"
        with log.open("wb") as output:
            subprocess.run(
                command, cwd=self._folder, env=_environment(), stdout=output, stderr=output, stdin=subprocess.DEVNULL, check=False
            )
        if not self._models():
            raise Unavailable("stock_bot", f"Không huấn luyện được bot mẫu của Rasa; xem {log}.")

    def start(self) -> None:
        """Returns once it answers. Raises Unavailable when it does not within two minutes."""
        port = _free_port()
        self._url = f"http://127.0.0.1:{port}"
        command = [str(BOT_PYTHON), "-W", "ignore", "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)]
        command += ["--model", str(self._models()[-1])]
        with (self._folder / "run.log").open("wb") as output:
            self._process = subprocess.Popen(
                command, cwd=self._folder, env=_environment(), stdout=output, stderr=output, start_new_session=True
            )
        deadline = time.monotonic() + _READY_WITHIN_SECONDS
        with httpx.Client(timeout=1.0, trust_env=False) as http:
            while time.monotonic() < deadline and self._process.poll() is None:
                if answers(http, f"{self._url}/"):
                    return
                time.sleep(_LOOK_EVERY_SECONDS)
        self.stop()
        raise Unavailable("stock_bot", f"Bot mẫu của Rasa không chạy; xem {self._folder / 'run.log'}.")

    def stop(self) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _models(self) -> list[Path]:
        return sorted(self._folder.glob("models/*.tar.gz"))


class _RestChat:
    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self._sender = str(uuid.uuid4())

    def ask(self, text: str) -> Turn:
        started = time.perf_counter()
        try:
            response = self._http.post("/webhooks/rest/webhook", json={"sender": self._sender, "message": text})
        except httpx.HTTPError:
            return Turn((time.perf_counter() - started) * 1000, answered=False)
        took = (time.perf_counter() - started) * 1000
        return Turn(took, answered=response.is_success and any(part.get("text") for part in response.json()))


def answers(http: httpx.Client, url: str) -> bool:
    try:
        return http.get(url).is_success
    except httpx.HTTPError:
        return False


def _environment() -> dict[str, str]:
    """Nothing of ours is importable by it; telemetry off."""
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | quiet


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
