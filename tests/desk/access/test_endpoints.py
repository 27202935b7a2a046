from __future__ import annotations

from http.cookies import SimpleCookie

import pyotp
import pytest
import structlog

from core.secret_keeping import SecretKeeper
from desk.access.dependencies import COOKIE, PREFIX
from staff.audit import list_entries
from staff.models import Role
from tests.desk.access.conftest import make_app
from tests.desk.personas import PASSWORD, add_member, person

SECRET = pyotp.random_base32()


@pytest.fixture
async def lan(database, settings):
    """An operator with a second factor."""
    sealed = SecretKeeper(settings.secret_keys).seal(SECRET)
    return await add_member(database, "lan", Role.OPERATOR, display_name="Nguyễn Thị Lan", totp_secret=sealed)


@pytest.fixture
def sign_in(http):
    async def sign_in(username="lan", password=PASSWORD, code=None):
        return await http.post(f"{PREFIX}/sign-in", json={"username": username, "password": password, "code": code})

    return sign_in


def code_now():
    return pyotp.TOTP(SECRET).now()


def refusal(answer):
    return answer.status_code, answer.json()["error"]["code"]


def cookie_of(answer):
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE]


class TestSignIn:
    async def test_gives_a_cookie_no_script_and_no_foreign_page_gets_at(self, sign_in, lan):
        cookie = cookie_of(await sign_in(code=code_now()))
        assert len(cookie.value) == 43
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["path"]) == (True, True, "strict", "/desk")
        assert (cookie["domain"], cookie["max-age"]) == ("", "")

    async def test_cookie_is_taken_by_browsers_without_tls_where_the_page_has_none(self, sign_in, lan, http):
        http.base_url = "http://desk.test"
        assert not cookie_of(await sign_in(code=code_now()))["secure"]

    async def test_tells_the_page_all_it_needs(self, sign_in, lan, http, settings):
        me = (await sign_in(code=code_now())).json()["me"]
        assert me == (await http.get(f"{PREFIX}/me")).json()
        assert len(me.pop("csrf_token")) == 43
        assert me == {
            "id": str(lan.id),
            "username": "lan",
            "display_name": "Nguyễn Thị Lan",
            "roles": ["operator"],
            "permissions": ["answer_citizens", "reveal_personal_data"],
            "must_change_password": False,
            "must_enrol_totp": False,
            "duty": "off",
            "province_name": settings.province_name,
            "hotline_number": "1022",
            "extension": "",
            "takes_calls": False,
            "max_attachment_megabytes": 10,
            "sectors": ["Đất đai", "Hộ tịch"],
        }

    async def test_unknown_name_and_wrong_password_are_answered_alike(self, sign_in, lan):
        wrong, unknown = await sign_in(password="sai"), await sign_in(username="khong.co.ai", password="sai")
        assert refusal(wrong) == (401, "wrong_credentials")
        assert (wrong.status_code, wrong.content, wrong.headers) == (unknown.status_code, unknown.content, unknown.headers)

    async def test_code_is_asked_for_and_then_must_be_right(self, sign_in, lan):
        assert refusal(await sign_in()) == (401, "code_needed")
        assert refusal(await sign_in(code="")) == (401, "code_needed")
        assert refusal(await sign_in(code="12345")) == (401, "wrong_code")
        code = code_now()
        assert (await sign_in(code=code)).status_code == 200
        assert refusal(await sign_in(code=code)) == (401, "wrong_code")

    async def test_locked_after_five_wrong_passwords(self, sign_in, lan):
        for _ in range(5):
            await sign_in(password="sai")
        assert refusal(await sign_in(code=code_now())) == (429, "locked")

    async def test_one_address_tries_no_more_often_than_the_setting_says(self, settings, database):
        app = make_app(settings.model_copy(update={"sign_ins_per_minute": 2}), database)
        async with person(app, database, None) as stranger:
            answers = [await stranger.post(f"{PREFIX}/sign-in", json={"username": f"ai.{number}", "password": "x"}) for number in range(3)]
        assert [refusal(answer) for answer in answers] == [(401, "wrong_credentials")] * 2 + [(429, "too_many_sign_ins")]

    @pytest.mark.parametrize(
        "body",
        [{}, {"username": "lan"}, {"username": 1, "password": True}, {"username": "lan", "password": "x" * 1001}, [], "lan", None],
        ids=str,
    )
    async def test_malformed_body_is_refused(self, http, body):
        assert (await http.post(f"{PREFIX}/sign-in", json=body)).status_code == 422

    async def test_huge_body_is_refused(self, http):
        assert (await http.post(f"{PREFIX}/sign-in", json={"username": "x" * 600_000, "password": "x"})).status_code == 413

    @pytest.mark.parametrize("username", ["\x00", "lan\x00", "🙂", "' OR 1=1 --", "%00"])
    async def test_odd_names_are_nobody(self, sign_in, username):
        assert refusal(await sign_in(username=username)) == (401, "wrong_credentials")

    async def test_no_secret_reaches_audit_or_logs(self, sign_in, lan, database):
        code = code_now()
        with structlog.testing.capture_logs() as logged:
            await sign_in(code=code)
            for _ in range(5):
                await sign_in(password="sai bét rồi", code=code)
        async with database.session() as session:
            entries = [vars(line.entry) for line in (await list_entries(session)).lines]
        assert len(entries) == 7
        assert logged
        for secret in (PASSWORD, "sai bét rồi", code, SECRET):
            assert secret not in f"{logged} {entries}"


