"""The stand-in server's levers, and what every journey does with a page."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}

NewContext = Callable[..., BrowserContext]


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

    def set_typing(self, *, on: bool) -> None:
        self._post("typing", {"on": on})

    def forget_conversations(self) -> None:
        self._post("forget", {})

    def posts(self) -> list[dict[str, str]]:
        with urllib.request.urlopen(f"{self.chat}/_stub/posts") as answer:
            return list(json.load(answer)["posts"])

    def texts_posted(self) -> list[str]:
        return [post["text"] for post in self.posts()]

    def _post(self, what: str, body: dict[str, Any]) -> None:
        request = urllib.request.Request(f"{self.chat}/_stub/{what}", json.dumps(body).encode(), method="POST")
        urllib.request.urlopen(request).close()


def policy_breaks(page: Page) -> list[str]:
    return [found for frame in page.frames for found in frame.evaluate("window.policyBreaks || []")]


def open_chat(context: BrowserContext, stub: Stub) -> Page:
    page = context.new_page()
    page.goto(stub.chat)
    page.get_by_text("Trợ lý Tổng đài 1022 xin nghe").wait_for()
    return page


def ask(page: Page, text: str) -> None:
    page.get_by_label("Câu hỏi", exact=True).fill(text)
    page.keyboard.press("Enter")
