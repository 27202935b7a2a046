from __future__ import annotations

from datetime import timedelta

import pytest

from knowledge_base.editing.states import Move
from staff.notices import list_notices
from tests.knowledge_base.editing.conftest import BIRTH, NOON

LAW = [{"document_number": "118/2025/NĐ-CP"}]


@pytest.fixture
def told(database):
    """Kind, who did it and what they said; newest first."""

    async def told(member):
        async with database.session() as session:
            page = await list_notices(session, member.id)
        return [(each.kind, each.details["by"], each.details["text"]) for each in page.notices]

    return told


@pytest.fixture
async def operator(newsroom):
    return await newsroom.member("Trực", "operator")


class TestReviewers:
    async def test_all_who_may_approve_it_hear_that_it_waits(self, newsroom, lan, minh, chief, operator, told):
        await newsroom.submitted(lan, legal_bases=LAW)
        assert [await told(who) for who in (minh, chief)] == [[("draft_submitted", "Lan", "thông tư mới")]] * 2
        assert [await told(who) for who in (lan, operator)] == [[], []]

    async def test_whoever_wrote_in_it_does_not(self, newsroom, lan, minh, chief, told):
        view = await newsroom.write(await newsroom.begin(lan), lan, legal_bases=LAW)
        await newsroom.take(Move.SUBMIT, await newsroom.write(view, minh, summary="Mới."), lan, "xem giúp")
        assert (await told(minh), await told(chief)) == ([], [("draft_submitted", "Lan", "xem giúp")])

    async def test_it_leads_to_the_record(self, newsroom, database, lan, minh):
        await newsroom.submitted(lan, legal_bases=LAW)
        async with database.session() as session:
            [kept] = (await list_notices(session, minh.id)).notices
        assert (kept.details["entry"], kept.details["title"]) == ("procedure:1.000001", BIRTH.name)

    async def test_what_is_refused_is_nobodys_news(self, newsroom, lan, minh, told):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        with pytest.raises(Exception, match="không tự duyệt được"):
            await newsroom.take(Move.APPROVE, view, lan)
        assert len(await told(minh)) == 1


class TestWriters:
    async def test_hear_why_it_is_returned(self, newsroom, lan, minh, told):
        await newsroom.take(Move.RETURN, await newsroom.submitted(lan, legal_bases=LAW), minh, "thiếu khoản 2")
        assert await told(lan) == [("draft_returned", "Minh", "thiếu khoản 2")]

    async def test_hear_a_comment_and_the_reviewer_hears_the_answer(self, newsroom, lan, minh, chief, told):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        await newsroom.review.comment(view.draft.id, "khoản 2 đâu?", minh)
        await newsroom.review.comment(view.draft.id, "ở cuối", lan)
        assert await told(lan) == [("draft_commented", "Minh", "khoản 2 đâu?")]
        assert (await told(minh))[0] == ("draft_commented", "Lan", "ở cuối")
        assert [kind for kind, _, _ in await told(chief)] == ["draft_submitted"]

    async def test_hear_that_it_is_public(self, newsroom, lan, minh, told):
        await newsroom.take(Move.APPROVE, await newsroom.submitted(lan, legal_bases=LAW), minh)
        assert await told(lan) == [("draft_published", "Minh", "")]
        assert [kind for kind, _, _ in await told(minh)] == ["draft_submitted"]

    async def test_hear_when_it_will_be_and_that_it_was(self, newsroom, clock, lan, minh, told):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        await newsroom.take(Move.APPROVE, view, minh, publish_at=NOON + timedelta(hours=2))
        assert await told(lan) == [("draft_scheduled", "Minh", "Công bố lúc 14:00 20/11/2026")]
        clock.go(hours=3)
        assert await newsroom.scheduled.publish_due() == 1
        assert (await told(lan))[0] == ("draft_published", "", "")

    async def test_and_the_approver_hear_that_its_hour_came_in_vain(self, newsroom, clock, lan, minh, chief, told):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        await newsroom.take(Move.APPROVE, view, minh, publish_at=NOON + timedelta(hours=2))
        await newsroom.entries.take_down(view.draft.kind, view.draft.key, "sai phí", chief)
        clock.go(hours=3)
        assert await newsroom.scheduled.publish_due() == 0
        for who in (lan, minh):
            kind, by, why = (await told(who))[0]
            assert (kind, by, "đã bị gỡ" in why) == ("draft_not_published", "", True)

    async def test_nobody_is_told_of_their_own_doing(self, newsroom, lan, told):
        view = await newsroom.write(await newsroom.begin(lan), lan, summary="Mới.")
        await newsroom.take(Move.PUBLISH, view, lan)
        assert await told(lan) == []
