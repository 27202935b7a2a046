"""A citizen says whether an answer helped, and may think again; the page never gets in the way of asking on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.frontend.chat_pages import Stub, ask, open_chat

pytestmark = pytest.mark.journey


def rated(stub: Stub) -> list[bool]:
    return [post["is_helpful"] for post in stub.posts() if "rated" in post]


def test_an_answer_is_rated_and_rated_again_by_keyboard(desktop: BrowserContext, stub: Stub, axe: Callable[[Page], list[str]]) -> None:
    page = open_chat(desktop, stub)
    ask(page, "procedure:1.001193")
    thumbs = page.get_by_role("group", name="Câu trả lời này")
    expect(thumbs).to_have_count(1)
    unhelpful, helpful = thumbs.get_by_role("button", name="Chưa đúng"), thumbs.get_by_role("button", name="Có ích")
    unhelpful.focus()
    page.keyboard.press("Enter")
    expect(unhelpful).to_have_attribute("aria-pressed", "true")
    helpful.focus()
    page.keyboard.press("Space")
    expect(helpful).to_have_attribute("aria-pressed", "true")
    expect(unhelpful).to_have_attribute("aria-pressed", "false")
    page.wait_for_function("document.body.innerText.includes('đã ghi nhận ý kiến')")
    assert rated(stub) == [False, True]
    assert axe(page) == []


def test_what_was_said_is_there_when_the_page_is_opened_again(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "procedure:1.001193")
    page.get_by_role("button", name="Chưa đúng").click()
    expect(page.get_by_role("button", name="Chưa đúng")).to_have_attribute("aria-pressed", "true")
    page.wait_for_function("document.body.innerText.includes('đã ghi nhận ý kiến')")
    page.reload()
    expect(page.get_by_role("button", name="Chưa đúng")).to_have_attribute("aria-pressed", "true")


def test_when_it_could_not_be_kept_it_is_said_and_taken_back(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "procedure:1.001193")
    stub.set_faults(rating={})
    page.get_by_role("button", name="Có ích").click()
    page.wait_for_function("document.body.innerText.includes('Chưa ghi được ý kiến')")
    expect(page.get_by_role("button", name="Có ích")).to_have_attribute("aria-pressed", "false")


def test_on_a_phone_it_is_large_enough_and_nothing_moves_aside(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    ask(page, "procedure:1.001193")
    for name in ("Có ích", "Chưa đúng"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
