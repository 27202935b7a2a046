"""The built desk in a real Chromium against the stand-in server; every page is watched for policy breaks and errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from core.settings import PROJECT_ROOT
from tests.journeys.browsers import PHONE, NewContext, axe_check, opened_browser, stand_in, watched_contexts
from tests.journeys.desk.desk_pages import OFFICE, Stub

_FOLDER = PROJECT_ROOT / "desk"


@pytest.fixture
def stub() -> Iterator[Stub]:
    for addresses in stand_in("tests.journeys.desk.desk_stub", _FOLDER / "static"):
        yield Stub(**addresses)


# Not for the session: while Playwright runs, no asynchronous test of another folder could have its own event loop.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    yield from opened_browser()


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[NewContext]:
    yield from watched_contexts(chromium, OFFICE)


@pytest.fixture
def office(open_context: NewContext) -> BrowserContext:
    return open_context(OFFICE)


@pytest.fixture
def phone(open_context: NewContext) -> BrowserContext:
    return open_context(PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    return axe_check(_FOLDER / "frontend")
