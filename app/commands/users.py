"""`hotline user`: accounts for the desk. Needs the database only; the first administrator comes from here."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.setup import prepare_database
from app.wiring.staff import membership
from app.wiring.words import words_of
from core.clock import utc_now
from core.db import Database
from core.errors import InputError
from core.own_postgres import database_url
from core.settings import Settings
from core.words import Words
from staff.membership import Changes, Membership, NewMember
from staff.models import Role, StaffMember

Username = Annotated[str, typer.Argument(metavar="TÊN", help="Tên đăng nhập.")]
Roles = Annotated[list[str], typer.Option("--role", help="operator, supervisor, editor hoặc admin; ghi nhiều lần nếu có nhiều vai trò.")]

app = typer.Typer(no_args_is_help=True)


@app.command("add", help="Thêm tài khoản; không cho mật khẩu thì chương trình tự đặt và in ra một lần.")
def add(
    username: Username,
    display: Annotated[str, typer.Option("--display", help="Họ tên hiển thị.")],
    role: Roles,
    group: Annotated[str, typer.Option("--group", help="Nhóm nhận chuyển tiếp, ví dụ «đất đai».")] = "",
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Đọc mật khẩu từ đầu vào chuẩn.")] = False,
    own_password: Annotated[
        bool, typer.Option("--own-password", help="Mật khẩu đó do chính người dùng chọn: không phải đổi ở lần đăng nhập đầu.")
    ] = False,
) -> None:
    new = NewMember(username, display, _roles(role), group)
    password = _password_given() if password_stdin else None
    added = _with_members(lambda members: members.add(new, by=None, password=password, is_own=own_password and password_stdin))
    member = added.member
    _say("added", username=member.username, display_name=member.display_name, roles=_names(member.roles))
    _say_password(added.password)
    if added.password is None and member.must_change_password:
        _say("given_password")


@app.command("list", help="Liệt kê tài khoản.")
def list_members() -> None:
    members = _with_members(lambda kept: kept.list_all())
    words = _words()
    if not members:
        _say("nobody")
        return
    table = Table(*(words.say(f"column_{name}") for name in ("username", "display_name", "roles", "group", "state")))
    for member in members:
        cells = (member.username, member.display_name, _names(member.roles), member.group_name, words.say(_state(member)))
        table.add_row(*map(Text, cells))
    Console().print(table)


@app.command("disable", help="Khóa tài khoản và kết thúc mọi phiên đăng nhập của tài khoản đó.")
def disable(username: Username) -> None:
    _say("disabled", username=_change(username, Changes(is_active=False)).username)


@app.command("enable", help="Mở lại tài khoản đã khóa.")
def enable(username: Username) -> None:
    _say("enabled", username=_change(username, Changes(is_active=True)).username)


@app.command("roles", help="Đặt lại vai trò của một tài khoản.")
def roles(username: Username, role: Roles) -> None:
    member = _change(username, Changes(roles=_roles(role)))
    _say("roles_changed", username=member.username, roles=_names(member.roles))


@app.command("reset-password", help="Đặt mật khẩu tạm, in ra một lần; cũng bỏ tạm khóa do nhập sai.")
def reset_password(username: Username) -> None:
    async def reset(members: Membership) -> tuple[str, str]:
        member = await members.get_by_username(username)
        return member.username, await members.reset_password(member.id, by=None)

    name, password = _with_members(reset)
    _say("password_reset", username=name)
    _say_password(password)


@app.command("reset-code", help="Xóa mã xác thực hai bước khi mất điện thoại.")
def reset_code(username: Username) -> None:
    async def reset(members: Membership) -> str:
        member = await members.get_by_username(username)
        await members.reset_code(member.id, by=None)
        return member.username

    _say("code_reset", username=_with_members(reset))


def _change(username: str, changes: Changes) -> StaffMember:
    async def change(members: Membership) -> StaffMember:
        member = await members.get_by_username(username)
        return await members.change(member.id, changes, by=None)

    return _with_members(change)


def _with_members[Result](work: Callable[[Membership], Awaitable[Result]]) -> Result:
    settings = Settings()

    async def run(url: str) -> Result:
        database = Database(url, pool_size=1)
        try:
            return await work(membership(settings, database))
        finally:
            await database.close()

    with database_url(settings) as url:
        prepare_database(url)
        return asyncio.run(run(url))


def _roles(given: Iterable[str]) -> list[Role]:
    """Raises InputError naming what is no role."""
    known = {role.value: role for role in Role}
    for name in given:
        if name not in known:
            raise InputError("unknown_role", _words().say("unknown_role", role=name))
    return [known[name] for name in given]


def _password_given() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise InputError("no_password", _words().say("no_password"))
    return password


def _state(member: StaffMember) -> str:
    if not member.is_active:
        return "state_disabled"
    if member.locked_until is not None and member.locked_until > utc_now():
        return "state_locked"
    if member.must_change_password:
        return "state_new"
    return "state_ready" if member.totp_secret else "state_no_code"


def _names(kept: Iterable[str]) -> str:
    words = _words()
    return ", ".join(words.say(f"role_{role}") for role in kept)


def _say_password(password: str | None) -> None:
    if password is not None:
        _say("made_password", password=password)
        _say("once")


def _say(key: str, **values: object) -> None:
    Console().print(_words().say(key, **values), markup=False, highlight=False)


def _words() -> Words:
    return words_of(Settings(), "app/commands/users.yml")
