from __future__ import annotations

import re
import threading
import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from core.errors import InputError
from staff.passwords import Passwords, made_up
from tests.desk.personas import PASSWORD
from tests.staff.conftest import CountingHasher


class TestHashed:
    async def test_is_argon2id_with_the_parameters_of_rfc_9106(self, words):
        kept = await Passwords(words).hashed(PASSWORD)
        expected = RFC_9106_LOW_MEMORY
        costs = f"m={expected.memory_cost},t={expected.time_cost},p={expected.parallelism}"
        assert kept.startswith(f"$argon2id$v=19${costs}$")

    async def test_is_another_one_each_time(self, passwords):
        assert await passwords.hashed(PASSWORD) != await passwords.hashed(PASSWORD)


class TestCheck:
    async def test_right_password_is_right(self, passwords):
        checked = await passwords.check(await passwords.hashed(PASSWORD), PASSWORD)
        assert checked.is_right
        assert checked.new_hash is None

    async def test_wrong_password_is_wrong(self, passwords):
        assert not (await passwords.check(await passwords.hashed(PASSWORD), PASSWORD + " ")).is_right

    async def test_without_a_hash_the_same_work_is_done(self, passwords, hasher):
        assert not (await passwords.check(None, PASSWORD)).is_right
        assert hasher.verified == 1

    async def test_nobodys_hash_costs_what_a_real_one_costs(self, passwords, hasher):
        await passwords.check(None, PASSWORD)
        assert extract_parameters(hasher.asked[0]) == extract_parameters(await passwords.hashed(PASSWORD))

    async def test_a_broken_hash_opens_nothing(self, passwords):
        assert not (await passwords.check("plain text", "plain text")).is_right

    async def test_hash_of_past_parameters_is_right_and_comes_with_a_new_one(self, passwords):
        old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
        checked = await passwords.check(old, PASSWORD)
        assert checked.is_right
        assert checked.new_hash is not None
        assert (await passwords.check(checked.new_hash, PASSWORD)).new_hash is None

    async def test_no_new_hash_of_a_wrong_password(self, passwords):
        old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
        assert (await passwords.check(old, "sai")).new_hash is None

    async def test_letters_typed_as_one_character_or_two_are_the_same(self, passwords):
        kept = await passwords.hashed(unicodedata.normalize("NFC", PASSWORD))
        assert (await passwords.check(kept, unicodedata.normalize("NFD", PASSWORD))).is_right

    async def test_half_a_character_is_merely_wrong(self, passwords):
        assert not (await passwords.check(await passwords.hashed(PASSWORD), "sai\ud83d\x00")).is_right

    async def test_the_event_loop_is_not_held(self, words):
        class Watched(CountingHasher):
            def verify(self, kept_hash, password):
                threads.append(threading.get_ident())
                return super().verify(kept_hash, password)

        threads: list[int] = []
        await Passwords(words, Watched()).check(None, PASSWORD)
        assert threads
        assert threading.get_ident() not in threads


class TestRequireGood:
    @pytest.mark.parametrize("password", [PASSWORD, "bốn con mèo xanh", "X" * 60 + "abcd1234" * 8, "🍚🐟🌶🍋🥢🍵🌾🐃🛶🏞🎋🪷"])
    def test_long_and_uncommon_ones_are_good(self, passwords, password):
        passwords.require_good(password, "lan")

    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("", "password_too_short"),
            ("mười một chữ"[:11], "password_too_short"),
            ("abcdefgh1 " * 13, "password_too_long"),
            ("matkhau123456", "password_too_common"),
            ("MatKhau 123456", "password_too_common"),
            ("121212121212121", "password_too_common"),
            ("nguyenvanlan", "password_is_the_name"),
            ("NguyenVanLan123", "password_is_the_name"),
            ("nguyenvanlannguyenvanlan", "password_is_the_name"),
        ],
    )
    def test_others_are_refused_with_the_reason(self, passwords, password, code):
        with pytest.raises(InputError) as caught:
            passwords.require_good(password, "nguyenvanlan")
        assert caught.value.code == code

    def test_refusal_does_not_repeat_the_password(self, passwords):
        with pytest.raises(InputError) as caught:
            passwords.require_good("matkhau123456", "lan")
        assert "matkhau" not in caught.value.message


class TestMadeUp:
    def test_is_good_and_never_the_same(self, passwords):
        made = {made_up() for _ in range(50)}
        assert len(made) == 50
        for password in made:
            passwords.require_good(password, "lan")

    def test_can_be_read_out_without_mistaking_a_letter(self):
        assert re.fullmatch(r"([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}", made_up())
