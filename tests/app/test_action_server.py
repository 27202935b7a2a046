from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import Any

import httpx
import pytest

from core.settings import PROJECT_ROOT
from tests.working import until

TOKEN = "a-private-token-of-this-test"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
async def http(database_url, tmp_path):
    """The action server as its own process, without a published procedure."""
    port = free_port()
    own = {"DATABASE_URL": database_url, "VAR_DIR": str(tmp_path), "ACTIONS_PORT": str(port), "INTERNAL_TOKEN": TOKEN}
    process = subprocess.Popen([sys.executable, "-m", "app.action_server"], cwd=PROJECT_ROOT, env=os.environ | own)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=10) as client:

        async def answers():
            assert process.poll() is None
            try:
                return (await client.get("/health")).is_success
            except httpx.TransportError:
                return False

        try:
            await until(answers, within=60, every=0.1)
            yield client
        finally:
            process.terminate()
            process.wait(20)


class TestActionServer:
    async def test_shows_what_is_known_to_the_program_alone(self, http):
        for path in ("/knowledge?q=khai+sinh", "/sectors", "/actions"):
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}, {"Authorization": "Bearer đ".encode()}):
                assert (await http.get(path, headers=headers)).status_code == 401, (path, headers)
        assert (await http.post("/webhook", json={})).status_code == 401
        ours = {"Authorization": f"Bearer {TOKEN}"}
        assert (await http.get("/knowledge?q=khai+sinh", headers=ours)).json() == []
        assert (await http.get("/sectors", headers=ours)).json() == []
        assert (await http.post("/preview", json={"kind": "faq", "record": {}})).status_code == 401
        shown = await http.post(
            "/preview", json={"kind": "fixed_sentence", "record": {"name": "utter_thank", "text": "Chào"}}, headers=ours
        )
        assert (shown.json()["text"], shown.json()["problems"]) == ("Chào", [])
        bodies: list[Any] = [[], {}, {"kind": "poem", "record": {}}, {"kind": "faq", "record": []}]
        for wrong in bodies:
            assert (await http.post("/preview", json=wrong, headers=ours)).status_code == 400
