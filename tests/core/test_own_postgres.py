from __future__ import annotations

import socket
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from core.errors import Unavailable
from core.own_postgres import database_url
from core.settings import Settings


@pytest.fixture
def folder():
    """Short and open to the server's own user, which a folder of pytest's is not."""
    with TemporaryDirectory(prefix="hotline-own-") as path:
        yield Path(path)


@pytest.fixture
def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def settings_of(url="", var_dir=Path("/nonexistent")):
    return Settings(_env_file=None, database_url=url, var_dir=var_dir)


def refusal(settings):
    with pytest.raises(Unavailable) as caught, database_url(settings):
        pass
    return caught.value


class TestGivenServer:
    def test_is_used_as_it_is_and_left_running(self, postgres):
        with database_url(settings_of(postgres)) as url:
            assert url == postgres
        psycopg.connect(postgres).close()

    def test_that_does_not_answer_is_said_in_words_for_the_administrator(self, closed_port):
        error = refusal(settings_of(f"postgresql://hotline:passw0rd@127.0.0.1:{closed_port}/hotline"))
        assert error.code == "database"
        assert error.message.startswith("DATABASE_URL không trả lời: ")
        assert "passw0rd" not in error.message

    def test_without_the_database_is_said_too(self, postgres):
        assert "nowhere" in refusal(settings_of(postgres.replace("/postgres?", "/nowhere?"))).message

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql+psycopg"])
    def test_may_be_named_as_other_programs_name_it(self, postgres, scheme):
        with database_url(settings_of(postgres.replace("postgresql", scheme, 1))) as url:
            assert url.startswith(f"{scheme}://")

    @pytest.mark.parametrize("url", ["hotline:passw0rd", "host=db password=passw0rd", "mysql://h:passw0rd@db:x/h", "://passw0rd"])
    def test_with_an_address_that_is_none_is_said_without_showing_it(self, url):
        error = refusal(settings_of(url))
        assert error.message.startswith("DATABASE_URL")
        assert "passw0rd" not in error.message


class TestOwnServer:
    def test_keeps_its_data_from_one_start_to_the_next(self, folder):
        with database_url(settings_of(var_dir=folder)) as url, psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept (note text)")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url)
        with database_url(settings_of(var_dir=folder)) as url, psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)

    def test_says_where_it_cannot_keep_its_data(self, folder):
        (folder / "var").write_text("a file, not a folder", encoding="utf-8")
        error = refusal(settings_of(var_dir=folder / "var"))
        assert error.code == "data_folder"
        assert str(folder / "var") in error.message

    def test_says_when_the_data_are_of_another_version(self, folder):
        (folder / "postgres").mkdir()
        (folder / "postgres" / "PG_VERSION").write_text("9", encoding="ascii")
        assert refusal(settings_of(var_dir=folder)).code == "data_folder"

    def test_says_when_the_data_are_damaged(self, folder):
        (folder / "postgres").mkdir()
        (folder / "postgres" / "PG_VERSION").write_text("18", encoding="ascii")
        assert refusal(settings_of(var_dir=folder)).code == "data_folder"
