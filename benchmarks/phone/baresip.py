"""baresip, a telephone of others' making: calls and is called, plays a file as its microphone, and writes down what it hears.

Each is a process with a folder of its own, commanded over TCP on the loopback interface.
"""

from __future__ import annotations

import json
import select
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.phone.free_ports import free_run
from benchmarks.phone.sound_files import read_growing_wav, silence, write_wav
from core.errors import Unavailable

_MODULES = next(iter(Path("/usr").glob("lib/**/baresip/modules")), Path("/usr/lib/baresip/modules"))
_READY_WITHIN_SECONDS = 10.0
_STOP_WITHIN_SECONDS = 5.0
# A file that ends would end the call.
_TAIL_MS = 180_000
_CONFIG = """
poll_method epoll
sip_listen 127.0.0.1:{sip_port}
net_interface 127.0.0.1
call_local_timeout 60
call_max_calls 4
audio_player aubridge,{name}
audio_source aufile,{folder}/quiet.wav
audio_alert aubridge,{name}
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
audio_buffer 20-160
jitter_buffer_delay 1-10
module_path {modules}
module aubridge.so
module aufile.so
module sndfile.so
module g711.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control_port}
snd_path {folder}/heard
"""

Event = dict[str, Any]


class _Control:
    """Commands out, answers and events in, each as a netstring of JSON."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._unread = b""
        self.events: list[Event] = []
        self.answers: list[Event] = []

    def send(self, command: str, parameters: str) -> None:
        body = json.dumps({"command": command, "params": parameters}).encode()
        self._socket.sendall(b"%d:%b," % (len(body), body))

    def wait(self, found: Callable[[], Event | None], seconds: float, otherwise: str) -> Event:
        """Raises Unavailable."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.read(0.0)
            if (event := found()) is not None:
                return event
            self.read(min(left, 0.1))
        raise Unavailable("baresip", f"{otherwise}; {[event.get('type') for event in self.events]}")

    def read(self, seconds: float) -> None:
        """What has come, or comes first within so many seconds."""
        while select.select([self._socket], [], [], seconds)[0]:
            received = self._socket.recv(65_536)
            if not received:
                return
            self._unread += received
            seconds = 0.0
        while (message := self._next()) is not None:
            (self.answers if message.get("response") else self.events).append(message)

    def _next(self) -> Event | None:
        length, colon, rest = self._unread.partition(b":")
        if not colon or len(rest) <= int(length):
            return None
        self._unread = rest[int(length) + 1 :]
        message: Event = json.loads(rest[: int(length)])
        return message

    def close(self) -> None:
        self._socket.close()


class Baresip:
    """`answers`: takes every call at once."""

    def __init__(self, address: str, folder: Path, control: _Control) -> None:
        self.address = address
        self._folder = folder
        self._control = control
        self._clips = 0

    @property
    def events(self) -> list[Event]:
        """In the order in which they came."""
        self._control.read(0.0)
        return self._control.events

    def dial(self, address: str) -> None:
        self.command("dial", address)

    def press(self, keys: str) -> None:
        for key in keys:
            self.command("sndcode", key)

    def hold(self) -> None:
        self.command("hold")

    def resume(self) -> None:
        self.command("resume")

    def hang_up(self) -> None:
        self.command("hangup")

    def say(self, pcm: bytes) -> None:
        """In place of what is being said; quiet follows."""
        self._clips += 1
        written = write_wav(self._folder / f"clip-{self._clips}.wav", pcm + silence(_TAIL_MS))
        self.command("ausrc", f"aufile,{written}")

    def heard(self) -> bytes:
        """Of the newest call, as far as it is written."""
        return self._newest("dec")

    def sent(self) -> bytes:
        return self._newest("enc")

    def wait_for(self, kind: str, seconds: float, behind: int = 0) -> Event:
        """The first event of that kind, such as CALL_ESTABLISHED, behind the first so many. Raises Unavailable."""

        def found() -> Event | None:
            return next((event for event in self._control.events[behind:] if event.get("type") == kind), None)

        return self._control.wait(found, seconds, f"{kind} does not come")

    def command(self, command: str, parameters: str = "") -> str:
        """What it says to it."""
        before = len(self._control.answers)
        self._control.send(command, parameters)
        answer = self._control.wait(
            lambda: next(iter(self._control.answers[before:]), None), _READY_WITHIN_SECONDS, f"no answer to {command}"
        )
        return str(answer["data"])

    def _newest(self, way: str) -> bytes:
        written = sorted((self._folder / "heard").glob(f"*{way}.wav"), key=lambda path: path.stat().st_mtime_ns)
        return read_growing_wav(written[-1]) if written else b""


@contextmanager
def baresip(folder: Path, name: str, *, answers: bool = False, sip_port: int = 0) -> Iterator[Baresip]:
    """`name` is its number; `folder` is new or empty; `sip_port` with the two behind it is free, 0: any."""
    (folder / "heard").mkdir(parents=True)
    write_wav(folder / "quiet.wav", silence(_TAIL_MS))
    # It listens for TLS on the port behind that of SIP.
    sip_port = sip_port or free_run(3)
    control_port = sip_port + 2
    given = {"name": name, "folder": folder, "sip_port": sip_port, "control_port": control_port, "modules": _MODULES}
    (folder / "config").write_text(_CONFIG.format_map(given), encoding="utf-8")
    address = f"sip:{name}@127.0.0.1:{sip_port}"
    mode = "auto" if answers else "manual"
    account = f"<{address}>;regint=0;answermode={mode};audio_codecs=PCMA/8000/1,PCMU/8000/1;ptime=20\n"
    (folder / "accounts").write_text(account, encoding="utf-8")
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(["baresip", "-f", str(folder)], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        control = _Control(control_port)
        try:
            yield Baresip(address, folder, control)
        finally:
            control.close()
    finally:
        process.terminate()
        try:
            process.wait(_STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + _READY_WITHIN_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError as error:
            if time.monotonic() > until:
                raise Unavailable("baresip", "baresip does not start") from error
            time.sleep(0.05)
