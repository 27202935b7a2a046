"""People of the desk in real browsers, from the account an administrator adds; an operator to being on duty."""

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
    page = signed_in(browser, program, "operator", "Nguyễn Thị Lan")
    expect(page.get_by_role("heading", name="Hàng chờ")).to_be_visible()
    on_duty = page.get_by_role("switch", name="Đang trực")
    on_duty.click()
    expect(on_duty).to_be_checked()
    yield page
    on_duty.click()
    expect(on_duty).not_to_be_checked()
    page.context.close()


def take_the_call(desk: Page) -> None:
    """The one that waits, from the list to talking."""
    desk.locator(".row", has_text="Gọi đến").click(timeout=SOON)
    desk.get_by_role("button", name="Nhận cuộc gọi").click()
    bar = desk.get_by_role("region", name="Cuộc gọi", exact=True)
    expect(bar).to_contain_text("Đang nói chuyện với người gọi", timeout=SOON)


def signed_in(browser: Browser, program: Trial, role: str, display_name: str) -> Page:
    """A browser of their own, at the desk for the first time."""
    page = browser.new_context(viewport=OFFICE, locale="vi-VN").new_page()  # type: ignore[arg-type]
    username = f"{role[:2]}-{uuid.uuid4().hex[:8]}"
    _add_account(program, username, role, display_name)
    page.goto(f"{program.settings.web_url}/desk/")
    page.locator("input[autocomplete=username]").fill(username)
    page.locator("input[autocomplete=current-password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.locator("input[autocomplete=one-time-code]").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation").first).to_be_visible()
    return page


def _add_account(program: Trial, username: str, role: str, display_name: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "app.cli", "user", "add", username]
    given = ["--display", display_name, "--role", role, "--password-stdin", "--own-password"]
    settings = {"DATABASE_URL": program.database_url, "VAR_DIR": str(program.settings.var_dir)}
    subprocess.run([*command, *given], input=PASSWORD, env=os.environ | settings, text=True, check=True, capture_output=True)
