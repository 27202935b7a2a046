"""A real Chromium for journeys: through the whole program, or a built page alone against a stand-in server and watched."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from core.settings import PROJECT_ROOT

PHONE = {"width": 360, "height": 740}
NewContext = Callable[..., BrowserContext]

# How long something to come may take on a machine that does much else; how quick it is, benchmarks tell.
_PATIENCE_MS = 20_000
expect.set_options(timeout=_PATIENCE_MS)

# The machine's own; Playwright's where there is none (scripts/ensure_chromium.sh sees to either).
_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_WATCH_POLICY = """
window.policyBreaks = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.policyBreaks.push(event.effectiveDirective + ' ' + event.blockedURI));
"""
_AXE = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


# A microphone that beeps.
WITH_MICROPHONE = ("--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required")


def opened_browser(*flags: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=[*_FLAGS, *flags])
        yield opened
        opened.close()


def microphone(sound: Path) -> list[str]:
    """Flags of a browser whose microphone is this file, once, from the moment in which somebody listens to it."""
    return [*WITH_MICROPHONE, "--use-fake-ui-for-media-stream", f"--use-file-for-fake-audio-capture={sound}%noloop"]


def stand_in(module: str, static: Path) -> Iterator[dict[str, Any]]:
    """The server of that module in a process of its own; gives the addresses that it prints first."""
    if not (static / "index.html").exists():
        pytest.skip(f"chưa dựng trang trong {static}: make setup")
    process = subprocess.Popen([sys.executable, "-m", module], cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def watched_contexts(chromium: Browser, usual_viewport: dict[str, int]) -> Iterator[NewContext]:
    """Opens browser profiles of their own; at the end no page or frame of one may have broken its policy or thrown."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_one(viewport: dict[str, int] = usual_viewport, **options: Any) -> BrowserContext:
        context = chromium.new_context(viewport=viewport, locale="vi-VN", **options)  # type: ignore[arg-type]
        context.set_default_timeout(_PATIENCE_MS)
        context.add_init_script(_WATCH_POLICY)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        return context

    yield open_one
    breaks = [found for context in contexts for page in context.pages for found in policy_breaks(page)]
    for context in contexts:
        context.close()
    assert errors == []
    assert breaks == []


def policy_breaks(page: Page) -> list[str]:
    return [found for frame in page.frames for found in frame.evaluate("window.policyBreaks || []")]


def axe_check(frontend: Path) -> Callable[[Page], list[str]]:
    """Gives what axe-core, as that frontend has it, finds against a page."""
    script = (frontend / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def check(page: Page) -> list[str]:
        page.evaluate(script)
        found = page.evaluate(_AXE)
        return [f"{each['id']}: {node['html'][:140]}" for each in found["violations"] for node in each["nodes"]]

    return check