class TestFirstSignIn:
    async def test_newcomer_changes_password_sets_up_the_second_factor_and_gets_in(self, http, sign_in, database):
        await add_member(database, "moi.vao", Role.OPERATOR, must_change_password=True, totp_secret="")
        me = (await sign_in("moi.vao")).json()["me"]
        http.headers["X-CSRF-Token"] = me["csrf_token"]
        assert refusal(await http.get(f"{PREFIX}/doors/open")) == (403, "finish_sign_in")

        me = (await http.post(f"{PREFIX}/password", json={"current": PASSWORD, "new": "chuồn chuồn bay thấp"})).json()
        assert (me["must_change_password"], me["must_enrol_totp"]) == (False, True)
        assert refusal(await http.get(f"{PREFIX}/doors/open")) == (403, "finish_sign_in")

        offered = (await http.get(f"{PREFIX}/totp")).json()
        assert offered["uri"].startswith("otpauth://totp/")
        assert offered["qr_svg"].startswith("<svg")
        assert refusal(await http.post(f"{PREFIX}/totp", json={"code": "1"})) == (422, "wrong_code")
        me = (await http.post(f"{PREFIX}/totp", json={"code": pyotp.TOTP(offered["secret"]).now()})).json()
        assert (me["must_change_password"], me["must_enrol_totp"]) == (False, False)
        assert (await http.get(f"{PREFIX}/doors/open")).status_code == 200

    async def test_second_factor_is_offered_to_nobody_who_has_one(self, desk):
        assert refusal(await desk.operator.get(f"{PREFIX}/totp")) == (409, "already_enrolled")

    async def test_member_may_set_one_up_where_it_is_optional(self, settings, database):
        app = make_app(settings.model_copy(update={"desk_second_factor": "optional"}), database)
        async with person(app, database, await add_member(database, "hoa", Role.OPERATOR, totp_secret="")) as hoa:
            assert (await hoa.get(f"{PREFIX}/totp")).status_code == 200


class TestChangePassword:
    async def test_wrong_present_password_is_refused(self, desk):
        answer = await desk.operator.post(f"{PREFIX}/password", json={"current": "sai", "new": "chuồn chuồn bay thấp"})
        assert refusal(answer) == (422, "wrong_password")


class TestSignOut:
    async def test_cookie_is_taken_back_and_worth_nothing_any_more(self, desk):
        cookie = desk.operator.cookies[COOKIE]
        answer = await desk.operator.post(f"{PREFIX}/sign-out")
        assert answer.status_code == 204
        assert (cookie_of(answer).value, cookie_of(answer)["path"]) == ("", "/desk")
        desk.stranger.cookies.set(COOKIE, cookie)
        assert refusal(await desk.stranger.get(f"{PREFIX}/me")) == (401, "not_signed_in")

    async def test_stranger_is_told_to_sign_in(self, desk):
        assert refusal(await desk.stranger.post(f"{PREFIX}/sign-out")) == (401, "not_signed_in")


class TestDuty:
    async def test_operator_goes_on_duty_and_away(self, desk):
        for state in ("on_duty", "away"):
            assert (await desk.operator.post(f"{PREFIX}/duty", json={"state": state})).json()["duty"] == state
            assert (await desk.operator.get(f"{PREFIX}/me")).json()["duty"] == state

    async def test_whoever_does_not_answer_citizens_has_no_duty(self, desk):
        answers = [(await someone.post(f"{PREFIX}/duty", json={"state": "on_duty"})).status_code for someone in desk.everybody]
        assert answers == [200, 200, 403, 403, 401]

    @pytest.mark.parametrize("state", ["off", "asleep", "", None])
    async def test_other_states_are_refused(self, desk, state):
        assert (await desk.operator.post(f"{PREFIX}/duty", json={"state": state})).status_code == 422
