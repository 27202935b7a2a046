"""The stand-in desk's levers, and what every journey does with a page."""

from __future__ import annotations

import json
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import BrowserContext, Page

OFFICE = {"width": 1366, "height": 768}


@dataclass(frozen=True)
class Stub:
    """The running stand-in: where it is, and its levers."""

    origin: str

    @property
    def desk(self) -> str:
        return f"{self.origin}/desk/"

    def set_faults(self, faults: dict[str, Any]) -> None:
        self._post("faults", faults)

    def sign_in(self, *, on: bool = True) -> None:
        self._post("signed-in", {"is": on})

    def change_me(self, **changes: Any) -> None:
        self._post("me", changes)

    def change_duty(self, staff_id: str, state: str) -> None:
        self._post("duty", {"id": staff_id, "state": state})

    def notice(self, number: int, kind: str, text: str, **about: str) -> None:
        """Kept, and rung at once."""
        usual = {"conversation_id": None, "ticket_id": None, "subject": "", "is_read": False, "at": datetime.now(UTC).isoformat()}
        self._post("notice", {"id": number, "kind": kind, "text": text} | usual | about)

    def publish(self, kind: str, content: Any) -> None:
        self._post("publish", {"kind": kind, "data": content})

    def say(self, conversation_id: str, text: str, sender: str = "citizen") -> None:
        self._post("say", {"id": conversation_id, "sender": sender, "text": text})

    def change(
        self, conversation_id: str, row: dict[str, Any] | None = None, message: dict[str, Any] | None = None, *, matter: str = ""
    ) -> None:
        """What is known of a conversation, of its last message, and of what it is about."""
        self._post("change", {"id": conversation_id, "row": row or {}, "message": message, "matter": matter})

    def hand(self, conversation_id: str, owner: str, owner_name: str | None, move: str, reason: str = "", by: str = "") -> None:
        to = {"owner": owner, "owner_id": "staff-hung" if owner_name else None, "owner_name": owner_name}
        self._post("hand", {"id": conversation_id, "move": move, "reason": reason, "by": by or owner_name or ""} | to)

    def call_in(self, url: str, **values: Any) -> None:
        """A call whose sound is at that address waits in the queue."""
        self._post("call", {"url": url} | values)

    def end_call(self, **values: Any) -> None:
        self._post("call-ended", values)

    def change_zalo(self, **changes: Any) -> None:
        self._post("zalo", changes)

    def edit_beside(self, **done: Any) -> None:
        """What the second person does in the workbench."""
        self._post("editors", done)

    def posts(self, key: str = "") -> list[dict[str, Any]]:
        return [post for post in self._post("look", {})["posts"] if key in post]

    def posts_soon(self, key: str, within: float = 5.0) -> list[dict[str, Any]]:
        """What the page shows as sent may still be on its way."""
        deadline = time.monotonic() + within
        while not (found := self.posts(key)) and time.monotonic() < deadline:
            time.sleep(0.05)
        return found

    def _post(self, what: str, body: dict[str, Any]) -> Any:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.origin}/_stub/{what}", json.dumps(body).encode(), headers, method="POST")
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


def open_desk(context: BrowserContext, stub: Stub, where: str = "conversations", waits_for: str = ".row") -> Page:
    stub.sign_in()
    page = context.new_page()
    page.goto(f"{stub.desk}#/{where}")
    page.locator(waits_for).first.wait_for()
    return page


def composer_of(page: Page) -> Any:
    return page.get_by_label("Nội dung trả lời người dân")
