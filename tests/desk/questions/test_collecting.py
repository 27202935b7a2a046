from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

from sqlalchemy import text

from conversations.models import Message
from core.clock import utc_now
from core.erasing import ERASED
from desk.questions.collecting import Collecting
from tests.desk.histories import add_member
from tests.desk.questions.talks import (
    ASKS_BACK,
    ASKS_FOR_PERSON,
    CHOSEN,
    GREETED,
    MISSED,
    PATIENCE,
    SURE,
    UNSURE,
    Talk,
    clusters,
    items,
    mark,
    thumb,
    what_was_learned,
)


class TestEachReasonOnce:
    async def test_what_was_not_understood(self, database, collecting, talk):
        await talk.turn("xin so nha", MISSED)
        await collecting.walk()
        assert await what_was_learned(database) == [("xin so nha", ["not_understood"])]

    async def test_what_was_answered_with_low_confidence(self, database, collecting, talk):
        await talk.turn("thuê mặt nước nuôi cá", UNSURE)
        await talk.turn("làm giấy khai sinh", SURE)
        await collecting.walk()
        assert await what_was_learned(database) == [("thuê mặt nước nuôi cá", ["low_confidence"])]

    async def test_how_sure_the_bot_is_of_a_fixed_sentence_says_nothing_of_an_answer(self, database, collecting, talk):
        await talk.turn("hihi", GREETED)
        await collecting.walk()
        assert await items(database) == []

    async def test_what_was_asked_back_twice_is_the_question_before_both(self, database, collecting, talk):
        await talk.turn("giấy tờ nhà đất", ASKS_BACK)
        await talk.turn("cái thứ ba", ASKS_BACK)
        await talk.turn("2", CHOSEN)
        await collecting.walk()
        assert await what_was_learned(database) == [("giấy tờ nhà đất", ["asked_back"])]

    async def test_asked_back_once_is_as_it_should_be(self, database, collecting, talk):
        await talk.turn("giấy tờ nhà đất", ASKS_BACK)
        await talk.turn("2", CHOSEN)
        await collecting.walk()
        assert await items(database) == []

    async def test_asked_back_once_and_left_is_work_after_a_while(self, database, collecting, talk):
        await talk.turn("giấy tờ nhà đất", ASKS_BACK)
        await collecting.walk()
        assert await what_was_learned(database) == [("giấy tờ nhà đất", ["left"])]

    async def test_who_may_still_be_reading_the_question_back_has_not_left(self, database, collecting):
        await (await Talk.begin(database, utc_now() - PATIENCE + timedelta(minutes=1))).turn("giấy tờ nhà đất", ASKS_BACK)
        await collecting.walk()
        assert await items(database) == []

    async def test_saying_goodbye_is_no_answer_to_a_question_back(self, database, collecting, talk):
        await talk.turn("giấy tờ nhà đất", ASKS_BACK)
        await talk.turn("thôi cảm ơn", GREETED)
        await collecting.walk()
        assert await what_was_learned(database) == [("giấy tờ nhà đất", ["left"])]

    async def test_who_comes_back_only_after_that_had_left(self, database, collecting, talk):
        await talk.turn("giấy tờ nhà đất", ASKS_BACK)
        talk.at += PATIENCE
        await talk.turn("làm căn cước", SURE)
        await collecting.walk()
        assert await what_was_learned(database) == [("giấy tờ nhà đất", ["left"])]

    async def test_what_came_before_somebody_asked_for_a_person(self, database, collecting, talk):
        await talk.turn("nuôi chó phải đăng ký không", SURE)
        await talk.turn("cảm ơn", GREETED)
        await talk.turn("cho gặp người thật", ASKS_FOR_PERSON, sender="system")
        await collecting.walk()
        assert await what_was_learned(database) == [("nuôi chó phải đăng ký không", ["handed_over"])]

    async def test_who_asks_for_a_person_first_has_asked_the_bot_nothing(self, database, collecting, talk):
        await talk.turn("cho gặp người thật", ASKS_FOR_PERSON, sender="system")
        await collecting.walk()
        assert await items(database) == []

    async def test_the_second_miss_hands_over(self, database, collecting, talk):
        await talk.turn("đèn đường hư", MISSED)
        await talk.turn("bóng đèn ngoài ngõ ấy", MISSED | {"step": "utter_not_understood_again", "handover": "not_understood"})
        await collecting.walk()
        assert await what_was_learned(database) == [
            ("đèn đường hư", ["not_understood"]),
            ("bóng đèn ngoài ngõ ấy", ["handed_over", "not_understood"]),
        ]

    async def test_a_pause_of_the_bot_is_no_failure_of_its_knowledge(self, database, collecting, talk):
        await talk.turn("làm căn cước", SURE | {"behaviour": "handover", "handover": "bot_paused"})
        await collecting.walk()
        assert await items(database) == []

    async def test_a_thumb_down(self, database, collecting, talk):
        reply = await talk.turn("cúp điện khu nào", SURE)
        other = await talk.turn("làm căn cước", SURE)
        await thumb(database, talk, reply, is_helpful=False)
        await thumb(database, talk, other, is_helpful=True)
        await collecting.walk()
        assert await what_was_learned(database) == [("cúp điện khu nào", ["thumbs_down"])]

    async def test_a_thumb_under_what_was_chosen_is_about_what_was_asked(self, database, collecting, talk):
        await talk.turn("giấy tờ nhà đất", ASKS_BACK)
        reply = await talk.turn("2", CHOSEN)
        await thumb(database, talk, reply, is_helpful=False)
        await collecting.walk()
        assert await what_was_learned(database) == [("giấy tờ nhà đất", ["thumbs_down"])]

    async def test_an_operators_mark(self, database, collecting, talk):
        reply = await talk.turn("đăng ký xe đẩy", SURE)
        await mark(database, talk, reply, await add_member(database))
        await collecting.walk()
        assert await what_was_learned(database) == [("đăng ký xe đẩy", ["marked"])]

    async def test_several_reasons_are_one_question(self, database, collecting, talk):
        reply = await talk.turn("karaoke ồn quá", UNSURE)
        await collecting.walk()
        await thumb(database, talk, reply, is_helpful=False)
        await mark(database, talk, reply, await add_member(database))
        await collecting.walk()
        assert await what_was_learned(database) == [("karaoke ồn quá", ["low_confidence", "marked", "thumbs_down"])]
        [cluster] = await clusters(database)
        assert (cluster.items, cluster.reasons) == (1, ["low_confidence", "marked", "thumbs_down"])


