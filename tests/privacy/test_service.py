from __future__ import annotations

import re
import uuid

import pytest

from core.errors import Conflict, InputError, NotFound
from core.secret_keeping import token_hash
from privacy.models import Origin, RequestKind, RequestState
from privacy.service import ByStaff
from tests.privacy.conftest import ADDRESS
from tests.tickets.personas import at

LINK = re.compile(rf"{ADDRESS}/du-lieu/([\w-]{{43}})(?![\w-])")


@pytest.fixture
def ask(database, privacy, chat):
    async def asked(kind, origin=Origin.CITIZEN, by=None):
        async with database.session() as session:
            return await privacy.ask(session, chat.id, kind, origin, by=by)

    return asked


@pytest.fixture
def by_link(database, privacy):
    async def found(token):
        async with database.session() as session:
            return await privacy.find_by_link(session, token)

    return found


def token_in(text):
    found = LINK.search(text)
    assert found, text
    return found[1]


class TestACopy:
    async def test_is_given_by_a_link_at_once(self, ask, by_link):
        asked = await ask(RequestKind.EXPORT)
        assert asked.request.state == RequestState.DONE
        assert (await by_link(token_in(asked.said.text))).id == asked.request.id

    async def test_only_the_links_hash_is_kept_with_the_request(self, ask, requests):
        token = token_in((await ask(RequestKind.EXPORT)).said.text)
        [request] = await requests()
        assert request.link_hash == token_hash(token)

    async def test_the_link_lives_seven_days(self, ask, by_link, clock):
        token = token_in((await ask(RequestKind.EXPORT)).said.text)
        clock.go_on(days=6, hours=23)
        assert await by_link(token)
        clock.go_on(hours=1)
        assert await by_link(token) is None

    async def test_a_new_link_ends_the_one_before(self, ask, by_link):
        first = token_in((await ask(RequestKind.EXPORT)).said.text)
        second = token_in((await ask(RequestKind.EXPORT)).said.text)
        assert await by_link(first) is None
        assert await by_link(second)

    @pytest.mark.parametrize("token", ["", "x", "a" * 43])
    async def test_no_other_link_opens_anything(self, ask, by_link, token):
        await ask(RequestKind.EXPORT)
        assert await by_link(token) is None

    async def test_the_desk_sends_it_to_the_citizen_and_to_nobody_else(self, ask, chat, supervisor):
        await ask(RequestKind.EXPORT, Origin.DESK, supervisor)
        assert token_in((await chat.thread())[-1].text)


class TestTheClock:
    async def test_two_working_days_from_the_day_after(self, ask):
        # Asked on Wednesday: Thursday and Friday are the two days, until the office closes.
        assert (await ask(RequestKind.DELETE)).request.due_at == at("2026-11-27 17:00")

    async def test_a_weekend_does_not_count(self, ask, clock):
        clock.now = at("2026-11-27 16:00")
        assert (await ask(RequestKind.DELETE)).request.due_at == at("2026-12-01 17:00")


class TestDeletion:
    async def test_a_citizens_waits_for_their_word(self, ask):
        assert (await ask(RequestKind.DELETE)).request.confirmed_at is None

    async def test_the_vendors_needs_none_and_tells_nothing(self, ask, chat, clock):
        assert (await ask(RequestKind.DELETE, Origin.VENDOR)).request.confirmed_at == clock.now
        assert await chat.thread() == []

    async def test_the_desks_needs_none_and_tells_the_citizen(self, ask, chat, supervisor, clock):
        request = (await ask(RequestKind.DELETE, Origin.DESK, supervisor)).request
        assert (request.confirmed_at, request.done_by, request.reason) == (clock.now, supervisor.staff_id, supervisor.reason)
        assert request.code in (await chat.thread())[-1].text

    async def test_asking_again_goes_on_with_the_same(self, ask, requests):
        first = (await ask(RequestKind.DELETE)).request
        assert (await ask(RequestKind.DELETE, Origin.VENDOR)).request.id == first.id
        [request] = await requests()
        assert request.confirmed_at is not None

    async def test_staff_give_a_reason(self, ask, supervisor):
        for reason in ("", "  \n", "x" * 501):
            with pytest.raises(InputError):
                await ask(RequestKind.DELETE, Origin.DESK, ByStaff(supervisor.staff_id, reason))


class TestAtTheDesk:
    @pytest.fixture
    async def asked(self, ask):
        return (await ask(RequestKind.DELETE)).request

    async def test_staff_answer_for_a_citizen_who_did_not_confirm(self, database, privacy, asked, supervisor, chat):
        async with database.session() as session:
            request = await privacy.carry_out(session, asked.id, supervisor)
        assert request.confirmed_at is not None
        assert asked.code in (await chat.thread())[-1].text

    async def test_or_refuse_and_the_citizen_hears_why(self, database, privacy, asked, chat, supervisor):
        async with database.session() as session:
            request = await privacy.refuse(session, asked.id, ByStaff(supervisor.staff_id, "đang tranh chấp"))
        assert request.state == RequestState.REFUSED
        assert "đang tranh chấp" in (await chat.thread())[-1].text

    @pytest.mark.parametrize("step", ["carry_out", "refuse"])
    async def test_what_is_settled_stays_so(self, database, privacy, asked, supervisor, step):
        async with database.session() as session:
            await privacy.refuse(session, asked.id, supervisor)
        with pytest.raises(Conflict):
            async with database.session() as session:
                await getattr(privacy, step)(session, asked.id, supervisor)

    @pytest.mark.parametrize("step", ["carry_out", "refuse"])
    async def test_there_has_to_be_one(self, database, privacy, supervisor, step):
        with pytest.raises(NotFound):
            async with database.session() as session:
                await getattr(privacy, step)(session, uuid.uuid4(), supervisor)
