from __future__ import annotations

import io
import uuid
from zipfile import ZipFile

import pytest

from app.wiring.privacy import privacy_service
from privacy.models import Origin, RequestKind

BROKEN = "a" * 43


@pytest.fixture
async def link(settings, database, citizen):
    """The path of the link the citizen is given."""
    await citizen.say("Nhà tôi ở ấp 3")
    async with database.session() as session:
        asked = await privacy_service(settings).ask(session, uuid.UUID(citizen.opened["id"]), RequestKind.EXPORT, Origin.CITIZEN)
    return "/du-lieu/" + asked.said.text.partition("/du-lieu/")[2].split()[0]


async def test_looking_at_the_link_gives_nothing_away(http, link):
    page = await http.get(link)
    assert page.headers["content-type"].startswith("text/html")
    assert "ấp 3" not in page.text
    assert page.text == (await http.get(f"/du-lieu/{BROKEN}")).text


async def test_the_page_may_send_its_form_and_is_kept_by_nobody(http, link):
    headers = (await http.get(link)).headers
    assert "form-action 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"


async def test_the_button_gives_the_copy_and_leaves_nothing_behind(http, link, settings):
    answer = await http.post(link)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["cache-control"] == "no-store"
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert "Nhà tôi ở ấp 3" in archive.read("du-lieu.json").decode()
    assert [path for path in (settings.var_dir / "attachments").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("token", [BROKEN, "x", "%00", "..%2F..%2Fetc"])
async def test_another_link_leads_to_words_about_it(http, link, token):
    answer = await http.post(f"/du-lieu/{token}", follow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) in {(303, "/quyen-rieng-tu#lien-ket-het-han"), (405, None), (404, None)}
    assert "ấp 3" not in answer.text


async def test_nobody_tries_links_one_after_another(http):
    answers = [(await http.post(f"/du-lieu/{number:043}", follow_redirects=False)).status_code for number in range(15)]
    assert answers[0] == 303
    assert answers[-1] == 429
