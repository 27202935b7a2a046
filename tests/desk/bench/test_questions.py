from __future__ import annotations

import uuid

import pytest

from core.errors import InputError, NotFound
from desk.bench.questions import BenchQuestions, Typed
from knowledge_base.judging.dialogues import ExpectedTurn

ASKED = ExpectedTurn(text="làm giấy khai sinh", behaviour="answer", codes=["1.001193"], aspects=["fee"])
HELLO = Typed([ASKED], "hay hỏi")


@pytest.fixture
def questions(database, words):
    return BenchQuestions(database, words)


def changed(**values):
    return Typed([ASKED.model_copy(update=values)], "")


class TestAdd:
    async def test_is_kept_as_typed_the_newest_first(self, questions, editor):
        await questions.add(HELLO, editor)
        newest = await questions.add(Typed([ASKED, ASKED], ""), editor)
        kept = await questions.list_all()
        assert kept[0].id == newest.id
        assert kept[1].turns == [{"text": "làm giấy khai sinh", "behaviour": "answer", "codes": ["1.001193"], "aspects": ["fee"]}]
        assert kept[1].note == "hay hỏi"

    async def test_numbers_of_people_are_masked_before_anything_is_kept(self, questions, editor):
        typed = Typed([ASKED.model_copy(update={"text": "gọi 0912345678 hỏi khai sinh"})], "bác 079203001234")
        kept = await questions.add(typed, editor)
        assert (kept.turns[0]["text"], kept.note) == ("gọi [số điện thoại] hỏi khai sinh", "bác [số giấy tờ]")

    async def test_alternatives_of_behaviour_are_taken(self, questions, editor):
        assert (await questions.add(changed(behaviour="answer|clarify"), editor)).turns[0]["behaviour"] == "answer|clarify"

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            (Typed([], ""), "bad_turns"),
            (Typed([ASKED] * 11, ""), "bad_turns"),
            (Typed([ASKED], "a" * 1001), "too_long"),
            (changed(text=" \u200b\n"), "bad_text"),
            (changed(text="a" * 2001), "bad_text"),
            (changed(behaviour="none"), "bad_behaviour"),
            (changed(behaviour="answer|dance"), "bad_behaviour"),
            (changed(behaviour=""), "bad_behaviour"),
            (changed(aspects=["weather"]), "bad_aspects"),
            (changed(codes=[f"1.00000{n}" for n in range(21)]), "bad_codes"),
            (changed(codes=["1" * 201]), "bad_codes"),
        ],
    )
    async def test_refuses_what_cannot_be_judged(self, questions, editor, typed, code):
        with pytest.raises(InputError) as refused:
            await questions.add(typed, editor)
        assert refused.value.code == code
        assert await questions.list_all() == []


class TestChange:
    async def test_the_last_word_stands(self, questions, editor):
        kept = await questions.add(HELLO, editor)
        await questions.change(kept.id, changed(text="khai sinh cho con"), editor)
        (now,) = await questions.list_all()
        assert (now.id, now.turns[0]["text"]) == (kept.id, "khai sinh cho con")

    async def test_what_is_gone_is_not_found(self, questions, editor):
        kept = await questions.add(HELLO, editor)
        await questions.remove(kept.id)
        for attempt in (questions.change(kept.id, HELLO, editor), questions.remove(kept.id), questions.remove(uuid.uuid4())):
            with pytest.raises(NotFound):
                await attempt
        assert await questions.list_all() == []
