from __future__ import annotations

import asyncio
import uuid

import pytest

from core.errors import Conflict, InputError, NotAllowed, NotFound, NotSignedIn, TooManyMessages
from staff.duty import duty_of, set_duty
from staff.membership import Changes, NewMember
from staff.models import DutyState, Role
from tests.desk.personas import PASSWORD, add_member

LAN = NewMember("lan", "Nguyễn Thị Lan", [Role.OPERATOR])


@pytest.fixture
async def admin(database):
    return await add_member(database, "quan.tri", Role.ADMIN)


class TestAdd:
    async def test_made_up_password_signs_in_and_must_be_changed(self, membership, sign_in):
        added = await membership.add(LAN, by=None)
        signed_in = (await sign_in("lan", added.password)).signed_in
        assert signed_in.must_change_password
        assert signed_in.member.display_name == "Nguyễn Thị Lan"

    @pytest.mark.parametrize("is_own", [True, False])
    async def test_given_password_is_kept_by_its_owner_and_changed_where_somebody_else_chose_it(self, membership, sign_in, is_own):
        added = await membership.add(LAN, by=None, password=PASSWORD, is_own=is_own)
        assert added.password is None
        assert (await sign_in("lan", PASSWORD)).signed_in.must_change_password is not is_own

    async def test_given_password_must_be_good(self, membership):
        with pytest.raises(InputError, match="12 ký tự"):
            await membership.add(LAN, by=None, password="ngắn")

    async def test_name_and_roles_are_kept_tidy(self, membership):
        new = NewMember(" Hoa ", "  Trần\u200b  Thị\nHoa ", [Role.ADMIN, Role.OPERATOR, Role.ADMIN], " đất  đai ")
        member = (await membership.add(new, by=None, password=PASSWORD)).member
        assert (member.username, member.display_name, member.group_name) == ("hoa", "Trần Thị Hoa", "đất đai")
        assert member.roles == ["operator", "admin"]

    @pytest.mark.parametrize(
        ("new", "code"),
        [
            (NewMember("lân", "Lân", [Role.OPERATOR]), "bad_username"),
            (NewMember("lan", " \u200b ", [Role.OPERATOR]), "no_display_name"),
            (NewMember("lan", "L" * 101, [Role.OPERATOR]), "no_display_name"),
            (NewMember("lan", "Lan", []), "no_role"),
        ],
    )
    async def test_what_cannot_be_is_refused_with_the_reason(self, membership, new, code):
        with pytest.raises(InputError) as caught:
            await membership.add(new, by=None)
        assert caught.value.code == code

    async def test_user_name_is_given_once_even_at_the_same_moment(self, membership):
        outcomes = await asyncio.gather(*(membership.add(LAN, by=None) for _ in range(4)), return_exceptions=True)
        assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 3
        assert [member.username for member in await membership.list_all()] == ["lan"]

    async def test_is_written_down_without_the_password(self, membership, admin, audited):
        added = await membership.add(LAN, by=admin.id)
        (entry,) = await audited()
        assert (entry.action, entry.staff_id, entry.subject_id) == ("member_added", admin.id, str(added.member.id))
        assert added.password not in str(vars(entry))


