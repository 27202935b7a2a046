"""Every route of the program, found from the program itself, as everybody: who gets in is written in every_route.yml and nowhere else."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from app.web import create_app
from core.clock import utc_now
from desk.access.dependencies import COOKIE, PREFIX
from staff.models import Role
from tests.app.route_table import ANYBODY, CITIZEN, DESK, EVERY_ROUTE, NO_PACE, ROLES, SIGNED_IN
from tests.channels.webchat.personas import WebCitizen
from tests.desk.personas import add_member, open_session
from tests.serving import serving

UNSAFE_DESK = frozenset(route for route in DESK if not route.startswith("GET "))
# Only files, and nothing that changes anything.
PAGES = {"/desk", ""}


def routes_of(app):
    return {f"{method} {context.path}" for context in iter_route_contexts(app.routes) for method in context.methods or ()}


def path_of(route, conversation_id=None):
    path = route.partition(" ")[2]
    if conversation_id is not None:
        path = path.replace("{conversation_id}", conversation_id)
    return re.sub(r"{\w+(?::\w+)?}", lambda _: str(uuid.uuid4()), path)


class Visitor:
    """Knocks at doors of a running program and looks only at how it is answered: streams have no end."""

    def __init__(self, http, database, member=None):
        self._http = http
        self._database = database
        self._member = member

    async def knock(self, route, *, conversation_id=None, headers=(), **session):
        """Status and error code; of a member each time in a session of its own, which some calls end."""
        shown = await self._session(**session) | dict(headers)
        # An empty body is wrong everywhere: whoever gets in changes nothing.
        method, path = route.partition(" ")[0], path_of(route, conversation_id)
        async with self._http.stream(method, path, headers=shown, json={}) as answer:
            if answer.status_code < 400:
                return answer.status_code, ""
            await answer.aread()
            return answer.status_code, answer.json()["error"]["code"]

    async def _session(self, **values):
        if self._member is None:
            return {}
        opened = await open_session(self._database, self._member, **values)
        return opened["headers"] | {"Cookie": f"{COOKIE}={opened['cookies'][COOKIE]}"}

    async def answers(self, routes=EVERY_ROUTE, **how):
        return {route: await self.knock(route, **how) for route in routes}

    async def open_doors(self, **how):
        return {route for route, (status, _) in (await self.answers(**how)).items() if status not in {401, 403}}


@pytest.fixture
def app(settings, database_url):
    made = create_app(settings.model_copy(update=NO_PACE), database_url)
    yield made
    made.state.webchat.reassuring.stop()


@pytest.fixture
async def http(app):
    async with serving(app) as address, httpx.AsyncClient(base_url=address, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture
async def nobody(http, database):
    return Visitor(http, database)


@pytest.fixture
def member(http, database):
    async def member(*roles, **values):
        return Visitor(http, database, await add_member(database, f"ai.{uuid.uuid4().hex[:8]}", *roles, **values))

    return member


class TestTable:
    def test_names_every_route_of_the_program_and_no_other(self, app):
        assert routes_of(app) == EVERY_ROUTE

    def test_names_every_route_once(self):
        assert len(ANYBODY) + len(CITIZEN) + len(SIGNED_IN) + len(ROLES) == len(EVERY_ROUTE)

    def test_what_is_mounted_are_the_pages_and_nothing_else(self, app):
        assert {route.path for route in app.routes if isinstance(route, Mount)} == PAGES

    def test_everything_of_the_desk_lies_behind_its_gate(self):
        inside = {route for route in EVERY_ROUTE if route.partition(" ")[2].startswith(f"{PREFIX}/")}
        assert inside - DESK == {f"POST {PREFIX}/sign-in"}

    async def test_no_other_method_opens_a_route(self, nobody):
        for path in sorted({route.partition(" ")[2] for route in EVERY_ROUTE}):
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}:
                if f"{method} {path}" not in EVERY_ROUTE:
                    # 404: a GET falls through to the pages, where there is no such file; or a key with slashes takes all that follows.
                    closed = {401} if method == "GET" and "{key:path}" in path else {404, 405}
                    assert (await nobody.knock(f"{method} {path}"))[0] in closed, (method, path)


class TestWhoMay:
    @pytest.mark.parametrize("role", list(Role))
    async def test_each_role_gets_in_where_the_table_says_and_nowhere_else(self, member, role):
        visitor = await member(role)
        expected = ANYBODY | SIGNED_IN | {route for route, roles in ROLES.items() if role.value in roles}
        assert await visitor.open_doors() == expected

    async def test_member_with_every_role_gets_in_at_the_desk_but_has_no_citizens_conversation(self, member):
        assert await (await member(*Role)).open_doors() == EVERY_ROUTE - CITIZEN

    async def test_member_without_any_role_may_only_look_after_the_own_account(self, member):
        assert await (await member()).open_doors() == ANYBODY | SIGNED_IN

    async def test_refusal_of_a_role_says_so(self, member):
        answers = await (await member(Role.ADMIN)).answers(ROLES)
        refused = {answers[route] for route, roles in ROLES.items() if Role.ADMIN not in roles}
        assert refused == {(403, "not_allowed")}

    async def test_nobody_gets_in_where_anybody_may(self, nobody):
        answers = await nobody.answers()
        assert {route for route, (status, _) in answers.items() if status not in {401, 403}} == ANYBODY
        assert {answers[route] for route in DESK} == {(401, "not_signed_in")}
        assert {answers[route] for route in CITIZEN} == {(403, "no_token")}


class TestWhoMayNotAnyMore:
    @pytest.mark.parametrize("past", ["expires_at", "last_seen_at"])
    async def test_session_that_has_ended_opens_nothing(self, member, past):
        answers = await (await member(*Role)).answers(DESK, **{past: utc_now() - timedelta(days=1)})
        assert set(answers.values()) == {(401, "not_signed_in")}

    async def test_disabled_account_opens_nothing(self, member):
        answers = await (await member(*Role, is_active=False)).answers(DESK)
        assert set(answers.values()) == {(401, "not_signed_in")}

    @pytest.mark.parametrize("missing", [{"must_change_password": True}, {"totp_secret": ""}], ids=["password", "second factor"])
    async def test_before_the_sign_in_is_finished_only_its_own_calls_are_open(self, member, missing):
        visitor = await member(*Role, **missing)
        assert await visitor.open_doors() == ANYBODY | SIGNED_IN
        assert set((await visitor.answers(ROLES)).values()) == {(403, "finish_sign_in")}


class TestForgery:
    @pytest.mark.parametrize("token", ["", "x", "of another session"])
    async def test_nothing_is_changed_without_the_sessions_own_csrf_token(self, member, database, token):
        if token == "of another session":
            other = await add_member(database, "khac", Role.SUPERVISOR)
            token = (await open_session(database, other))["headers"]["X-CSRF-Token"]
        answers = await (await member(*Role)).answers(UNSAFE_DESK, headers={"X-CSRF-Token": token})
        assert set(answers.values()) == {(403, "wrong_csrf_token")}

    async def test_nothing_is_changed_or_shown_to_a_foreign_page(self, member):
        answers = await (await member(*Role)).answers(DESK | {f"POST {PREFIX}/sign-in"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert set(answers.values()) == {(403, "foreign_request")}

    async def test_made_up_cookie_is_nobodys(self, nobody):
        answers = await nobody.answers(DESK, headers={"Cookie": f"desk_session={uuid.uuid4().hex}"})
        assert set(answers.values()) == {(401, "not_signed_in")}


class TestCitizens:
    @pytest.fixture
    def arrive(self, http):
        async def arrive():
            return await WebCitizen.arrive(http)

        return arrive

    async def test_own_token_opens_every_door_of_the_conversation(self, nobody, arrive):
        citizen = await arrive()
        answers = await nobody.answers(CITIZEN, conversation_id=citizen.opened["id"], headers=citizen.key)
        assert {route for route, (status, _) in answers.items() if status in {401, 403}} == set()

    async def test_token_of_another_conversation_opens_none(self, nobody, arrive):
        citizen, stranger = await arrive(), await arrive()
        answers = await nobody.answers(CITIZEN, conversation_id=citizen.opened["id"], headers=stranger.key)
        assert set(answers.values()) == {(403, "not_your_conversation")}

    async def test_citizens_token_opens_nothing_at_the_desk(self, nobody, arrive):
        answers = await nobody.answers(DESK, headers=(await arrive()).key)
        assert set(answers.values()) == {(401, "not_signed_in")}

    async def test_conversation_that_is_not_there_is_not_found_whatever_token_is_shown(self, nobody, arrive):
        answers = await nobody.answers(CITIZEN, headers=(await arrive()).key)
        assert set(answers.values()) == {(404, "no_conversation")}
