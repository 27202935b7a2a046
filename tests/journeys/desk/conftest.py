"""The built desk in a real Chromium against the stand-in server; every page is watched for policy breaks and errors."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.desk.desk_pages import OFFICE, PHONE, NewContext, Stub, policy_breaks

ROOT = Path(__file__).resolve().parents[3]
DESK = ROOT / "desk"
# The machine's own; Playwright's where there is none (scripts/ensure_chromium.sh sees to either).
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WATCH_POLICY = """
window.policyBreaks = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.policyBreaks.push(event.effectiveDirective + ' ' + event.blockedURI));
"""


@pytest.fixture
def stub() -> Iterator[Stub]:
    if not (DESK / "static" / "index.html").exists():
        pytest.skip("chưa dựng trang: cd desk/frontend && npm ci && npm run build")
    process = subprocess.Popen([sys.executable, "-m", "tests.journeys.desk.desk_stub"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Stub(**json.loads(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


# Not for the session: while Playwright runs, no asynchronous test of another folder could have its own event loop.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[NewContext]:
    """Opens a browser profile of its own; at the end no page may have broken its policy or thrown."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_one(viewport: dict[str, int] = OFFICE, **options: Any) -> BrowserContext:
        context = chromium.new_context(viewport=viewport, locale="vi-VN", **options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        context.add_init_script(WATCH_POLICY)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        return context

    yield open_one
    breaks = [found for context in contexts for page in context.pages for found in policy_breaks(page)]
    for context in contexts:
        context.close()
    assert errors == []
    assert breaks == []


@pytest.fixture
def office(open_context: NewContext) -> BrowserContext:
    return open_context(OFFICE)


@pytest.fixture
def phone(open_context: NewContext) -> BrowserContext:
    return open_context(PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    script = (DESK / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def check(page: Page) -> list[str]:
        page.evaluate(script)
        found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
        return [f"{each['id']}: {node['html'][:140]}" for each in found["violations"] for node in each["nodes"]]

    return check
