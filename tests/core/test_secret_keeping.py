from __future__ import annotations

from stat import S_IMODE

import pytest

from core.secret_keeping import SealBroken, SecretKeeper, kept_secret, new_token, same, token_hash

KEY, OTHER = "một khóa dài hơn ba mươi hai ký tự", "another key of more than 32 letters"


class TestSecretKeeper:
    def test_sealed_text_cannot_be_read_and_opens_again(self):
        keeper = SecretKeeper([KEY])
        sealed = keeper.seal("chữ ký")
        assert "chữ ký" not in sealed
        assert keeper.open(sealed) == "chữ ký"

    def test_the_same_text_is_sealed_differently_each_time(self):
        keeper = SecretKeeper([KEY])
        assert keeper.seal("a") != keeper.seal("a")

    def test_another_key_opens_nothing(self):
        with pytest.raises(SealBroken):
            SecretKeeper([OTHER]).open(SecretKeeper([KEY]).seal("a"))

    @pytest.mark.parametrize("broken", ["", "a", "plain text", "chữ"])
    def test_what_was_never_sealed_does_not_open(self, broken):
        with pytest.raises(SealBroken):
            SecretKeeper([KEY]).open(broken)

    def test_changed_text_does_not_open(self):
        sealed = SecretKeeper([KEY]).seal("a")
        with pytest.raises(SealBroken):
            SecretKeeper([KEY]).open(sealed[:50] + ("A" if sealed[50] != "A" else "B") + sealed[51:])

    def test_a_key_of_the_past_opens_and_the_present_one_seals(self):
        rotated = SecretKeeper([OTHER, KEY])
        assert rotated.open(SecretKeeper([KEY]).seal("a")) == "a"
        assert SecretKeeper([OTHER]).open(rotated.seal("a")) == "a"


class TestDerive:
    def test_gives_the_same_bytes_for_the_same_purpose_and_key_only(self):
        derived = SecretKeeper([KEY]).derive("a")
        assert len(derived) == 32
        assert derived == SecretKeeper([KEY]).derive("a")
        assert derived != SecretKeeper([KEY]).derive("b")
        assert derived != SecretKeeper([OTHER]).derive("a")


class TestKeptSecret:
    def test_is_made_once_and_can_be_read_by_its_owner_only(self, tmp_path):
        path = tmp_path / "secrets" / "some_key"
        first = kept_secret(path)
        assert len(first) >= 32
        assert kept_secret(path) == first
        assert S_IMODE(path.stat().st_mode) == 0o600
        assert S_IMODE(path.parent.stat().st_mode) == 0o700


class TestTokens:
    def test_a_token_has_32_random_bytes(self):
        tokens = {new_token() for _ in range(100)}
        assert len(tokens) == 100
        assert {len(token) for token in tokens} == {43}

    def test_hash_is_sha_256_and_takes_whatever_is_shown(self):
        assert token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        assert len(token_hash("nửa \ud83d")) == 64

    def test_same_compares_whatever_is_shown(self):
        assert same("ký tự", "ký tự")
        assert not same("ký tự", "ký tự ")
        assert not same("\ud83d", "a")
