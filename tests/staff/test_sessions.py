from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from core.errors import NotSignedIn
from staff.duty import duty_of, set_duty
from staff.models import DutyState, StaffMember, StaffSession
from staff.permissions import Permission
from tests.desk.personas import PASSWORD


@pytest.fixture
async def opened(sign_in, operator):
    return await sign_in(operator.username, PASSWORD)


@pytest.fixture
def last_seen(database):
    async def last_seen():
        async with database.session() as session:
            return await session.scalar(select(StaffSession.last_seen_at))

    return last_seen


@pytest.fixture
def change(database):
    async def change(member, **values):
        async with database.session() as session:
            await session.execute(update(StaffMember).where(StaffMember.id == member.id).values(values))

    return change


class TestAuthenticate:
    async def test_tells_who_asks_and_what_they_may_do(self, sessions, opened, operator):
        signed_in = await sessions.authenticate(opened.token)
        assert signed_in.member.id == operator.id
        assert signed_in.may(Permission.ANSWER_CITIZENS)
        assert not signed_in.may(Permission.MANAGE_STAFF)

    @pytest.mark.parametrize("token", ["", "x", "\x00", "nửa \ud83d", "a" * 10_000])
    async def test_whatever_is_no_token_is_nobody(self, sessions, opened, token):
        with pytest.raises(NotSignedIn) as caught:
            await sessions.authenticate(token)
        assert (caught.value.code, caught.value.status) == ("not_signed_in", 401)

    async def test_hash_of_a_token_is_no_token(self, sessions, opened):
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.signed_in.session_hash)

    async def test_ends_after_twelve_hours_without_use(self, sessions, opened, clock):
        clock.go_on(hours=11, minutes=59)
        await sessions.authenticate(opened.token)
        clock.go_on(hours=12)
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.token)

    async def test_ends_after_seven_days_however_much_it_is_used(self, sessions, opened, clock):
        for _ in range(7 * 24 - 1):
            clock.go_on(hours=1)
            await sessions.authenticate(opened.token)
        clock.go_on(hours=1)
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.token)

    async def test_use_is_written_down_once_a_minute(self, sessions, opened, clock, last_seen):
        begun = clock()
        clock.go_on(seconds=59)
        await sessions.authenticate(opened.token)
        assert await last_seen() == begun
        clock.go_on(seconds=1)
        await sessions.authenticate(opened.token)
        assert await last_seen() == begun + timedelta(minutes=1)

    async def test_disabled_member_is_out_whatever_sessions_are_left(self, sessions, opened, operator, change):
        await change(operator, is_active=False)
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.token)

    async def test_new_roles_count_at_once(self, sessions, opened, operator, change):
        await change(operator, roles=["admin"])
        signed_in = await sessions.authenticate(opened.token)
        assert signed_in.may(Permission.MANAGE_STAFF)
        assert not signed_in.may(Permission.ANSWER_CITIZENS)


class TestIsLive:
    async def test_tells_a_stream_when_to_end_and_does_not_count_as_use(self, sessions, opened, clock, last_seen):
        begun = clock()
        clock.go_on(hours=11)
        assert await sessions.is_live(opened.signed_in)
        assert await last_seen() == begun
        clock.go_on(hours=1)
        assert not await sessions.is_live(opened.signed_in)

    async def test_ends_with_the_account_and_with_other_rights(self, sessions, opened, operator, change):
        await change(operator, roles=["operator", "editor"])
        assert not await sessions.is_live(opened.signed_in)
        await change(operator, roles=operator.roles)
        assert await sessions.is_live(opened.signed_in)
        await change(operator, is_active=False)
        assert not await sessions.is_live(opened.signed_in)


class TestOpen:
    async def test_clears_away_sessions_that_have_ended(self, sign_in, opened, operator, clock, database):
        clock.go_on(hours=13)
        await sign_in(operator.username, PASSWORD)
        async with database.session() as session:
            assert await session.scalar(select(func.count()).select_from(StaffSession)) == 1

    async def test_every_session_has_its_own_token_and_csrf_token(self, sign_in, opened, operator):
        other = await sign_in(operator.username, PASSWORD)
        assert other.token != opened.token
        assert other.signed_in.csrf_token not in (opened.signed_in.csrf_token, other.token)

    async def test_shows_neither_token_where_it_is_printed(self, opened):
        assert opened.token not in repr(opened)
        assert opened.signed_in.csrf_token not in repr(opened)


class TestSignOut:
    async def test_ends_this_session_and_no_other(self, sessions, sign_in, opened, operator):
        other = await sign_in(operator.username, PASSWORD)
        await sessions.sign_out(opened.signed_in)
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.token)
        assert (await sessions.authenticate(other.token)).member.id == operator.id

    async def test_last_one_out_is_off_duty(self, sessions, sign_in, opened, operator, database):
        other = await sign_in(operator.username, PASSWORD)
        async with database.session() as session:
            await set_duty(session, operator.id, DutyState.ON_DUTY)
        await sessions.sign_out(opened.signed_in)
        async with database.session() as session:
            assert await duty_of(session, operator.id) == "on_duty"
        await sessions.sign_out(other.signed_in)
        async with database.session() as session:
            assert await duty_of(session, operator.id) == "off"

    async def test_is_written_down(self, sessions, opened, actions):
        await sessions.sign_out(opened.signed_in)
        assert await actions() == ["signed_in", "signed_out"]
