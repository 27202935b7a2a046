"""The stand-in server's levers, and what every journey does with a page."""

from __future__ import annotations

import base64
import json
import time
import urllib.request
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, FilePayload, Page

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}


@dataclass(frozen=True)
class Stub:
    """The running stand-in: where it is, and its levers."""

    chat: str
    portal: str
    foreign_portal: str

    def set_faults(self, **faults: Any) -> None:
        self._post("faults", faults)

    def say(self, sender: str, text: str, **more: Any) -> None:
        self._post("say", {"sender": sender, "text": text, **more})

    def set_status(self, owner: str, **more: Any) -> None:
        self._post("status", {"owner": owner, **more})

    def set_typing(self, *, on: bool) -> None:
        self._post("typing", {"on": on})

    def set_banners(self, *banners: dict[str, str]) -> None:
        """Each with id, title, text and url."""
        self._post("banners", {"banners": list(banners)})

    def take_calls_at(self, url: str) -> None:
        """Empty: the telephone is off."""
        self._post("calls", {"url": url})

    def forget_conversations(self) -> None:
        self._post("forget", {})

    def posts(self) -> list[dict[str, Any]]:
        return list(self._seen()["posts"])

    def posts_soon(self, within: float = 5.0) -> list[dict[str, Any]]:
        """The page shows a message before it has sent it."""
        until = time.monotonic() + within
        while not (found := self.posts()) and time.monotonic() < until:
            time.sleep(0.05)
        return found

    def typed(self) -> list[bool]:
        """What the page told of the citizen's typing."""
        return list(self._seen()["typed"])

    def _seen(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.chat}/_stub/posts") as answer:
            seen: dict[str, Any] = json.load(answer)
            return seen

    def texts_posted(self) -> list[str]:
        return [post["text"] for post in self.posts()]

    def _post(self, what: str, body: dict[str, Any]) -> None:
        request = urllib.request.Request(f"{self.chat}/_stub/{what}", json.dumps(body).encode(), method="POST")
        urllib.request.urlopen(request).close()


def open_chat(context: BrowserContext, stub: Stub) -> Page:
    page = context.new_page()
    page.goto(stub.chat)
    page.get_by_text("Trợ lý Tổng đài 1022 xin nghe").wait_for()
    return page


def file_of(name: str, media_type: str, content: bytes) -> FilePayload:
    """As a file is given to the page's own chooser."""
    return {"name": name, "mimeType": media_type, "buffer": content}


def encoded(name: str, content: bytes) -> dict[str, str]:
    """As a file is given to the stand-in's `say`."""
    return {"name": name, "content": base64.b64encode(content).decode()}


def ask(page: Page, text: str) -> None:
    page.get_by_label("Câu hỏi", exact=True).fill(text)
    page.keyboard.press("Enter")