class TestAgainAndAtOnce:
    async def test_walking_again_adds_nothing(self, database, collecting, talk):
        for number in range(3):
            await talk.turn(f"câu lạ {number}", MISSED)
        assert await collecting.walk() == 3
        assert await collecting.walk() == 0
        assert len(await items(database)) == 3

    async def test_what_is_new_is_added(self, database, collecting, talk):
        await talk.turn("xin số nhà", MISSED)
        await collecting.walk()
        await talk.turn("xin cấp số nhà", MISSED)
        await collecting.walk()
        assert [item.text for item in await items(database)] == ["xin số nhà", "xin cấp số nhà"]

    async def test_more_than_one_batch(self, database, collecting, talk):
        for number in range(120):
            await talk.turn(f"câu hỏi lạ số {number}", MISSED)
        await collecting.walk()
        assert len(await items(database)) == 120

    async def test_two_workers_at_once_collect_each_question_once(self, database, talk):
        for number in range(60):
            await talk.turn(f"phản ánh số {number} về trâu bò thả rông", MISSED)
        workers = [Collecting(database, 0.6, PATIENCE) for _ in range(4)]
        await asyncio.gather(*(worker.walk() for worker in workers))
        await workers[0].walk()
        found = await items(database)
        assert len(found) == len({item.message_id for item in found}) == 60
        assert sum(cluster.items for cluster in await clusters(database)) == 60

    async def test_what_was_begun_before_and_stored_after_is_not_passed_by(self, database, collecting, talk):
        async with database.session() as slow:
            # Its reply will carry the time at which this transaction began.
            began_at = await slow.scalar(text("SELECT now()"))
            await talk.turn("hỏi sau", MISSED)
            # One second before now: the turn itself goes on by one.
            talk.at = utc_now() - timedelta(seconds=1)
            await talk.turn("hỏi trong lúc đó", MISSED)
            await collecting.walk()
            before = await what_was_learned(database)
            late = {"conversation_id": talk.id, "created_at": began_at}
            asked = Message(id=uuid.uuid4(), seq=90, sender="citizen", kind="message", text="chậm", **late)
            slow.add(asked)
            await slow.flush()
            reply = {"id": uuid.uuid4(), "seq": 91, "sender": "bot", "kind": "reply", "text": "", "in_reply_to": asked.id}
            slow.add(Message(**reply, **late, details=MISSED))
        await collecting.walk()
        assert [said for said, _ in before] == ["hỏi sau"]
        assert sorted(said for said, _ in await what_was_learned(database)) == ["chậm", "hỏi sau", "hỏi trong lúc đó"]

    async def test_a_question_that_somebody_holds_is_left_for_the_next_walk(self, database, collecting, talk):
        await talk.turn("xin số nhà", MISSED)
        async with database.session() as other:
            await other.execute(text("SELECT id FROM messages WHERE sender = 'citizen' FOR UPDATE"))
            await collecting.walk()
            assert await items(database) == []
        await collecting.walk()
        assert len(await items(database)) == 1


