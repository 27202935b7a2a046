"""A citizen types a question in a real browser, and the whole program answers with the complete, sourced list."""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import expect

from core.db import libpq_url
from tests.journeys.browsers import PHONE, opened_browser

pytestmark = pytest.mark.journey

QUESTION = "con em sinh tuần trước giờ làm giấy khai sinh cho bé thì cần mang theo gì ạ"


@pytest.fixture(scope="module")
def browser():
    yield from opened_browser()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    yield context.new_page()
    context.close()


def ask(page, text: str) -> None:
    box = page.get_by_role("textbox")
    box.fill(text)
    box.press("Enter")


class TestBirthCertificate:
    def test_every_published_paper_is_listed_with_source_and_date(self, program, page):
        record = published_record(program, "1.001193")
        page.goto(program.settings.web_url)
        ask(page, QUESTION)

        log = page.get_by_role("log")
        expect(log).to_contain_text(record["decision_number"], timeout=20_000)
        shown = squeezed(log.inner_text())
        papers = [paper["name"] for case in record["required_documents"] for paper in case["documents"]]
        assert papers
        assert [paper for paper in papers if squeezed(paper).rstrip(" .;") not in shown] == []
        assert "30/06/2026" in shown
        assert record["source"]["title"] in shown

    def test_a_follow_up_keeps_the_procedure_and_a_correction_changes_it(self, program, page):
        page.goto(program.settings.web_url)
        log = page.get_by_role("log")
        ask(page, QUESTION)
        expect(log).to_contain_text("163/QĐ-BTP", timeout=20_000)
        ask(page, "thế còn phí?")
        expect(log).to_contain_text("Lệ phí: Miễn phí", timeout=20_000)
        ask(page, "à nhầm, đăng ký tạm trú cơ")
        expect(log).to_contain_text("Đăng ký tạm trú", timeout=20_000)

    def test_history_is_there_on_return(self, program, page):
        page.goto(program.settings.web_url)
        ask(page, QUESTION)
        expect(page.get_by_role("log")).to_contain_text("163/QĐ-BTP", timeout=20_000)
        page.reload()
        expect(page.get_by_role("log")).to_contain_text(QUESTION, timeout=20_000)
        expect(page.get_by_role("log")).to_contain_text("163/QĐ-BTP", timeout=20_000)


class TestOtherThanProcedures:
    @pytest.mark.parametrize(
        ("said", "answered"),
        [
            ("cháy nhà rồi cứu với", "114"),
            ("cho tôi gặp người thật", "tổng đài viên"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ],
    )
    def test_it_gets_its_own_answer(self, program, page, said, answered):
        page.goto(program.settings.web_url)
        ask(page, said)
        expect(page.get_by_role("log")).to_contain_text(answered, timeout=20_000)


def published_record(program, code):
    with psycopg.connect(libpq_url(program.database_url)) as connection:
        query = "SELECT record FROM entry_versions WHERE kind = 'procedure' AND key = %s AND state = 'published'"
        (record,) = connection.execute(query, [code]).fetchall()
        return record[0]


def squeezed(text: str) -> str:
    return " ".join(text.split())
