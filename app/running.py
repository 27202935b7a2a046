"""Starts the processes and keeps them running: a process that dies is started again (supervisor; docs/adr/0007)."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
from pydantic import SecretStr

from app.setup import BOT_PYTHON, Say, rasa_environment
from core.errors import Unavailable
from core.settings import PROJECT_ROOT, Settings

_READY_WITHIN_SECONDS = 180.0
_STOP_WITHIN_SECONDS = 25.0
# Callers are told before they are hung up on.
_STOPS_WITHIN = {"phone": 15}
_YIELDING = "nice -n 5"
# Reaches the processes in its own way; secrets do through the file in VAR_DIR, `.env` or the environment they inherit.
_PRIVATE = frozenset({"database_url"})


class Running:
    """The program's processes under one supervisor; `stop()` ends exactly these."""

    def __init__(self, settings: Settings, database_url: str, model: Path) -> None:
        self._settings = settings
        self._database_url = database_url
        self._model = model
        self._folder = settings.var_dir / "run"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Raises Unavailable when a port is taken, or when the telephone has no voice."""
        for name, port in ports_of(self._settings).items():
            require_free_port(name, port)
        require_voice(self._settings)
        if self._settings.phone == "on":
            require_free_port("PHONE_SIP_PORT", self._settings.phone_sip_port, socket.SOCK_DGRAM)
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._settings.var_dir / "logs").mkdir(parents=True, exist_ok=True)
        config = self._folder / "supervisord.conf"
        config.touch(mode=0o600)
        config.write_text(self._config(), encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "supervisor.supervisord", "--nodaemon", "--configuration", str(config)],
            cwd=PROJECT_ROOT,
            env=environment_of(self._settings, self._database_url),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait_until_ready(self, say: Say) -> None:
        waiting = {
            "web": f"{self._settings.web_url}/health",
            "actions": f"http://127.0.0.1:{self._settings.actions_port}/health",
            "rasa": f"{self._settings.rasa_url}/",
        }
        if self._settings.zalo == "fake":
            waiting["zalo-fake"] = f"{self._settings.zalo_fake_url}/health"
        if self._settings.phone == "on":
            waiting["phone"] = f"http://{self._settings.phone_host}:{self._settings.phone_web_port}/health"
        deadline = time.monotonic() + _READY_WITHIN_SECONDS
        while waiting and time.monotonic() < deadline:
            self._require_alive()
            for name in [name for name, url in waiting.items() if _answers(url)]:
                del waiting[name]
                say(f"  {name}: sẵn sàng")
            time.sleep(0.2)
        if waiting:
            raise Unavailable("start", f"Chưa chạy được: {', '.join(waiting)}. Xem nhật ký trong {self._settings.var_dir / 'logs'}.")

    def wait(self) -> None:
        if self._process is not None:
            self._process.wait()

    def stop(self) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _require_alive(self) -> None:
        if self._process is None or self._process.poll() is not None:
            raise Unavailable("start", "Bộ giám sát tiến trình đã dừng ngay khi khởi động.")

    def _config(self) -> str:
        rasa = (
            f"{BOT_PYTHON} -W ignore -m rasa run --model {self._model} --interface 127.0.0.1 --port {self._settings.rasa_port} "
            f"--endpoints endpoints.yml --credentials credentials.yml"
        )
        own = f"{sys.executable} -W ignore -m app"
        # Loading language and knowledge takes a processor for 10 to 20 s: whoever talks to a person must not wait for that.
        commands = {"actions": f"{_YIELDING} {own}.action_server", "rasa": f"{_YIELDING} {rasa}", "worker": f"{own}.worker"}
        commands |= {_numbered("web", number): f"{own}.web" for number in range(1, self._settings.web_processes + 1)}
        if self._settings.zalo != "off":
            commands["zalo"] = f"{own}.zalo"
        if self._settings.phone == "on":
            commands["phone"] = f"{own}.phone"
        if self._settings.zalo == "fake":
            commands["zalo-fake"] = f"{own}.commands.zalo_fake"
        logs = self._settings.var_dir / "logs"
        head = (
            f"[supervisord]\nnodaemon=true\nuser={_user()}\nlogfile={logs}/supervisor.log\npidfile={self._folder}/supervisord.pid\n"
            f"childlogdir={logs}\nsilent=true\n"
            f"[unix_http_server]\nfile={self._folder}/supervisor.sock\nchmod=0700\n"
            f"[supervisorctl]\nserverurl=unix://{self._folder}/supervisor.sock\n"
            "[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n"
        )
        return head + "".join(_program(name, command, logs) for name, command in commands.items())


def environment_of(settings: Settings, database_url: str) -> dict[str, str]:
    """In which any process of the program runs with exactly these settings."""
    values = {name: value for name, value in settings.model_dump().items() if name not in _PRIVATE}
    given = {name.upper(): str(value) for name, value in values.items() if not isinstance(value, SecretStr)}
    return rasa_environment(settings) | given | {"DATABASE_URL": database_url}


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _program(name: str, command: str, logs: Path) -> str:
    escaped = command.replace("%", "%%")
    return (
        f"[program:{name}]\ncommand={escaped}\nautorestart=true\nstartretries=1000000\nstartsecs=0\n"
        f"stopwaitsecs={_STOPS_WITHIN.get(name, 8)}\nstopasgroup=true\nkillasgroup=true\n"
        f"redirect_stderr=true\nstdout_logfile={logs}/{name}.log\nstdout_logfile_maxbytes=20MB\n"
    )


def _user() -> str:
    return "root" if os.getuid() == 0 else str(os.getuid())


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=1.0, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def ports_of(settings: Settings) -> dict[str, int]:
    """By the setting that moves each."""
    ports = {"WEB_PORT": settings.web_port, "RASA_PORT": settings.rasa_port, "ACTIONS_PORT": settings.actions_port}
    ports |= {"ZALO_FAKE_PORT": settings.zalo_fake_port} if settings.zalo == "fake" else {}
    if settings.phone == "on":
        ports |= {"PHONE_WEB_PORT": settings.phone_web_port}
        ports |= {"PHONE_AUDIOSOCKET_PORT": settings.phone_audiosocket_port} if settings.phone_audiosocket_port else {}
    return ports


def require_voice(settings: Settings, path: str | None = None) -> None:
    """`path`: where programs are looked for. Raises Unavailable when nothing could be said on the telephone."""
    if settings.phone == "on" and settings.phone_speaks_with == "espeak" and shutil.which("espeak-ng", path=path) is None:
        missing = "Chưa có espeak-ng để đọc câu trả lời qua điện thoại."
        remedy = "Hãy cài bằng quyền quản trị (apt-get install espeak-ng), đặt PHONE_SPEAKS_WITH=http hoặc PHONE=off."
        raise Unavailable("phone", f"{missing} {remedy}")


def require_free_port(setting: str, port: int, kind: socket.SocketKind = socket.SOCK_STREAM) -> None:
    with socket.socket(type=kind) as probe:
        if kind is socket.SOCK_STREAM:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            remedy = f"Dừng chương trình đó, hoặc đặt {setting} sang cổng khác (ví dụ {setting}={port + 100} make run)."
            message = f"Cổng {port} đang có chương trình khác dùng. {remedy}"
            raise Unavailable("port", message) from error
