from __future__ import annotations

import asyncio
import re

import pytest
from typer.testing import CliRunner

from app.cli import app
from core.db import Database
from core.errors import HotlineError
from staff.audit import list_entries
from staff.repository import StaffRepository
from tests.desk.personas import PASSWORD

_MADE = re.compile(r"Mật khẩu tạm: (\S+)")


@pytest.fixture
def run(database_url, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments, typed=None):
        return CliRunner().invoke(app, ["user", *arguments], input=typed)

    return run


@pytest.fixture
def add(run):
    return lambda name, *options, **typed: run("add", name, "--display", f"Họ {name}", "--role", "operator", *options, **typed)


@pytest.fixture
def kept(database_url):
    def kept(username):
        async def find():
            database = Database(database_url, pool_size=1)
            async with database.session() as session:
                member = await StaffRepository(session).find_by_username(username)
            await database.close()
            return member

        return asyncio.run(find())

    return kept


@pytest.fixture
def actions(database_url):
    def actions():
        async def find():
            database = Database(database_url, pool_size=1)
            async with database.session() as session:
                page = await list_entries(session)
            await database.close()
            return [line.entry.action for line in reversed(page.lines)]

        return asyncio.run(find())

    return actions


def refused(result):
    assert result.exit_code != 0
    assert isinstance(result.exception, HotlineError)
    return result.exception


class TestAdd:
    def test_password_is_made_printed_once_and_must_be_changed(self, add, kept):
        result = add("lan")
        assert result.exit_code == 0
        assert len(_MADE.findall(result.output)) == 1
        assert "đổi ở lần đăng nhập đầu" in result.output
        assert kept("lan").must_change_password

    def test_password_from_standard_input_is_not_printed(self, add, kept):
        result = add("lan", "--password-stdin", typed=f"{PASSWORD}\n")
        assert result.exit_code == 0
        assert PASSWORD not in result.output
        assert "phải đổi mật khẩu này" in result.output
        assert kept("lan").must_change_password

    def test_a_password_that_its_owner_chose_stays(self, add, kept):
        assert "đổi mật khẩu" not in add("lan", "--password-stdin", "--own-password", typed=f"{PASSWORD}\n").output
        assert not kept("lan").must_change_password

    def test_a_made_up_password_is_nobodys_own(self, add, kept):
        add("lan", "--own-password")
        assert kept("lan").must_change_password

    def test_roles_and_group_are_kept(self, add, kept):
        assert "tổng đài viên, giám sát" in add("lan", "--role", "supervisor", "--group", "đất đai").output
        assert (kept("lan").roles, kept("lan").group_name) == (["operator", "supervisor"], "đất đai")

    @pytest.mark.parametrize(
        ("name", "options", "typed", "words"),
        [
            ("lân", (), None, "chữ cái không dấu"),
            ("lan", ("--role", "boss"), None, "Không có vai trò «boss»"),
            ("lan", ("--password-stdin",), "ngắn\n", "ít nhất 12 ký tự"),
            ("lan", ("--password-stdin",), "", "Không đọc được mật khẩu"),
        ],
    )
    def test_what_cannot_be_is_refused_in_words(self, add, kept, name, options, typed, words):
        assert words in refused(add(name, *options, typed=typed)).message
        assert kept("lan") is None

    def test_second_one_of_a_name_is_refused(self, add):
        add("lan")
        assert "Đã có người dùng tên" in refused(add("LAN")).message


class TestList:
    def test_says_how_to_begin_when_there_is_nobody(self, run):
        assert "hotline user add" in run("list").output

    def test_shows_everybody_and_how_they_are(self, run, add):
        add("lan")
        add("hoa", "--password-stdin", "--own-password", typed=PASSWORD)
        add("minh", "--group", "[đỏ]")
        run("disable", "minh")
        lines = run("list").output
        for name, state in (("lan", "chưa đổi mật khẩu tạm"), ("hoa", "chưa cài mã hai bước"), ("minh", "đã khóa")):
            assert re.search(rf"│ {name} .*{state}", lines), name
        assert "[đỏ]" in lines
        assert "argon2" not in lines


class TestDisable:
    def test_and_enable_turn_the_account_off_and_on(self, run, add, kept):
        add("lan")
        assert run("disable", "lan").exit_code == 0
        assert not kept("lan").is_active
        assert run("enable", "lan").exit_code == 0
        assert kept("lan").is_active

    def test_unknown_name_is_refused_in_words(self, run):
        assert refused(run("disable", "khong.co.ai")).message == "Không có tài khoản này."


class TestRoles:
    def test_are_replaced(self, run, add, kept):
        add("lan")
        assert "quản trị" in run("roles", "lan", "--role", "admin").output
        assert kept("lan").roles == ["admin"]


class TestResetPassword:
    def test_new_one_is_printed_once(self, run, add, kept):
        add("lan", "--password-stdin", typed=PASSWORD)
        before = kept("lan").password_hash
        assert len(_MADE.findall(run("reset-password", "lan").output)) == 1
        assert kept("lan").password_hash != before
        assert kept("lan").must_change_password


class TestResetCode:
    def test_takes_the_second_factor_away(self, run, add, kept, actions):
        add("lan")
        assert "cài lại" in run("reset-code", "lan").output
        assert kept("lan").totp_secret == ""
        assert actions() == ["member_added", "second_factor_reset"]
