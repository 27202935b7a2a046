"""An operator in a real browser, from the account an administrator adds to being on duty."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pyotp
from playwright.sync_api import Browser, Page, expect

from app.trial import Trial

OFFICE = {"width": 1366, "height": 768}
PASSWORD = "đò ngang sang sông lúc sớm"
SOON = 20_000


def operator_on_duty(browser: Browser, program: Trial) -> Iterator[Page]:
    """Who signs in for the first time, goes on duty, and off it at the end."""
    context = browser.new_context(viewport=OFFICE, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    _sign_in(page, program, f"op-{uuid.uuid4().hex[:8]}")
    on_duty = page.get_by_role("switch", name="Đang trực")
    on_duty.click()
    expect(on_duty).to_be_checked()
    yield page
    on_duty.click()
    expect(on_duty).not_to_be_checked()
    context.close()


def _sign_in(page: Page, program: Trial, username: str) -> None:
    _add_operator(program, username)
    page.goto(f"{program.settings.web_url}/desk/")
    page.locator("input[autocomplete=username]").fill(username)
    page.locator("input[autocomplete=current-password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.locator("input[autocomplete=one-time-code]").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hàng chờ")).to_be_visible()


def _add_operator(program: Trial, username: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "app.cli", "user", "add", username]
    given = ["--display", "Nguyễn Thị Lan", "--role", "operator", "--password-stdin"]
    settings = {"DATABASE_URL": program.database_url, "VAR_DIR": str(program.settings.var_dir)}
    subprocess.run([*command, *given], input=PASSWORD, env=os.environ | settings, text=True, check=True, capture_output=True)
