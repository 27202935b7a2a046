from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest

from core.errors import Unavailable
from core.secret_keeping import SecretKeeper
from staff.one_time_codes import OneTimeCodes
from tests.staff.conftest import KEY


class TestAcceptedStep:
    @pytest.mark.parametrize("steps", [-1, 0, 1])
    def test_a_code_of_half_a_minute_ago_or_ahead_is_accepted(self, codes, phone, clock, steps):
        step = codes.accepted_step(phone.secret, phone.code(steps=steps), 0)
        assert step == pyotp.TOTP(phone.secret).timecode(clock()) + steps

    @pytest.mark.parametrize("steps", [-2, 2])
    def test_a_code_further_off_is_not(self, codes, phone, steps):
        assert codes.accepted_step(phone.secret, phone.code(steps=steps), 0) is None

    def test_a_code_works_once(self, codes, phone):
        step = codes.accepted_step(phone.secret, phone.code(), 0)
        assert step is not None
        assert codes.accepted_step(phone.secret, phone.code(), step) is None

    def test_an_older_code_does_not_work_after_a_newer_one(self, codes, phone):
        step = codes.accepted_step(phone.secret, phone.code(), 0)
        assert step is not None
        assert codes.accepted_step(phone.secret, phone.code(steps=-1), step) is None

    def test_blanks_as_apps_show_them_make_no_difference(self, codes, phone):
        code = phone.code()
        assert codes.accepted_step(phone.secret, f" {code[:3]} {code[3:]} ", 0) is not None

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "12345a", "１２３４５６", "\x00" * 6, "12345\ud83d"])
    def test_what_is_no_code_is_refused(self, codes, phone, code):
        assert codes.accepted_step(phone.secret, code, 0) is None


class TestEnrolment:
    def test_names_service_and_member_and_holds_the_secret(self, codes):
        enrolment = codes.enrolment("lan", "a session")
        address = urlsplit(enrolment.uri)
        assert (address.scheme, address.netloc, unquote(address.path)) == ("otpauth", "totp", "/1022 Đồng Nai:lan")
        assert parse_qs(address.query)["secret"] == [enrolment.secret]
        assert pyotp.parse_uri(enrolment.uri).secret == enrolment.secret
        assert enrolment.qr_svg.startswith("<svg ")

    def test_is_the_same_when_asked_again_and_another_for_another_session(self, codes):
        assert codes.enrolment("lan", "a session") == codes.enrolment("lan", "a session")
        assert codes.enrolment("lan", "another").secret != codes.enrolment("lan", "a session").secret

    def test_secret_has_160_bits(self, codes):
        assert len(pyotp.TOTP(codes.offered_secret("a session")).byte_secret()) == 20

    def test_secret_is_another_one_with_another_key(self, codes, words):
        other = OneTimeCodes(SecretKeeper(["x" * 32]), words, "1022")
        assert other.offered_secret("a session") != codes.offered_secret("a session")


class TestSeal:
    def test_sealed_secret_cannot_be_read_and_opens_again(self, codes, phone):
        sealed = codes.seal(phone.secret)
        assert phone.secret not in sealed
        assert codes.open(sealed) == phone.secret

    def test_opens_what_a_key_of_the_past_sealed(self, codes, phone, words):
        rotated = OneTimeCodes(SecretKeeper(["new" * 11, KEY]), words, "1022")
        assert rotated.open(codes.seal(phone.secret)) == phone.secret

    def test_says_so_when_the_key_is_gone(self, codes, phone, words):
        other = OneTimeCodes(SecretKeeper(["x" * 32]), words, "1022")
        with pytest.raises(Unavailable, match="khóa"):
            other.open(codes.seal(phone.secret))
