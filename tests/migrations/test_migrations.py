from __future__ import annotations

import re

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from core.migrations import migrate
from core.settings import PROJECT_ROOT


@pytest.fixture(scope="module")
def scripts():
    return ScriptDirectory.from_config(Config(str(PROJECT_ROOT / "alembic.ini")))


def config_of(url):
    config = Config(str(PROJECT_ROOT / "alembic.ini"))
    config.attributes["database_url"] = url
    return config


def objects_in(url):
    """Tables, functions and types outside PostgreSQL's own."""
    queries = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
        "SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typname NOT LIKE E'\\\\_%'",
    )
    with psycopg.connect(url) as connection:
        return {name for query in queries for (name,) in connection.execute(query)}


class TestVersions:
    def test_have_one_head(self, scripts):
        assert len(scripts.get_heads()) == 1

    def test_are_numbered_one_after_another(self, scripts):
        numbers = sorted(script.revision for script in scripts.walk_revisions())
        assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]

    def test_each_follows_the_number_before(self, scripts):
        assert [
            script.revision
            for script in scripts.walk_revisions()
            if script.down_revision != (None if script.revision == "0001" else f"{int(script.revision) - 1:04}")
        ] == []

    def test_files_are_named_number_verb_object(self):
        names = [path.name for path in (PROJECT_ROOT / "migrations" / "versions").glob("*.py")]
        assert [name for name in names if not re.fullmatch(r"\d{4}(_[a-z]+){2,}\.py", name)] == []

    def test_files_carry_the_number_of_their_revision(self, scripts):
        assert all(script.path.rpartition("/")[2].startswith(f"{script.revision}_") for script in scripts.walk_revisions())

    def test_each_says_what_it_is_for(self, scripts):
        assert all(script.doc for script in scripts.walk_revisions())


class TestMigrate:
    def test_makes_the_tables_of_the_models_and_nothing_else(self, database_url):
        command.check(config_of(database_url))

    def test_is_safe_at_every_start(self, own_database_url):
        before = objects_in(own_database_url)
        migrate(own_database_url)
        assert objects_in(own_database_url) == before

    def test_leaves_what_is_stored_alone(self, own_database_url):
        with psycopg.connect(own_database_url) as connection:
            connection.execute("UPDATE knowledge_revision SET revision = 7")
        migrate(own_database_url)
        with psycopg.connect(own_database_url) as connection:
            assert connection.execute("SELECT revision FROM knowledge_revision").fetchone() == (7,)

    def test_can_be_taken_back_and_done_again(self, own_database_url):
        before = objects_in(own_database_url)
        command.downgrade(config_of(own_database_url), "base")
        assert objects_in(own_database_url) == {"alembic_version"}
        migrate(own_database_url)
        assert objects_in(own_database_url) == before

    def test_evaluations_opened_by_the_version_before_are_marked(self, own_database_url):
        command.downgrade(config_of(own_database_url), "0009")
        with psycopg.connect(own_database_url) as connection:
            row = "INSERT INTO conversations (id, channel, external_id) VALUES (gen_random_uuid(), %s, %s)"
            connection.cursor().executemany(row, [("trial", "evaluation"), ("webchat", "citizen")])
        migrate(own_database_url)
        with psycopg.connect(own_database_url) as connection:
            assert connection.execute("SELECT external_id FROM conversations WHERE is_trial").fetchall() == [("evaluation",)]

    def test_versions_that_lost_when_they_came_are_told_from_those_that_were_public(self, own_database_url):
        command.downgrade(config_of(own_database_url), "0018")
        # By origin, state and date: newer and older than what stood, behind an edit, behind a take-down.
        versions = [
            ("1.000001", 1, "shipped", "archived", "2026-01-01"),
            ("1.000001", 2, "imported", "archived", "2025-01-01"),
            ("1.000001", 3, "imported", "archived", "2026-06-01"),
            ("1.000001", 4, "edited", "published", "2026-06-02"),
            ("1.000001", 5, "imported", "archived", "2026-09-01"),
            ("1.000002", 1, "shipped", "taken_down", "2026-01-01"),
            ("1.000002", 2, "imported", "archived", "2026-09-01"),
        ]
        with psycopg.connect(own_database_url) as connection:
            row = """
                INSERT INTO entry_versions (kind, key, version, origin, state, as_of, record, content_hash, author)
                VALUES ('procedure', %s, %s, %s, %s, %s, '{"name": "x"}', '', '')
            """
            connection.cursor().executemany(row, versions)
        migrate(own_database_url)
        with psycopg.connect(own_database_url) as connection:
            lost = connection.execute("SELECT key, version FROM entry_versions WHERE never_public ORDER BY key, version").fetchall()
            assert lost == [("1.000001", 2), ("1.000001", 5), ("1.000002", 2)]
