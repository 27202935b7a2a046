"""Twenty citizens chat while each process is killed in turn: every question is answered, and answered once."""

from __future__ import annotations

import os
import signal
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg
import pytest

from app.trial import trial
from core.db import libpq_url

pytestmark = pytest.mark.journey

CITIZENS = 20
QUESTIONS = ("làm giấy khai sinh cần gì", "thế còn phí?", "đăng ký tạm trú ở đâu", "mất mấy ngày", "xin giấy độc thân", "cảm ơn")
KILLED = ("worker", "actions", "web", "rasa")
PATIENCE_SECONDS = 150.0


class PatientCitizen:
    """Sends again with the same client id until accepted, as the page does, and counts the answers seen."""

    def __init__(self, web_url: str) -> None:
        self._http = httpx.Client(base_url=web_url, timeout=5.0, trust_env=False)
        opened = self._until(lambda: self._http.post("/api/conversations"))
        self._http.headers["Authorization"] = f"Bearer {opened['token']}"
        self.conversation_id = opened["id"]
        self._path = f"/api/conversations/{opened['id']}/messages"

    def chat(self, pause: float) -> None:
        for question in QUESTIONS:
            body = {"client_id": str(uuid.uuid4()), "text": question}
            self._until(lambda body=body: self._http.post(self._path, json=body))
            time.sleep(pause)

    def waits(self) -> bool:
        return self._until(lambda: self._http.get(self._path))["typing"]

    def close(self) -> None:
        self._http.close()

    @staticmethod
    def _until(call):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                response = call()
                if response.is_success:
                    return response.json()
            except httpx.TransportError:
                pass
            time.sleep(0.3)
        raise AssertionError("the web process did not come back")


@pytest.fixture(scope="module")
def own_program(tmp_path_factory):
    with trial(tmp_path_factory.mktemp("killed") / "var", print) as running:
        yield running


def test_every_question_is_answered_once(own_program):
    citizens = [PatientCitizen(own_program.settings.web_url) for _ in range(CITIZENS)]
    killed = []

    def kill_each() -> None:
        for process in KILLED:
            time.sleep(2.0)
            os.kill(own_program.pid(process), signal.SIGKILL)
            killed.append(process)

    killer = threading.Thread(target=kill_each)
    killer.start()
    with ThreadPoolExecutor(CITIZENS) as pool:
        list(pool.map(lambda citizen: citizen.chat(1.6), citizens))
    killer.join()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(citizen.waits() for citizen in citizens) and time.monotonic() < deadline:
        time.sleep(0.5)
    for citizen in citizens:
        citizen.close()

    assert killed == list(KILLED)
    answers = _answers_by_question(own_program.database_url)
    assert len(answers) == CITIZENS * len(QUESTIONS)
    assert set(answers.values()) == {1}


def _answers_by_question(database_url: str) -> dict[str, int]:
    query = """
        SELECT asked.id::text, count(answer.id)
        FROM messages asked LEFT JOIN messages answer ON answer.in_reply_to = asked.id AND answer.kind = 'reply'
        WHERE asked.sender = 'citizen' GROUP BY asked.id
    """
    with psycopg.connect(libpq_url(database_url)) as connection:
        return dict(connection.execute(query).fetchall())
