from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace

import pytest

from core.errors import Conflict, InputError, NotFound
from desk.furniture.canned_replies import CannedReplies, Draft, ship_canned_replies, unknown_variables
from staff.audit import list_entries

HELLO = Draft("chao", "Chào", "Chào {ten_nguoi_dan}, tôi là {ten_can_bo}.")


@pytest.fixture
def replies(database, words):
    return CannedReplies(database, words)


async def audited(database):
    async with database.session() as session:
        return [(line.entry.action, line.entry.details["shortcut"]) for line in (await list_entries(session)).lines]


class TestAdd:
    async def test_is_listed_by_shortcut_and_audited(self, database, replies, editor):
        await replies.add(HELLO, editor)
        await replies.add(replace(HELLO, shortcut="a-1"), editor)
        assert [reply.shortcut for reply in await replies.list_all()] == ["a-1", "chao"]
        assert await audited(database) == [("canned_reply_added", "a-1"), ("canned_reply_added", "chao")]

    async def test_a_shortcut_that_is_taken_is_a_conflict_with_words(self, replies, editor):
        await replies.add(HELLO, editor)
        with pytest.raises(Conflict, match="«chao»"):
            await replies.add(HELLO, editor)

    async def test_of_two_at_once_one_is_kept(self, replies, editor):
        outcomes = await asyncio.gather(*(replies.add(HELLO, editor) for _ in range(4)), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes].count(Conflict) == 3

    @pytest.mark.parametrize("shortcut", ["", "Chao", "chào", "xin chao", "a" * 31, "a_b", "a\nb"])
    async def test_refuses_shortcuts_that_are_hard_to_type(self, replies, editor, shortcut):
        with pytest.raises(InputError) as refused:
            await replies.add(replace(HELLO, shortcut=shortcut), editor)
        assert refused.value.code == "bad_shortcut"

    @pytest.mark.parametrize(
        ("draft", "code"),
        [
            (replace(HELLO, title=" \u200b "), "bad_title"),
            (replace(HELLO, title="a" * 101), "bad_title"),
            (replace(HELLO, text=" \n "), "bad_text"),
            (replace(HELLO, text="a" * 2001), "bad_text"),
        ],
    )
    async def test_refuses_what_is_empty_or_too_long(self, replies, editor, draft, code):
        with pytest.raises(InputError) as refused:
            await replies.add(draft, editor)
        assert refused.value.code == code

    async def test_names_the_variables_it_does_not_know(self, replies, editor):
        with pytest.raises(InputError, match=r"\{ten\}, \{Ma_tra_cuu\}") as refused:
            await replies.add(replace(HELLO, text="{ten} {ten} {Ma_tra_cuu} {thu_tuc}"), editor)
        assert "{so_tong_dai}" in refused.value.message


class TestUnknownVariables:
    @pytest.mark.parametrize(
        ("text", "unknown"),
        [
            ("không có gì", []),
            ("{ten_nguoi_dan}{thu_tuc}", []),
            ("{ ten_nguoi_dan }", ["{ ten_nguoi_dan }"]),
            ("{}", ["{}"]),
            ("{ten_nguoi_dan", ["{ten_nguoi_dan"]),
            ("thừa }", ["}"]),
            ("{{thu_tuc}}", ["{", "}"]),
        ],
    )
    def test_gives_them_as_written(self, text, unknown):
        assert unknown_variables(text) == unknown


class TestChange:
    async def test_keeps_the_new_words(self, database, replies, editor):
        reply = await replies.add(HELLO, editor)
        changed = await replies.change(reply.id, Draft("hello", "Chào mới", "Chào"), editor)
        assert (changed.shortcut, changed.title, changed.text, changed.changed_by) == ("hello", "Chào mới", "Chào", editor)
        assert (await audited(database))[0] == ("canned_reply_changed", "hello")

    async def test_its_own_shortcut_is_no_conflict_another_ones_is(self, replies, editor):
        reply = await replies.add(HELLO, editor)
        await replies.add(replace(HELLO, shortcut="khac"), editor)
        await replies.change(reply.id, replace(HELLO, title="Khác"), editor)
        with pytest.raises(Conflict):
            await replies.change(reply.id, replace(HELLO, shortcut="khac"), editor)

    async def test_refused_for_a_reply_that_is_not_there(self, replies, editor):
        with pytest.raises(NotFound):
            await replies.change(uuid.uuid4(), HELLO, editor)


class TestRemove:
    async def test_is_gone_and_audited(self, database, replies, editor):
        reply = await replies.add(HELLO, editor)
        await replies.remove(reply.id, editor)
        assert list(await replies.list_all()) == []
        assert (await audited(database))[0] == ("canned_reply_removed", "chao")
        with pytest.raises(NotFound):
            await replies.remove(reply.id, editor)


class TestShipCannedReplies:
    async def test_fills_an_empty_table_once(self, database, replies):
        shipped = await ship_canned_replies(database)
        assert shipped == len(await replies.list_all()) >= 14
        assert await ship_canned_replies(database) == 0

    async def test_two_processes_at_once_ship_once(self, database, replies):
        counts = await asyncio.gather(*(ship_canned_replies(database) for _ in range(3)))
        assert sorted(counts)[:2] == [0, 0]
        assert len(await replies.list_all()) == max(counts)

    async def test_leaves_what_staff_wrote_alone(self, database, replies, editor):
        await replies.add(HELLO, editor)
        assert await ship_canned_replies(database) == 0

    async def test_ships_only_what_staff_could_have_written(self, database, replies, editor):
        await ship_canned_replies(database)
        for reply in await replies.list_all():
            await replies.change(reply.id, Draft(reply.shortcut, reply.title, reply.text), editor)
