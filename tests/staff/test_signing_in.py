from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from core.errors import HotlineError, NotSignedIn, TooManyMessages
from core.secret_keeping import token_hash
from staff.models import Role, StaffMember, StaffSession
from staff.passwords import Passwords
from staff.signing_in import Credentials, SigningIn
from tests.desk.personas import PASSWORD, QUICK_HASHER, add_member
from tests.staff.conftest import BROWSER

WRONG = "không phải mật khẩu"


async def refusal(attempt):
    with pytest.raises(HotlineError) as caught:
        await attempt
    return caught.value.code


@pytest.fixture
def row(database):
    async def row(member):
        async with database.session() as session:
            return await session.get_one(StaffMember, member.id)

    return row


@pytest.fixture
def signing_in_with(database, lock_out, codes, sessions, words):
    return lambda passwords: SigningIn(database, lock_out, passwords(words, QUICK_HASHER), codes, sessions, words)


class TestPassword:
    async def test_right_password_opens_a_session(self, sign_in, operator, sessions):
        opened = await sign_in(operator.username, PASSWORD)
        assert opened.signed_in.member.id == operator.id
        assert (await sessions.authenticate(opened.token)).csrf_token == opened.signed_in.csrf_token

    async def test_only_the_hash_of_the_cookie_is_kept(self, sign_in, operator, database):
        opened = await sign_in(operator.username, PASSWORD)
        async with database.session() as session:
            kept = (await session.scalars(select(StaffSession))).one()
        assert kept.token_hash == token_hash(opened.token)
        assert opened.token not in str(vars(kept))

    async def test_unknown_name_and_wrong_password_get_the_same_answer_for_the_same_work(self, sign_in, operator, hasher):
        answers = []
        for username in (operator.username, "khong.co.ai"):
            hasher.asked.clear()
            with pytest.raises(NotSignedIn) as caught:
                await sign_in(username, WRONG)
            answers.append((caught.value.code, caught.value.message, caught.value.status, hasher.verified))
        assert answers[0] == answers[1]
        assert answers[0][0] == "wrong_credentials"
        assert answers[0][3] == 1

    async def test_disabled_member_gets_the_answer_of_an_unknown_name(self, sign_in, database, hasher):
        gone = await add_member(database, "da.nghi", Role.OPERATOR, totp_secret="", is_active=False)
        assert await refusal(sign_in(gone.username, PASSWORD)) == "wrong_credentials"
        assert hasher.verified == 1

    async def test_password_changed_while_the_old_one_was_checked_opens_nothing(self, signing_in_with, operator, database):
        class Meddled(Passwords):
            """The member's password is another one by the time the old one is found right."""

            async def check(self, kept_hash, password):
                checked = await super().check(kept_hash, password)
                async with database.session() as session:
                    (await session.get_one(StaffMember, operator.id)).password_hash = QUICK_HASHER.hash("another password")
                return checked

        signing_in = signing_in_with(Meddled)
        assert await refusal(signing_in.sign_in(Credentials(operator.username, PASSWORD), BROWSER)) == "wrong_credentials"

    async def test_hash_of_past_parameters_is_renewed(self, sign_in, database, hasher, row):
        old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
        member = await add_member(database, "lau.nam", Role.OPERATOR, totp_secret="", password_hash=old)
        await sign_in(member.username, PASSWORD)
        assert (await row(member)).password_hash != old
        assert not hasher.check_needs_rehash((await row(member)).password_hash)
        await sign_in(member.username, PASSWORD)


class TestLockOut:
    async def test_locked_after_five_wrong_passwords_even_for_the_right_one(self, sign_in, operator):
        for _ in range(5):
            assert await refusal(sign_in(operator.username, WRONG)) == "wrong_credentials"
        assert await refusal(sign_in(operator.username, PASSWORD)) == "locked"

    async def test_opens_again_after_a_quarter_of_an_hour(self, sign_in, operator, clock):
        for _ in range(5):
            await refusal(sign_in(operator.username, WRONG))
        clock.go_on(minutes=14, seconds=59)
        assert await refusal(sign_in(operator.username, PASSWORD)) == "locked"
        clock.go_on(seconds=1)
        assert (await sign_in(operator.username, PASSWORD)).token

    async def test_ten_guesses_at_once_are_no_more_than_five(self, sign_in, operator, hasher, row):
        refused = await asyncio.gather(*(refusal(sign_in(operator.username, WRONG)) for _ in range(10)))
        assert sorted(refused) == ["locked"] * 5 + ["wrong_credentials"] * 5
        assert hasher.verified == 5
        assert (await row(operator)).locked_until is not None

    async def test_right_password_among_many_wrong_ones_at_once_is_found_by_no_sixth_guess(self, sign_in, operator, hasher):
        await asyncio.gather(*(sign_in(operator.username, WRONG) for _ in range(5)), return_exceptions=True)
        tried = await asyncio.gather(*(sign_in(operator.username, PASSWORD) for _ in range(5)), return_exceptions=True)
        assert all(isinstance(outcome, TooManyMessages) for outcome in tried)
        assert hasher.verified == 5

    async def test_success_forgets_what_was_wrong_before(self, sign_in, operator, row):
        for _ in range(2):
            for _ in range(4):
                await refusal(sign_in(operator.username, WRONG))
            assert (await sign_in(operator.username, PASSWORD)).token
        assert ((await row(operator)).failed_sign_ins, (await row(operator)).locked_until) == (0, None)

    async def test_wrong_codes_count_as_well(self, sign_in, careful):
        for _ in range(5):
            assert await refusal(sign_in(careful.username, PASSWORD, "000000")) == "wrong_code"
        assert await refusal(sign_in(careful.username, PASSWORD, "000000")) == "locked"

    async def test_asking_without_a_code_neither_counts_nor_forgets(self, sign_in, careful, row):
        for _ in range(4):
            await refusal(sign_in(careful.username, PASSWORD, "000000"))
        for _ in range(7):
            assert await refusal(sign_in(careful.username, PASSWORD)) == "code_needed"
        assert ((await row(careful)).failed_sign_ins, (await row(careful)).locked_until) == (4, None)
        assert await refusal(sign_in(careful.username, PASSWORD, "000000")) == "wrong_code"
        assert await refusal(sign_in(careful.username, PASSWORD)) == "locked"


