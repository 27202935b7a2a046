from __future__ import annotations

import asyncio

import pytest

from core.errors import Conflict, HotlineError, InputError, NotAllowed
from knowledge_base.editing.models import DraftState
from knowledge_base.editing.refusals import DraftChanged
from knowledge_base.editing.rules import FieldRule
from knowledge_base.editing.states import Move
from knowledge_base.models import EntryKind, Origin
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.editing.newsroom import events_of
from tests.knowledge_base.made_up import faq

LAW = [{"document_number": "118/2025/NĐ-CP"}]


async def refusal_of(awaitable):
    with pytest.raises(HotlineError) as refused:
        await awaitable
    return refused.value.code


class TestApprove:
    async def test_a_second_person_makes_it_live_at_once(self, newsroom, lan, minh):
        before = await newsroom.revision()
        view = await newsroom.take(Move.APPROVE, await newsroom.submitted(lan, legal_bases=LAW), minh)
        [new, old] = await newsroom.versions()
        assert (view.draft.state, events_of(view)) == ("published", ["created", "submitted", "approved", "published"])
        assert (new.version, new.state, new.origin, new.record["legal_bases"][0]["document_number"]) == (
            2,
            "published",
            "edited",
            "118/2025/NĐ-CP",
        )
        assert (new.author, new.approved_by, new.reason, new.is_forced) == ("Lan", "Minh", "thông tư mới", False)
        assert (old.version, old.state, old.record) == (1, "archived", BIRTH.model_dump(mode="json"))
        assert await newsroom.revision() == before + 1
        assert await newsroom.audited() == [
            (action, "procedure/1.000001") for action in ("draft_started", "draft_submitted", "draft_approved", "content_published")
        ]

    async def test_nobody_approves_what_they_wrote_in(self, newsroom, lan, minh):
        view = await newsroom.write(await newsroom.begin(lan), lan, legal_bases=LAW)
        view = await newsroom.take(Move.SUBMIT, await newsroom.write(view, minh, summary="Mới."), minh)
        assert [await refusal_of(newsroom.take(Move.APPROVE, view, who)) for who in (lan, minh)] == ["own_change"] * 2
        assert (await newsroom.standing()).version == 1

    async def test_two_reviewers_at_once_publish_once(self, newsroom, lan, minh, chief):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        done = await asyncio.gather(*(newsroom.take(Move.APPROVE, view, who) for who in (minh, chief)), return_exceptions=True)
        [late] = [each for each in done if isinstance(each, Exception)]
        assert isinstance(late, Conflict)
        assert "đã được công bố rồi (" in late.message
        assert len(await newsroom.versions()) == 2

    async def test_a_reviewer_decides_on_what_was_looked_at(self, newsroom, lan, minh, chief):
        seen = await newsroom.submitted(lan, legal_bases=LAW)
        back = await newsroom.take(Move.SUBMIT, await newsroom.write(seen, lan, legal_bases=[]), lan)
        with pytest.raises(DraftChanged) as refused:
            await newsroom.take(Move.APPROVE, seen, minh)
        assert refused.value.current.draft.revision == back.draft.revision

    async def test_what_somebody_took_back_is_said_to_be_in_writing(self, newsroom, lan, minh):
        seen = await newsroom.submitted(lan, legal_bases=LAW)
        await newsroom.take(Move.RETURN, seen, minh, "thiếu ngày")
        assert await refusal_of(newsroom.take(Move.APPROVE, seen, minh)) == "draft_writing"


class TestWhatWasPublishedMeanwhile:
    async def test_needs_a_word_that_names_it(self, newsroom, lan, minh):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        await newsroom.ship(BIRTH.model_copy(update={"summary": "Bản nạp.", "as_of": BIRTH.as_of.replace(month=7)}), origin=Origin.IMPORTED)
        with pytest.raises(Conflict, match=r"phiên bản 2 \(hotline"):
            await newsroom.take(Move.APPROVE, view, minh)
        approved = await newsroom.take(Move.APPROVE, view, minh, is_confirmed=True)
        assert (approved.draft.base_version, (await newsroom.standing()).version) == (2, 3)

    async def test_a_take_down_is_not_undone_unawares(self, newsroom, lan, minh, chief):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        await newsroom.entries.take_down(EntryKind.PROCEDURE, "1.000001", "phí sai", chief)
        assert await refusal_of(newsroom.take(Move.APPROVE, view, minh)) == "entry_taken_down"
        await newsroom.take(Move.APPROVE, view, minh, is_confirmed=True)
        assert [version.state for version in await newsroom.versions()] == ["published", "archived"]

    async def test_a_writer_alone_never_puts_back_what_was_taken_down(self, newsroom, lan, chief):
        view = await newsroom.write(await newsroom.begin(lan), lan, summary="Mới.")
        await newsroom.entries.take_down(EntryKind.PROCEDURE, "1.000001", "phí sai", chief)
        assert await refusal_of(newsroom.take(Move.PUBLISH, view, lan, is_confirmed=True)) == "needs_approval"


