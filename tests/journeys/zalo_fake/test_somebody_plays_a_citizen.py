from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from channels.zalo_fake.faults import CALL_FAULTS, WEBHOOK_FAULTS
from channels.zalo_fake.grants import challenge_of
from channels.zalo_fake.identity import APP_ID, APP_SECRET
from channels.zalo_fake.vendor_errors import CODES
from tests.journeys.browsers import PHONE, NewContext

pytestmark = pytest.mark.journey

_VERIFIER = "v" * 43


@pytest.fixture
def page(open_context: NewContext, fake: httpx.Client) -> Page:
    page = open_context().new_page()
    page.goto(str(fake.base_url))
    page.get_by_role("button", name="Gây ra").wait_for()
    return page


def _connect(fake: httpx.Client) -> str:
    code = fake.post("/fake/grant", json={"code_challenge": challenge_of(_VERIFIER)}).json()["code"]
    form = {"app_id": APP_ID, "grant_type": "authorization_code", "code": code, "code_verifier": _VERIFIER}
    token: str = fake.post("/v4/oa/access_token", data=form, headers={"secret_key": APP_SECRET}).json()["access_token"]
    return token


def _send(fake: httpx.Client, token: str, user_id: str, text: str) -> int:
    body = {"recipient": {"user_id": user_id}, "message": {"text": text}}
    error: int = fake.post("/v3.0/oa/message/cs", json=body, headers={"access_token": token}).json()["error"]
    return error


def test_a_citizen_writes_by_keyboard_and_sees_the_answer_with_its_receipt(page: Page, fake: httpx.Client) -> None:
    page.get_by_label("Tên người mới").fill("Trần Thị Thử")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Tin nhắn", exact=True)).to_be_focused()
    page.keyboard.type("Làm lại căn cước cần gì?")
    page.keyboard.press("Enter")
    log = page.get_by_role("log")
    expect(log).to_contain_text("Làm lại căn cước cần gì?")
    (citizen,) = fake.get("/fake/citizens").json()
    assert _send(fake, _connect(fake), citizen["user_id"], "Cần tờ khai CC01.") == 0
    expect(log.locator("li.oa")).to_contain_text("Cần tờ khai CC01.")
    expect(log.locator("li.oa small")).to_contain_text("Đã xem")


def test_a_fault_is_made_shown_and_taken_back(page: Page, fake: httpx.Client) -> None:
    user_id = fake.post("/fake/citizens", json={}).json()["user_id"]
    fake.post(f"/fake/citizens/{user_id}/messages", json={"text": "Xin chào"})
    token = _connect(fake)
    page.locator("#rule-fault").select_option("-244")
    page.get_by_label("Bao giờ").select_option("always")
    page.get_by_role("button", name="Gây ra").click()
    expect(page.locator("#rules")).to_contain_text("-244")
    assert _send(fake, token, user_id, "một") == -244
    page.get_by_role("button", name="Bỏ: -244").click()
    expect(page.locator("#rules")).to_have_text("Không có sự cố nào.")
    assert _send(fake, token, user_id, "hai") == 0


def test_every_fault_of_the_program_can_be_chosen(page: Page) -> None:
    def offered() -> set[str]:
        return set(page.locator("#rule-fault option").evaluate_all("options => options.map((each) => each.value)"))

    assert offered() == CALL_FAULTS | {str(code) for code in CODES}
    page.get_by_label("Ở đâu").select_option("webhook")
    assert offered() == WEBHOOK_FAULTS


def test_webhooks_that_nobody_takes_stand_out_in_the_log(page: Page, fake: httpx.Client) -> None:
    user_id = fake.post("/fake/citizens", json={}).json()["user_id"]
    fake.post(f"/fake/citizens/{user_id}/messages", json={"text": "Xin chào"})
    expect(page.locator("#webhooks tr.ill")).to_contain_text("chờ gửi lại (ConnectError)")


def test_the_page_fits_a_phone_and_everybody_can_use_it(
    open_context: NewContext, fake: httpx.Client, axe: Callable[[Page], list[str]]
) -> None:
    user_id = fake.post("/fake/citizens", json={"name": "Nguyễn Văn Có Tên Rất Dài"}).json()["user_id"]
    for kind in ("text", "image", "audio", "location", "file"):
        fake.post(f"/fake/citizens/{user_id}/messages", json={"kind": kind, "text": "Xin chào"})
    page = open_context(PHONE).new_page()
    page.goto(str(fake.base_url))
    for part, shown in (("Điện thoại", "#composer"), ("Sự cố", "#add-rule"), ("Nhật ký", "#webhooks tr")):
        page.get_by_role("button", name=part, exact=True).click()
        page.locator(shown).first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert axe(page) == []


def test_the_page_to_allow_the_program_can_be_used_by_everybody(
    open_context: NewContext, fake: httpx.Client, axe: Callable[[Page], list[str]]
) -> None:
    page = open_context(PHONE).new_page()
    page.goto(f"{fake.base_url}/v4/oa/permission?app_id={APP_ID}&redirect_uri=http://127.0.0.1:1/back&code_challenge=c&state=s")
    expect(page.get_by_role("button", name="Cho phép")).to_be_visible()
    assert axe(page) == []