class TestSecondFactor:
    async def test_is_asked_for_only_once_the_password_is_right(self, sign_in, careful):
        assert await refusal(sign_in(careful.username, WRONG)) == "wrong_credentials"
        assert await refusal(sign_in(careful.username, PASSWORD)) == "code_needed"

    async def test_right_code_opens_a_session(self, sign_in, careful, phone):
        opened = await sign_in(careful.username, PASSWORD, phone.code())
        assert not opened.signed_in.must_enrol_totp

    async def test_right_code_does_not_make_up_for_a_wrong_password(self, sign_in, careful, phone):
        assert await refusal(sign_in(careful.username, WRONG, phone.code())) == "wrong_credentials"
        assert (await sign_in(careful.username, PASSWORD, phone.code())).token

    async def test_replayed_code_is_refused_and_the_next_one_is_not(self, sign_in, careful, phone, clock):
        await sign_in(careful.username, PASSWORD, phone.code())
        assert await refusal(sign_in(careful.username, PASSWORD, phone.code())) == "wrong_code"
        clock.go_on(seconds=30)
        assert (await sign_in(careful.username, PASSWORD, phone.code())).token

    async def test_one_code_used_twice_at_once_opens_one_session(self, signing_in_with, careful, phone):
        both = asyncio.Barrier(2)

        class Together(Passwords):
            """Both passwords are found right before either code is looked at."""

            async def check(self, kept_hash, password):
                checked = await super().check(kept_hash, password)
                await both.wait()
                return checked

        signing_in, given = signing_in_with(Together), Credentials(careful.username, PASSWORD, phone.code())
        outcomes = await asyncio.gather(*(signing_in.sign_in(given, BROWSER) for _ in range(2)), return_exceptions=True)
        assert sum(isinstance(outcome, NotSignedIn) for outcome in outcomes) == 1

    async def test_secret_is_sealed_with_the_present_key_at_the_next_sign_in(self, sign_in, careful, phone, row):
        await sign_in(careful.username, PASSWORD, phone.code())
        assert (await row(careful)).totp_secret != careful.totp_secret

    async def test_whoever_has_none_must_set_one_up(self, sign_in, operator):
        assert (await sign_in(operator.username, PASSWORD)).signed_in.must_enrol_totp


class TestAudit:
    async def test_success_failure_and_lock_out_are_written_down_with_the_address(self, sign_in, operator, audited):
        await sign_in(operator.username, PASSWORD)
        for _ in range(5):
            await refusal(sign_in(operator.username, WRONG))
        entries = await audited()
        assert [entry.action for entry in entries] == ["signed_in", *["sign_in_failed"] * 5, "locked_out"]
        assert {entry.subject_id for entry in entries} == {str(operator.id)}
        assert {entry.details["address"] for entry in entries} == {"10.0.0.7"}
        assert [entry.staff_id for entry in entries] == [operator.id, *[None] * 6]

    async def test_neither_passwords_nor_codes_nor_what_was_typed_as_a_name_are_written_down(self, sign_in, careful, phone, audited):
        code = phone.code()
        await sign_in(careful.username, PASSWORD, code)
        await refusal(sign_in(careful.username, WRONG, code))
        await refusal(sign_in(careful.username, PASSWORD, code))
        await refusal(sign_in("mat-khau-cua-toi", WRONG))
        written = " ".join(str(vars(entry)) for entry in await audited())
        for secret in (PASSWORD, WRONG, code, phone.secret, "mat-khau-cua-toi"):
            assert secret not in written

    async def test_unknown_name_is_written_down_as_nobody(self, sign_in, audited):
        await refusal(sign_in("khong.co.ai", WRONG))
        (entry,) = await audited()
        assert (entry.action, entry.staff_id, entry.subject_id) == ("sign_in_failed", None, "")


class TestCredentials:
    def test_do_not_show_themselves(self):
        assert PASSWORD not in repr(Credentials("lan", PASSWORD, "123456"))
        assert "123456" not in str(Credentials("lan", PASSWORD, "123456"))


class TestSessionLength:
    async def test_session_ends_a_week_after_it_began(self, sign_in, operator, database, clock):
        await sign_in(operator.username, PASSWORD)
        async with database.session() as session:
            kept = (await session.scalars(select(StaffSession))).one()
        assert kept.expires_at == clock() + timedelta(days=7)
