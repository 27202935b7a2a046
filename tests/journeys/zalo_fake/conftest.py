"""The fake as a process of its own, and its page in a real Chromium."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page

from core.settings import PROJECT_ROOT
from tests.journeys.browsers import NewContext, axe_check, opened_browser, watched_contexts

_DESKTOP = {"width": 1600, "height": 900}
_WITHIN_SECONDS = 30.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Its webhooks go where nobody listens: the page has to show that too."""
    port, nobody = _free_port(), _free_port()
    command = ["-m", "app.commands.zalo_fake", "--port", str(port), "--webhook", f"http://127.0.0.1:{nobody}/zalo/webhook"]
    process = subprocess.Popen([sys.executable, *command], cwd=PROJECT_ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/health")
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def fake(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False) as client:
        client.post("/fake/reset")
        yield client


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    yield from opened_browser()


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[NewContext]:
    yield from watched_contexts(chromium, _DESKTOP)


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    return axe_check(PROJECT_ROOT / "channels" / "webchat" / "frontend")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _WITHIN_SECONDS
    while True:
        try:
            httpx.get(url, trust_env=False).raise_for_status()
        except httpx.HTTPError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