class TestChange:
    async def test_disabled_member_is_signed_out_and_off_duty_at_once(self, membership, sign_in, sessions, operator, admin, database):
        opened = await sign_in(operator.username, PASSWORD)
        async with database.session() as session:
            await set_duty(session, operator.id, DutyState.ON_DUTY)
        await membership.change(operator.id, Changes(is_active=False), by=admin.id)
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.token)
        async with database.session() as session:
            assert await duty_of(session, operator.id) == "off"

    async def test_session_of_the_past_does_not_come_back_with_the_account(self, membership, sign_in, sessions, operator):
        opened = await sign_in(operator.username, PASSWORD)
        await membership.change(operator.id, Changes(is_active=False), by=None)
        await membership.change(operator.id, Changes(is_active=True), by=None)
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.token)
        assert (await sign_in(operator.username, PASSWORD)).token

    async def test_what_is_not_given_stays(self, membership, operator):
        member = await membership.change(operator.id, Changes(group_name="đất đai"), by=None)
        assert (member.display_name, member.roles, member.group_name) == (operator.display_name, operator.roles, "đất đai")

    async def test_every_change_is_written_down_and_no_change_is_not(self, membership, operator, admin, audited):
        changes = Changes(display_name="Lan", roles=[Role.SUPERVISOR], is_active=False)
        await membership.change(operator.id, changes, by=admin.id)
        await membership.change(operator.id, changes, by=admin.id)
        entries = await audited()
        assert [entry.action for entry in entries] == ["member_changed", "roles_changed", "member_disabled"]
        assert entries[1].details == {"from": ["operator"], "to": ["supervisor"]}

    @pytest.mark.parametrize("changes", [Changes(is_active=False), Changes(roles=[Role.OPERATOR])])
    async def test_administrators_do_not_shut_themselves_out(self, membership, admin, changes):
        with pytest.raises(NotAllowed):
            await membership.change(admin.id, changes, by=admin.id)
        await membership.change(admin.id, Changes(roles=[Role.ADMIN, Role.OPERATOR]), by=admin.id)

    async def test_refused_change_changes_nothing(self, membership, operator):
        with pytest.raises(InputError):
            await membership.change(operator.id, Changes(display_name="Lan", roles=[]), by=None)
        assert (await membership.get_by_username(operator.username)).display_name == operator.display_name

    async def test_nobody_is_not_found(self, membership):
        with pytest.raises(NotFound):
            await membership.change(uuid.uuid4(), Changes(), by=None)


class TestResetPassword:
    async def test_new_one_signs_in_must_be_changed_and_unlocks(self, membership, sign_in, operator):
        for _ in range(5):
            with pytest.raises(NotSignedIn):
                await sign_in(operator.username, "sai rồi")
        password = await membership.reset_password(operator.id, by=None)
        assert (await sign_in(operator.username, password)).signed_in.must_change_password

    async def test_signs_out_everywhere(self, membership, sign_in, sessions, operator):
        opened = await sign_in(operator.username, PASSWORD)
        await membership.reset_password(operator.id, by=None)
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.token)

    async def test_is_written_down_without_the_password(self, membership, operator, audited):
        password = await membership.reset_password(operator.id, by=None)
        (entry,) = await audited()
        assert entry.action == "password_reset"
        assert password not in str(vars(entry))


class TestUnlock:
    @pytest.fixture
    async def locked(self, sign_in, operator):
        for _ in range(5):
            with pytest.raises(NotSignedIn):
                await sign_in(operator.username, "sai rồi")
        with pytest.raises(TooManyMessages):
            await sign_in(operator.username, PASSWORD)

    async def test_the_same_password_works_again_at_once(self, membership, sign_in, operator, locked):
        await membership.unlock(operator.id, by=None)
        assert await sign_in(operator.username, PASSWORD)

    async def test_is_written_down_with_who_did_it(self, membership, operator, admin, locked, audited):
        await membership.unlock(operator.id, by=admin.id)
        entry = (await audited())[-1]
        assert (entry.action, entry.staff_id, entry.subject_id) == ("member_unlocked", admin.id, str(operator.id))

    async def test_account_that_is_not_locked_is_no_event(self, membership, operator, actions):
        await membership.unlock(operator.id, by=None)
        assert await actions() == []

    async def test_nobody_is_not_found(self, membership):
        with pytest.raises(NotFound):
            await membership.unlock(uuid.uuid4(), by=None)


class TestResetCode:
    async def test_new_second_factor_is_set_up_at_the_next_sign_in(self, membership, sign_in, careful, actions):
        await membership.reset_code(careful.id, by=None)
        assert (await sign_in(careful.username, PASSWORD)).signed_in.must_enrol_totp
        assert await actions() == ["second_factor_reset", "signed_in"]

    async def test_signs_out_everywhere(self, membership, sign_in, sessions, careful, phone):
        opened = await sign_in(careful.username, PASSWORD, phone.code())
        await membership.reset_code(careful.id, by=None)
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(opened.token)


class TestGetByUsername:
    async def test_finds_whoever_is_called_that(self, membership, operator):
        assert (await membership.get_by_username("LAN.tong-dai")).id == operator.id

    @pytest.mark.parametrize("typed", ["khong.co.ai", "", "\x00"])
    async def test_nobody_is_not_found(self, membership, typed):
        with pytest.raises(NotFound):
            await membership.get_by_username(typed)