class TestWhatIsLeftOut:
    async def test_trials(self, database, collecting):
        trial = await Talk.begin(database, is_trial=True)
        reply = await trial.turn("xin số nhà", MISSED)
        await thumb(database, trial, reply, is_helpful=False)
        await collecting.walk()
        assert await items(database) == []

    async def test_words_that_were_deleted(self, database, collecting, talk):
        await talk.turn(ERASED, MISSED)
        await talk.turn("xin số nhà", MISSED)
        await collecting.walk()
        assert [item.text for item in await items(database)] == ["xin số nhà"]

    async def test_numbers_and_names(self, database, collecting):
        talk = await Talk.begin(database, citizen_name="Bé Na")
        await talk.turn("làm khai sinh cho bé na, gọi em 0912345678", MISSED)
        await collecting.walk()
        assert await what_was_learned(database) == [("làm khai sinh cho [tên], gọi em [số điện thoại]", ["not_understood"])]


class TestTakenBack:
    async def test_a_thumb_that_turns_up_takes_the_question_back(self, database, collecting, talk):
        reply = await talk.turn("cúp điện khu nào", SURE)
        await thumb(database, talk, reply, is_helpful=False)
        await collecting.walk()
        await thumb(database, talk, reply, is_helpful=True)
        await collecting.walk()
        assert await items(database) == []
        assert await clusters(database) == []

    async def test_other_reasons_stay(self, database, collecting, talk):
        reply = await talk.turn("cúp điện khu nào", UNSURE)
        await thumb(database, talk, reply, is_helpful=False)
        await collecting.walk()
        await thumb(database, talk, reply, is_helpful=True)
        await collecting.walk()
        assert await what_was_learned(database) == [("cúp điện khu nào", ["low_confidence"])]
        assert [cluster.reasons for cluster in await clusters(database)] == [["low_confidence"]]


class TestSimilarOnesTogether:
    async def test_the_same_question_of_many_is_one_cluster(self, database, collecting):
        asked = ["xin cấp số nhà", "xin so nha", "Em xin cấp số nhà ạ!", "cấp số nhà cho nhà mới", "đốt rác khói quá"]
        for number, said in enumerate(asked, start=1):
            talk = await Talk.begin(database, utc_now() - timedelta(days=number))
            await talk.turn(said, MISSED)
        await collecting.walk()
        assert [cluster.items for cluster in await clusters(database)] == [4, 1]

    async def test_few_of_a_large_cluster_are_compared_with(self, database, collecting, talk):
        for number in range(30):
            await talk.turn(f"đèn đường hư ở tổ {number} khu chợ", MISSED)
            await talk.turn("đèn đường hư khu chợ", MISSED)
        await collecting.walk()
        largest = (await clusters(database))[0]
        assert largest.items == 60
        assert sum(item.is_exemplar for item in await items(database)) <= 12
