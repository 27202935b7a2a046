from __future__ import annotations

import asyncio
import uuid

import psycopg
import pytest

from conversations.bot_pauses import BotPauses, PauseScope
from core.db import libpq_url
from core.errors import Conflict, InputError, NotFound
from core.settings import PROJECT_ROOT
from core.words import Words
from staff.audit import list_entries
from tests.desk.histories import add_member


@pytest.fixture
def pauses(database):
    return BotPauses(database, Words(PROJECT_ROOT / "conversations" / "bot_pauses.yml"))


@pytest.fixture
async def editor(database):
    return await add_member(database, "bien-tap", roles=("editor",))


async def audited(database):
    async with database.session() as session:
        return [(line.entry.action, line.entry.details) for line in (await list_entries(session)).lines]


class TestStart:
    async def test_holds_and_is_audited(self, database, pauses, editor):
        await pauses.start(PauseScope.SECTOR, " Đất  đai ", "Luật mới", editor)
        [active] = await pauses.list_active()
        assert (active.scope, active.value, active.reason, active.started_by) == ("sector", "Đất đai", "Luật mới", editor)
        assert await audited(database) == [("bot_paused", {"scope": "sector", "value": "Đất đai", "reason": "Luật mới"})]

    async def test_the_same_twice_is_refused(self, database, pauses, editor):
        await pauses.start(PauseScope.ALL, "", "Bão", editor)
        with pytest.raises(Conflict, match="đang tạm dừng"):
            await pauses.start(PauseScope.ALL, "khác", "Bão nữa", editor)
        assert len(await audited(database)) == 1

    async def test_two_at_once_make_one(self, pauses, editor):
        tries = (pauses.start(PauseScope.PROCEDURE, "1.004873", "Sai phí", editor) for _ in range(4))
        outcomes = await asyncio.gather(*tries, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes].count(Conflict) == 3
        assert len(await pauses.list_active()) == 1

    async def test_can_be_started_again_once_it_has_ended(self, pauses, editor):
        first = await pauses.start(PauseScope.ALL, "", "Bão", editor)
        await pauses.end(first.id, editor)
        await pauses.start(PauseScope.ALL, "", "Bão nữa", editor)
        assert [pause.reason for pause in await pauses.list_active()] == ["Bão nữa"]

    @pytest.mark.parametrize(
        ("scope", "value", "reason", "code"),
        [
            (PauseScope.SECTOR, "  ", "Luật mới", "pause_needs_value"),
            (PauseScope.PROCEDURE, "1" * 201, "Sai phí", "pause_needs_value"),
            (PauseScope.ALL, "", "\u200b", "pause_needs_reason"),
            (PauseScope.ALL, "", "a" * 501, "pause_needs_reason"),
        ],
    )
    async def test_needs_a_value_and_a_reason(self, pauses, editor, scope, value, reason, code):
        with pytest.raises(InputError) as refused:
            await pauses.start(scope, value, reason, editor)
        assert refused.value.code == code

    async def test_is_told_on_the_channel_of_staff(self, database_url, pauses, editor):
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute("LISTEN staff")
            await pauses.end((await pauses.start(PauseScope.ALL, "", "Bão", editor)).id, editor)
            heard = [notice.payload async for notice in listener.notifies(timeout=5, stop_after=2)]
        assert heard == ["", ""]


class TestEnd:
    async def test_is_audited_with_who_ended_it(self, database, pauses, editor):
        supervisor = await add_member(database, "truong-ca", roles=("supervisor",))
        pause = await pauses.start(PauseScope.ALL, "", "Bão", editor)
        ended = await pauses.end(pause.id, supervisor)
        assert (ended.ended_by, ended.ended_at is not None) == (supervisor, True)
        assert await pauses.list_active() == []
        assert [action for action, _ in await audited(database)] == ["bot_pause_ended", "bot_paused"]

    async def test_refused_when_somebody_was_quicker(self, pauses, editor):
        pause = await pauses.start(PauseScope.ALL, "", "Bão", editor)
        await pauses.end(pause.id, editor)
        with pytest.raises(Conflict):
            await pauses.end(pause.id, editor)

    async def test_refused_for_a_pause_that_is_not_there(self, pauses, editor):
        with pytest.raises(NotFound):
            await pauses.end(uuid.uuid4(), editor)


class TestApplies:
    @pytest.fixture
    def applies(self, database, pauses):
        async def ask(*, procedure_codes=(), sectors=()):
            async with database.session() as session:
                return await pauses.applies(session, procedure_codes=procedure_codes, sectors=sectors)

        return ask

    async def test_none_without_a_pause(self, applies):
        assert await applies(procedure_codes=["1.004873"], sectors=["Đất đai"]) is None

    async def test_one_of_everything_always_does(self, applies, pauses, editor):
        pause = await pauses.start(PauseScope.ALL, "", "Bão", editor)
        assert (await applies()).id == pause.id
        assert (await applies(procedure_codes=["1.004873"])).id == pause.id

    async def test_a_sector_or_procedure_only_where_it_is_talked_of(self, applies, pauses, editor):
        sector = await pauses.start(PauseScope.SECTOR, "Đất đai", "Luật mới", editor)
        procedure = await pauses.start(PauseScope.PROCEDURE, "1.004873", "Sai phí", editor)
        assert (await applies(sectors=["Hộ tịch", "Đất đai"])).id == sector.id
        assert (await applies(procedure_codes=["1.004873"])).id == procedure.id
        assert await applies(procedure_codes=["Đất đai"], sectors=["1.004873"]) is None
        assert await applies() is None

    async def test_not_once_it_has_ended(self, applies, pauses, editor):
        pause = await pauses.start(PauseScope.ALL, "", "Bão", editor)
        await pauses.end(pause.id, editor)
        assert await applies() is None
