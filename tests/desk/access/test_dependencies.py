from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.clock import utc_now
from desk.access.dependencies import COOKIE, PREFIX
from staff.models import Role, StaffMember, StaffSession
from tests.desk.access.conftest import make_app
from tests.desk.personas import add_member, person

OPEN = f"{PREFIX}/doors/open"
UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]


def code(response):
    return response.json()["error"]["code"]


class TestSignedIn:
    async def test_everybody_who_is_signed_in_gets_in_and_a_stranger_does_not(self, desk):
        answers = [await someone.get(OPEN) for someone in desk.everybody]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 401]
        assert code(answers[-1]) == "not_signed_in"

    async def test_route_that_wants_to_know_is_told_who_asks(self, desk):
        assert (await desk.supervisor.get(f"{PREFIX}/doors/mine")).json() == {"door": "supervisor"}

    @pytest.mark.parametrize("cookie", ["", "x", "%00", "a" * 5000])
    async def test_made_up_cookie_is_nobody(self, desk, cookie):
        desk.stranger.cookies.set(COOKIE, cookie)
        assert (await desk.stranger.get(OPEN)).status_code == 401

    @pytest.mark.parametrize(
        "past",
        [{"expires_at": timedelta()}, {"last_seen_at": timedelta(hours=12)}],
        ids=["after its last day", "after half a day without use"],
    )
    async def test_session_that_has_ended_is_refused(self, desk, database, past):
        async with database.session() as session:
            changed = {name: utc_now() - ago for name, ago in past.items()}
            await session.execute(update(StaffSession).where(StaffSession.staff_id == desk.operator.id).values(changed))
        assert (await desk.operator.get(OPEN)).status_code == 401
        assert (await desk.supervisor.get(OPEN)).status_code == 200

    async def test_disabled_member_is_out_at_once(self, desk, database):
        async with database.session() as session:
            await session.execute(update(StaffMember).where(StaffMember.id == desk.operator.id).values(is_active=False))
        assert (await desk.operator.get(OPEN)).status_code == 401


class TestCsrfToken:
    @pytest.mark.parametrize("method", UNSAFE)
    async def test_change_goes_through_with_the_sessions_own_token(self, desk, method):
        assert (await desk.operator.request(method, OPEN)).status_code == 200

    @pytest.mark.parametrize("method", UNSAFE)
    @pytest.mark.parametrize("token", [None, "", "x", "of another session", "ký tự".encode()])
    async def test_change_is_refused_with_any_other(self, desk, method, token):
        if token == "of another session":
            token = desk.supervisor.headers["X-CSRF-Token"]
        del desk.operator.headers["X-CSRF-Token"]
        answer = await desk.operator.request(method, OPEN, headers={} if token is None else {"X-CSRF-Token": token})
        assert (answer.status_code, code(answer)) == (403, "wrong_csrf_token")

    async def test_looking_needs_none(self, desk):
        del desk.operator.headers["X-CSRF-Token"]
        assert (await desk.operator.get(OPEN)).status_code == 200

    async def test_calls_of_the_sign_in_need_it_too(self, desk):
        del desk.operator.headers["X-CSRF-Token"]
        for path, body in (
            ("sign-out", None),
            ("duty", {"state": "away"}),
            ("totp", {"code": "1"}),
            ("password", {"current": "a", "new": "b"}),
        ):
            assert code(await desk.operator.post(f"{PREFIX}/{path}", json=body)) == "wrong_csrf_token", path


class TestOwnPage:
    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Sec-Fetch-Site": "same-origin"},
            {"Sec-Fetch-Site": "none"},
            {"Origin": "http://desk.test"},
            {"Origin": "https://desk.test"},
            {"Sec-Fetch-Site": "same-origin", "Origin": "https://1022.example.vn"},
        ],
        ids=str,
    )
    async def test_request_of_our_own_page_goes_through(self, desk, headers):
        assert (await desk.operator.post(OPEN, headers=headers)).status_code == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "x"},
            {"Sec-Fetch-Site": "cross-site", "Origin": "http://desk.test"},
            {"Origin": "https://evil.test"},
            {"Origin": "http://desk.test.evil.test"},
            {"Origin": "http://desk.test:81"},
            {"Origin": "null"},
            {"Origin": "http://["},
        ],
        ids=str,
    )
    async def test_request_of_a_foreign_page_is_refused_whatever_token_it_shows(self, desk, headers):
        for method in ("GET", "POST"):
            answer = await desk.operator.request(method, OPEN, headers=headers)
            assert (answer.status_code, code(answer)) == (403, "foreign_request")

    async def test_foreign_page_cannot_sign_anybody_in(self, desk):
        body = {"username": "operator", "password": "x"}
        answer = await desk.stranger.post(f"{PREFIX}/sign-in", json=body, headers={"Sec-Fetch-Site": "cross-site"})
        assert code(answer) == "foreign_request"


class TestFinishSignIn:
    @pytest.fixture(params=[{"must_change_password": True}, {"totp_secret": ""}], ids=["password", "second factor"])
    async def unfinished(self, app, database, request):
        member = await add_member(database, "moi.vao", Role.ADMIN, Role.OPERATOR, **request.param)
        async with person(app, database, member) as newcomer:
            yield newcomer

    async def test_nothing_else_is_open_before(self, unfinished):
        for method, path in (("GET", "doors/open"), ("POST", "doors/open"), ("GET", "doors/mine"), ("GET", "doors/staff")):
            answer = await unfinished.request(method, f"{PREFIX}/{path}")
            assert (answer.status_code, code(answer)) == (403, "finish_sign_in"), path

    async def test_nobody_goes_on_duty_before(self, unfinished):
        assert code(await unfinished.post(f"{PREFIX}/duty", json={"state": "on_duty"})) == "finish_sign_in"

    async def test_me_tells_what_is_missing(self, unfinished):
        me = (await unfinished.get(f"{PREFIX}/me")).json()
        assert me["must_change_password"] is not me["must_enrol_totp"]

    async def test_second_factor_is_not_asked_for_where_the_installation_has_another_gate(self, settings, database):
        app = make_app(settings.model_copy(update={"desk_second_factor": "optional"}), database)
        member = await add_member(database, "lan", Role.OPERATOR, totp_secret="")
        async with person(app, database, member) as operator:
            assert (await operator.get(OPEN)).status_code == 200


class TestRequire:
    async def test_lets_in_whoever_has_the_permission(self, desk):
        answers = [(await someone.get(f"{PREFIX}/doors/staff")).status_code for someone in desk.everybody]
        assert answers == [403, 403, 403, 200, 401]

    async def test_one_of_several_permissions_is_enough(self, desk):
        answers = [(await someone.get(f"{PREFIX}/doors/replies")).status_code for someone in desk.everybody]
        assert answers == [200, 200, 200, 403, 401]

    async def test_refusal_says_so_in_words(self, desk):
        answer = await desk.operator.get(f"{PREFIX}/doors/staff")
        assert answer.json()["error"] == {"code": "not_allowed", "message": "Tài khoản của bạn không có quyền làm việc này."}