class TestPublish:
    async def test_what_costs_nobody_a_trip_needs_no_second_person(self, newsroom, lan):
        view = await newsroom.take(Move.PUBLISH, await newsroom.write(await newsroom.begin(lan), lan, summary="Mới."), lan)
        standing = await newsroom.standing()
        assert (view.draft.state, standing.record["summary"], standing.author, standing.approved_by) == ("published", "Mới.", "Lan", "")

    @pytest.mark.parametrize(
        "fields",
        [{"legal_bases": LAW}, {"required_documents": []}, {"submission_methods": [{"kind": "in_person", "fees": [{"amount_vnd": 9000}]}]}],
    )
    async def test_fees_papers_and_laws_do(self, newsroom, lan, fields):
        view = await newsroom.write(await newsroom.begin(lan), lan, **fields)
        with pytest.raises(Conflict, match="cần người thứ hai duyệt") as refused:
            await newsroom.take(Move.PUBLISH, view, lan)
        assert refused.value.message.count("(") == 1

    async def test_so_does_whatever_supervisors_say(self, newsroom, lan, chief):
        await newsroom.rules.set(
            [FieldRule(EntryKind.PROCEDURE, "summary", True), FieldRule(EntryKind.PROCEDURE, "legal_bases", False)], chief
        )
        view = await newsroom.write(await newsroom.begin(lan), lan, summary="Mới.")
        assert await refusal_of(newsroom.take(Move.PUBLISH, view, lan)) == "needs_approval"
        view = await newsroom.write(view, lan, summary=BIRTH.summary, legal_bases=LAW)
        assert (await newsroom.take(Move.PUBLISH, view, lan)).draft.state == "published"

    async def test_so_does_what_is_new(self, newsroom, lan):
        view = await newsroom.begin(
            lan, EntryKind.FAQ, "gio-lam", record=faq("gio-lam").model_dump(mode="json"), reason="người dân hay hỏi"
        )
        assert await refusal_of(newsroom.take(Move.PUBLISH, view, lan)) == "needs_approval"

    @pytest.mark.parametrize(
        ("fields", "reason", "code"),
        [({}, "vì", "unchanged"), ({"summary": "Mới."}, "", "reason_needed"), ({"name": ""}, "vì", "problems")],
    )
    async def test_what_is_not_ready_is_refused_in_words(self, newsroom, lan, fields, reason, code):
        view = await newsroom.write(await newsroom.begin(lan), lan, reason, **fields)
        assert await refusal_of(newsroom.take(Move.PUBLISH, view, lan)) == code
        assert (await newsroom.standing()).version == 1


class TestForce:
    async def test_leaves_marks_everywhere(self, newsroom, lan, chief):
        view = await newsroom.write(await newsroom.begin(lan), lan, legal_bases=LAW)
        assert await refusal_of(newsroom.take(Move.FORCE, view, chief)) == "text_needed"
        forced = await newsroom.take(Move.FORCE, view, chief, "nghị định có hiệu lực sáng nay")
        standing = await newsroom.standing()
        assert (standing.is_forced, standing.author, standing.approved_by) == (True, "Lan", "")
        assert standing.reason == "thông tư mới. Trưởng ca công bố khẩn, không qua người thứ hai: nghị định có hiệu lực sáng nay"
        assert events_of(forced)[1:] == ["forced", "published"]
        assert ("content_forced", "procedure/1.000001") in await newsroom.audited()

    async def test_is_nothing_for_editors(self, newsroom, lan, minh):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        with pytest.raises(NotAllowed):
            await newsroom.take(Move.FORCE, view, minh, "vội")


class TestReturnAndDiscard:
    async def test_a_return_says_why(self, newsroom, lan, minh):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        with pytest.raises(InputError):
            await newsroom.take(Move.RETURN, view, minh, "  ")
        returned = await newsroom.take(Move.RETURN, view, minh, "thiếu ngày ban hành")
        assert (returned.draft.state, returned.events[-1].text, returned.events[-1].by) == ("writing", "thiếu ngày ban hành", "Minh")

    async def test_what_is_discarded_makes_room(self, newsroom, lan):
        view = await newsroom.begin(lan)
        discarded = await newsroom.take(Move.DISCARD, view, lan)
        assert discarded.draft.state == "discarded"
        assert (await newsroom.begin(lan)).draft.id != view.draft.id

    async def test_a_comment_moves_nothing(self, newsroom, lan, chief):
        view = await newsroom.submitted(lan, legal_bases=LAW)
        commented = await newsroom.review.comment(view.draft.id, "Đã hỏi Sở Tư pháp", chief)
        assert (commented.draft.state, commented.draft.revision, events_of(commented)[-1]) == (
            "in_review",
            view.draft.revision,
            "commented",
        )


