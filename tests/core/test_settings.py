from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from stat import S_IMODE

import pytest
from pydantic import ValidationError

from core.settings import Settings


def settings_in(folder, **given):
    return Settings(_env_file=None, var_dir=folder, **given)


class TestSettings:
    def test_are_read_from_the_environment(self, monkeypatch):
        monkeypatch.setenv("WEB_PORT", "9000")
        monkeypatch.setenv("DATABASE_URL", "postgresql://hotline@db/hotline")
        settings = Settings(_env_file=None)
        assert settings.web_url == "http://127.0.0.1:9000"
        assert settings.database_url == "postgresql://hotline@db/hotline"

    def test_are_read_from_a_file_whatever_else_stands_in_it(self, tmp_path, monkeypatch):
        monkeypatch.delenv("PROVINCE_NAME", raising=False)
        (tmp_path / ".env").write_text("PROVINCE_NAME=Đồng Nai mới\nSOMETHING_ELSE=1\n", encoding="utf-8")
        assert Settings(_env_file=tmp_path / ".env").province_name == "Đồng Nai mới"

    def test_fail_at_the_start_with_the_name_of_the_wrong_one(self, monkeypatch):
        monkeypatch.setenv("RASA_PORT", "tám nghìn")
        with pytest.raises(ValidationError, match="rasa_port"):
            Settings(_env_file=None)

    def test_do_not_change_while_the_program_runs(self, tmp_path):
        with pytest.raises(ValidationError, match="frozen"):
            settings_in(tmp_path).web_port = 1

    def test_show_no_secret(self, tmp_path):
        settings = settings_in(tmp_path, internal_token="s3cret", database_url="postgresql://hotline:passw0rd@db/hotline")
        assert settings.private_token == "s3cret"
        assert "s3cret" not in repr(settings)
        assert "passw0rd" not in repr(settings)


class TestPrivateToken:
    def test_is_made_at_the_first_start_and_kept(self, tmp_path):
        first = settings_in(tmp_path).private_token
        assert len(first) >= 32
        assert settings_in(tmp_path).private_token == first

    def test_differs_from_one_installation_to_another(self, tmp_path):
        assert settings_in(tmp_path / "a").private_token != settings_in(tmp_path / "b").private_token

    def test_can_be_read_by_its_owner_only(self, tmp_path):
        assert settings_in(tmp_path).private_token
        assert S_IMODE((tmp_path / "secrets" / "internal_token").stat().st_mode) == 0o600
        assert S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700

    def test_given_by_a_setting_is_not_written_down(self, tmp_path):
        assert settings_in(tmp_path, internal_token="given").private_token == "given"
        assert list(tmp_path.iterdir()) == []

    def test_is_one_for_processes_that_start_at_once(self, tmp_path):
        with ThreadPoolExecutor(8) as pool:
            tokens = set(pool.map(lambda _: settings_in(tmp_path).private_token, range(32)))
        assert len(tokens) == 1
        assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["internal_token"]


class TestSecretKeys:
    def test_one_is_made_at_the_first_start_and_kept(self, tmp_path):
        (first,) = settings_in(tmp_path).secret_keys
        assert len(first) >= 32
        assert settings_in(tmp_path).secret_keys == (first,)
        assert S_IMODE((tmp_path / "secrets" / "secret_key").stat().st_mode) == 0o600

    def test_given_ones_keep_their_order_and_are_neither_shown_nor_written_down(self, tmp_path):
        settings = settings_in(tmp_path, secret_key=f"{'n' * 32} {'o' * 40}")
        assert settings.secret_keys == ("n" * 32, "o" * 40)
        assert "nnnn" not in repr(settings)
        assert list(tmp_path.iterdir()) == []

    def test_short_one_is_refused_at_the_start_and_not_shown(self, tmp_path):
        with pytest.raises(ValidationError, match="at least 32 characters") as caught:
            settings_in(tmp_path, secret_key=f"{'n' * 32} ngắn quá")
        assert "ngắn" not in str(caught.value)
