from __future__ import annotations

import re
import uuid

import httpx
import pytest

from app.web import create_app
from desk.access.dependencies import COOKIE
from staff.models import Role
from tests.app.route_table import EVERY_ROUTE
from tests.channels.webchat.personas import WebCitizen
from tests.conversations.attachments.samples import image
from tests.desk.personas import PASSWORD, add_member, person
from tests.serving import serving

PORTAL = "https://dichvucong.example.vn"
DESK_PAGES = ["/desk", "/desk/", "/desk/assets/none.js", "/desk/api/me", "/desk/api/nothing"]


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"portal_origins": PORTAL, "desk_second_factor": "optional"})


@pytest.fixture
async def member(app, http, database):
    async with person(app, database, await add_member(database, "lan", *Role)) as member:
        yield member


class TestContentSecurityPolicy:
    @pytest.mark.parametrize("path", DESK_PAGES)
    async def test_desk_is_shown_in_no_frame_whatever_the_portal_may(self, http, path):
        policy = (await http.get(path)).headers["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors 'none'")

    @pytest.mark.parametrize("path", ["/", "/tra-cuu", "/api/nothing"])
    async def test_chat_is_shown_in_the_portals_frames_and_nobody_elses(self, http, path):
        policy = (await http.get(path)).headers["Content-Security-Policy"]
        assert policy.endswith(f"frame-ancestors 'self' {PORTAL}")

    @pytest.mark.parametrize("path", [*DESK_PAGES, "/", "/health", "/api/nothing"])
    async def test_scripts_come_from_nowhere_else(self, http, path):
        headers = (await http.get(path)).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'; ")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "no-referrer")


class TestNoStore:
    async def test_refusals_are_kept_by_no_cache(self, http):
        for route in EVERY_ROUTE:
            method, _, path = route.partition(" ")
            if "/api/" in path:
                answer = await http.request(method, _PARAMETER.sub(str(uuid.uuid4()), path), json={})
                assert "no-store" in answer.headers["Cache-Control"], route

    async def test_what_is_answered_is_kept_by_no_cache_files_and_workbooks_too(self, http, member):
        citizen = await WebCitizen.arrive(http)
        file = (await citizen.upload(image())).json()["id"]
        answers = [
            *[await member.get(f"/desk/api/{path}") for path in ("me", "board", "tickets.xlsx", f"attachments/{file}")],
            await member.get("/desk/api/reports.xlsx", params={"from": "2026-11-01", "to": "2026-11-02"}),
            await http.get(f"{citizen.path}/messages", headers=citizen.key),
            await citizen.open_file(file),
        ]
        assert {answer.status_code for answer in answers} == {200}
        assert [answer.url.path for answer in answers if "no-store" not in answer.headers["Cache-Control"]] == []


_PARAMETER = re.compile(r"\{\w+(:\w+)?\}")


class TestRedirects:
    async def test_the_workbench_has_an_address_to_tell(self, http):
        answer = await http.get("/desk/editors")
        assert (answer.status_code, answer.headers["Location"]) == (307, "/desk/#/content")

    @pytest.mark.parametrize(
        "path",
        [
            "/desk",
            "/desk/editors",
            "//evil.test/",
            "//evil.test/..",
            "/desk//evil.test",
            "/desk/%2f%2fevil.test/",
            "/%5cevil.test/",
            "/desk/?next=https://evil.test",
            "/assets",
            "//evil.test/%2e%2e/assets",
        ],
    )
    async def test_nobody_is_sent_to_another_place(self, http, path):
        answer = await http.get(f"http://chat.test{path}")
        place = httpx.URL("http://chat.test").join(answer.headers.get("Location", ""))
        assert (place.host, place.scheme) == ("chat.test", "http")


class TestBehindProxy:
    """As `main` starts it: a proxy on this machine is believed."""

    async def sign_in(self, address, password=PASSWORD, **headers):
        async with httpx.AsyncClient(base_url=address, trust_env=False, headers=headers) as http:
            return await http.post("/desk/api/sign-in", json={"username": "lan", "password": password})

    @pytest.fixture
    async def lan(self, database):
        return await add_member(database, "lan", Role.OPERATOR, totp_secret="")

    async def test_cookie_goes_over_https_alone_where_the_page_came_by_it(self, app, lan):
        async with serving(app) as address:
            answer = await self.sign_in(address, **{"X-Forwarded-Proto": "https"})
        assert answer.headers["Set-Cookie"].startswith(f"{COOKIE}=")
        assert "; Secure" in answer.headers["Set-Cookie"]

    async def test_cookie_works_without_https_where_there_is_none(self, app, lan):
        async with serving(app) as address:
            assert "; Secure" not in (await self.sign_in(address)).headers["Set-Cookie"]

    async def test_each_address_has_its_own_pace(self, settings, database_url, lan):
        app = create_app(settings.model_copy(update={"sign_ins_per_minute": 1}), database_url)
        async with serving(app) as address:
            tries = ("203.0.113.1", "203.0.113.1", "203.0.113.2")
            statuses = [(await self.sign_in(address, **{"X-Forwarded-For": one})).status_code for one in tries]
        assert statuses == [200, 429, 200]

    async def test_whoever_is_no_proxy_of_ours_is_not_believed(self, app, lan):
        async with serving(app, trusted_proxies="192.0.2.1") as address:
            assert "; Secure" not in (await self.sign_in(address, **{"X-Forwarded-Proto": "https"})).headers["Set-Cookie"]