class TestSchedule:
    async def test_waits_for_its_hour_and_is_published_by_the_program(self, newsroom, lan, minh, clock):
        at = clock.now.replace(hour=17)
        scheduled = await newsroom.take(Move.APPROVE, await newsroom.submitted(lan, legal_bases=LAW), minh, publish_at=at)
        assert (scheduled.draft.state, scheduled.draft.publish_at, scheduled.events[-1].text) == (
            "scheduled",
            at,
            "Công bố lúc 00:00 21/11/2026",
        )
        assert await newsroom.scheduled.publish_due() == 0
        clock.go(hours=12)
        before = await newsroom.revision()
        assert await newsroom.scheduled.publish_due() == 1
        standing, view = await newsroom.standing(), await newsroom.drafts.show(scheduled.draft.id, lan)
        assert (standing.version, standing.author, standing.approved_by) == (2, "Lan", "Minh")
        assert (view.draft.state, view.draft.publish_at, view.events[-1].event, view.events[-1].by) == ("published", None, "published", "")
        assert await newsroom.revision() == before + 1
        assert await newsroom.scheduled.publish_due() == 0

    async def test_several_workers_publish_it_once(self, newsroom, lan, minh, clock):
        await newsroom.take(Move.APPROVE, await newsroom.submitted(lan, legal_bases=LAW), minh, publish_at=clock.now.replace(hour=6))
        clock.go(hours=2)
        assert sum(await asyncio.gather(*(newsroom.scheduled.publish_due() for _ in range(5)))) == 1
        assert len(await newsroom.versions()) == 2

    async def test_an_hour_that_is_past_is_refused_and_nothing_goes_out(self, newsroom, lan, minh, clock):
        submitted = await newsroom.submitted(lan, legal_bases=LAW)
        with pytest.raises(InputError) as refused:
            await newsroom.take(Move.APPROVE, submitted, minh, publish_at=clock.now)
        assert refused.value.code == "time_passed"
        assert (await newsroom.drafts.show(submitted.draft.id, lan)).draft.state == "in_review"
        assert len(await newsroom.versions()) == 1

    @pytest.mark.parametrize("what", ["taken down", "imported"])
    async def test_goes_back_to_writing_when_it_would_take_the_place_of_something_nobody_looked_at(
        self, newsroom, lan, minh, chief, clock, what
    ):
        scheduled = await newsroom.take(
            Move.APPROVE, await newsroom.submitted(lan, legal_bases=LAW), minh, publish_at=clock.now.replace(hour=6)
        )
        if what == "imported":
            await newsroom.ship(BIRTH.model_copy(update={"as_of": BIRTH.as_of.replace(month=7)}), origin=Origin.IMPORTED)
        else:
            await newsroom.entries.take_down(EntryKind.PROCEDURE, "1.000001", "phí sai", chief)
        clock.go(hours=2)
        assert await newsroom.scheduled.publish_due() == 0
        view = await newsroom.drafts.show(scheduled.draft.id, lan)
        assert (view.draft.state, view.events[-1].event) == ("writing", "unscheduled")
        assert "không công bố được" in view.events[-1].text

    async def test_an_edit_or_a_return_calls_it_off(self, newsroom, lan, minh, clock):
        at = clock.now.replace(hour=6)
        scheduled = await newsroom.take(Move.APPROVE, await newsroom.submitted(lan, legal_bases=LAW), minh, publish_at=at)
        edited = await newsroom.write(scheduled, lan, summary="Mới.")
        assert (edited.draft.state, edited.draft.publish_at, events_of(edited)[-1]) == ("writing", None, "unscheduled")
        again = await newsroom.take(Move.APPROVE, await newsroom.take(Move.SUBMIT, edited, lan), minh, publish_at=at)
        returned = await newsroom.take(Move.RETURN, again, minh, "chưa vội")
        assert (returned.draft.state, events_of(returned)[-1]) == ("writing", "unscheduled")
        clock.go(hours=2)
        assert await newsroom.scheduled.publish_due() == 0


async def test_a_published_draft_is_history(newsroom, lan, minh):
    view = await newsroom.take(Move.APPROVE, await newsroom.submitted(lan, legal_bases=LAW), minh)
    assert DraftState(view.draft.state) is DraftState.PUBLISHED
    assert not any(view.may.values())
    assert view.reading.problems == []
