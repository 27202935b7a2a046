from __future__ import annotations

import pyotp
import pytest

from core.errors import Conflict, HotlineError, InputError, NotSignedIn
from staff.models import Role
from tests.desk.personas import PASSWORD, add_member

NEW = "chuồn chuồn bay thấp"


@pytest.fixture
async def signed_in(sign_in, operator):
    return (await sign_in(operator.username, PASSWORD)).signed_in


async def refusal(attempt):
    with pytest.raises(HotlineError) as caught:
        await attempt
    return caught.value.code


class TestChangePassword:
    async def test_new_password_signs_in_and_the_old_one_does_not(self, own_account, signed_in, sign_in, operator):
        await own_account.change_password(signed_in, PASSWORD, NEW)
        assert (await sign_in(operator.username, NEW)).token
        assert await refusal(sign_in(operator.username, PASSWORD)) == "wrong_credentials"

    async def test_other_browsers_are_signed_out_and_this_one_is_not(self, own_account, sign_in, sessions, operator):
        here, there = await sign_in(operator.username, PASSWORD), await sign_in(operator.username, PASSWORD)
        await own_account.change_password(here.signed_in, PASSWORD, NEW)
        assert (await sessions.authenticate(here.token)).member.id == operator.id
        with pytest.raises(NotSignedIn):
            await sessions.authenticate(there.token)

    async def test_made_up_password_need_not_be_changed_twice(self, own_account, sign_in, database):
        member = await add_member(database, "moi.vao", Role.OPERATOR, totp_secret="", must_change_password=True)
        signed_in = (await sign_in(member.username, PASSWORD)).signed_in
        assert signed_in.must_change_password
        assert not (await own_account.change_password(signed_in, PASSWORD, NEW)).must_change_password

    @pytest.mark.parametrize(
        ("current", "new", "code"),
        [
            ("sai", NEW, "wrong_password"),
            (PASSWORD, PASSWORD, "same_password"),
            (PASSWORD, "ngắn", "password_too_short"),
            (PASSWORD, "lan.tong-dai1", "password_is_the_name"),
            (PASSWORD, "matkhau123456", "password_too_common"),
        ],
    )
    async def test_bad_ones_are_refused_with_the_reason(self, own_account, signed_in, sign_in, operator, current, new, code):
        assert await refusal(own_account.change_password(signed_in, current, new)) == code
        assert (await sign_in(operator.username, PASSWORD)).token

    async def test_guessing_the_present_one_locks_as_well(self, own_account, signed_in, sign_in, operator):
        for _ in range(5):
            assert await refusal(own_account.change_password(signed_in, "sai rồi", NEW)) == "wrong_password"
        assert await refusal(own_account.change_password(signed_in, PASSWORD, NEW)) == "locked"
        assert await refusal(sign_in(operator.username, PASSWORD)) == "locked"

    async def test_is_written_down_without_the_passwords(self, own_account, signed_in, audited):
        await refusal(own_account.change_password(signed_in, "sai rồi", NEW))
        await own_account.change_password(signed_in, PASSWORD, NEW)
        entries = await audited()
        assert [entry.action for entry in entries] == ["signed_in", "password_refused", "password_changed"]
        assert not any(secret in str(vars(entry)) for entry in entries for secret in (PASSWORD, NEW, "sai rồi"))


class TestEnrolment:
    async def test_first_code_of_the_app_sets_the_second_factor_up(self, own_account, signed_in, clock):
        secret = own_account.enrolment(signed_in).secret
        after = await own_account.enrol(signed_in, pyotp.TOTP(secret).at(clock()))
        assert not after.must_enrol_totp

    async def test_secret_is_sealed_where_it_is_kept(self, own_account, signed_in, clock, codes):
        secret = own_account.enrolment(signed_in).secret
        member = (await own_account.enrol(signed_in, pyotp.TOTP(secret).at(clock()))).member
        assert secret not in member.totp_secret
        assert codes.open(member.totp_secret) == secret

    async def test_code_that_set_it_up_does_not_sign_in_too(self, own_account, signed_in, sign_in, clock):
        totp = pyotp.TOTP(own_account.enrolment(signed_in).secret)
        await own_account.enrol(signed_in, totp.at(clock()))
        username = signed_in.member.username
        assert await refusal(sign_in(username, PASSWORD, totp.at(clock()))) == "wrong_code"
        clock.go_on(seconds=30)
        assert (await sign_in(username, PASSWORD, totp.at(clock()))).token

    async def test_wrong_code_sets_nothing_up(self, own_account, signed_in, sign_in):
        with pytest.raises(InputError, match="Mã"):
            await own_account.enrol(signed_in, "000000x")
        assert (await sign_in(signed_in.member.username, PASSWORD)).signed_in.must_enrol_totp

    async def test_secret_offered_to_another_session_does_not_count(self, own_account, signed_in, sign_in, clock):
        other = (await sign_in(signed_in.member.username, PASSWORD)).signed_in
        code = pyotp.TOTP(own_account.enrolment(other).secret).at(clock())
        assert await refusal(own_account.enrol(signed_in, code)) == "wrong_code"

    async def test_second_factor_is_not_replaced_by_whoever_finds_a_screen_open(self, own_account, signed_in, clock):
        code = pyotp.TOTP(own_account.enrolment(signed_in).secret).at(clock())
        after = await own_account.enrol(signed_in, code)
        with pytest.raises(Conflict):
            own_account.enrolment(after)
        assert await refusal(own_account.enrol(signed_in, code)) == "already_enrolled"

    async def test_is_written_down(self, own_account, signed_in, clock, actions):
        await own_account.enrol(signed_in, pyotp.TOTP(own_account.enrolment(signed_in).secret).at(clock()))
        assert await actions() == ["signed_in", "second_factor_set_up"]


class TestExtension:
    async def test_is_kept_as_digits_and_written_down(self, own_account, signed_in, audited):
        changed = await own_account.change_extension(signed_in, " 20.11 ")
        assert changed.member.extension == "2011"
        assert [(entry.action, entry.details) for entry in await audited()][-1] == ("member_changed", {"extension": "2011"})

    async def test_can_be_taken_away(self, own_account, signed_in):
        await own_account.change_extension(signed_in, "2011")
        assert (await own_account.change_extension(signed_in, "")).member.extension == ""

    @pytest.mark.parametrize("typed", ["0912345678", "1", "20a1", "sip:2011@example.com", "٢٠١١", "2011;user=x"])
    async def test_what_leads_elsewhere_is_refused(self, own_account, signed_in, typed):
        assert await refusal(own_account.change_extension(signed_in, typed)) == "bad_extension"
