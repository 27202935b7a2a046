from __future__ import annotations

import pytest
from sqlalchemy import select

from core.errors import Conflict, InputError, NotAllowed, NotFound
from knowledge_base.editing.models import DraftState
from knowledge_base.editing.rules import FieldRule
from knowledge_base.editing.states import Move
from knowledge_base.models import EntryKind, Origin
from staff.models import StaffNotice
from tests.knowledge_base.editing.conftest import BIRTH, FEE
from tests.knowledge_base.editing.newsroom import CODE, events_of
from tests.knowledge_base.made_up import method

KIND = EntryKind.PROCEDURE
NEWER = BIRTH.model_copy(update={"summary": "Bản nạp mới.", "as_of": BIRTH.as_of.replace(month=7)})
OLDER = BIRTH.model_copy(update={"summary": "Bản nạp cũ.", "as_of": BIRTH.as_of.replace(year=2020)})
DEARER = [method("in_person", fees=[FEE | {"amount_vnd": 80000}])]


def states(versions):
    return [(version.version, version.state) for version in versions]


async def summarised(newsroom, by, text="Sai."):
    """Nobody has to look at a summary."""
    await newsroom.take(Move.PUBLISH, await newsroom.write(await newsroom.begin(by), by, summary=text), by)


async def dearer(newsroom, lan, minh):
    await newsroom.take(Move.APPROVE, await newsroom.submitted(lan, submission_methods=DEARER), minh)


class TestWhereNobodyHasToLookAtIt:
    async def test_is_a_new_version_that_says_what_the_old_one_said(self, newsroom, lan, chief):
        await summarised(newsroom, lan)
        assert await newsroom.roll_back(1, chief) == 3
        versions = await newsroom.versions()
        assert states(versions) == [(3, "published"), (2, "archived"), (1, "archived")]
        assert versions[0].record == versions[2].record
        new = versions[0]
        assert (new.origin, new.author, new.reason, new.is_forced) == ("edited", "Trưởng ca", "Quay lại phiên bản 1: nhầm", False)

    async def test_there_is_nothing_to_force(self, newsroom, lan, chief):
        await summarised(newsroom, lan)
        await newsroom.roll_back(1, chief, is_forced=True)
        assert not (await newsroom.standing()).is_forced
        assert ("content_forced", f"procedure/{CODE}") not in await newsroom.audited()

    async def test_what_staff_wrote_is_not_undone_by_the_next_start(self, newsroom, lan):
        await summarised(newsroom, lan, "Sửa.")
        await newsroom.ship(BIRTH)
        await newsroom.ship(NEWER)
        assert (await newsroom.standing()).record["summary"] == "Sửa."


class TestWhereASecondPersonHasToLookAtIt:
    async def test_it_waits_in_review_and_nothing_is_published(self, newsroom, lan, minh, chief):
        await dearer(newsroom, lan, minh)
        before = await newsroom.revision()
        assert await newsroom.roll_back(1, minh, "giá cũ đúng") is None
        [draft] = [each for each in await newsroom.all_drafts() if each.state == DraftState.IN_REVIEW]
        assert draft.record["submission_methods"] == BIRTH.model_dump(mode="json")["submission_methods"]
        assert (draft.reason, await newsroom.revision()) == ("Quay lại phiên bản 1: giá cũ đúng", before)
        assert events_of(await newsroom.drafts.show(draft.id, lan)) == ["created", "submitted"]
        async with newsroom.database.session() as session:
            told = set(await session.scalars(select(StaffNotice.staff_id).where(StaffNotice.kind == "draft_submitted")))
        assert {lan.id, chief.id} <= told

    async def test_whoever_asked_for_it_cannot_approve_it_and_another_can(self, newsroom, lan, minh):
        await dearer(newsroom, lan, minh)
        await newsroom.roll_back(1, minh)
        draft = next(each for each in await newsroom.all_drafts() if each.state == DraftState.IN_REVIEW)
        with pytest.raises(Conflict, match="không tự duyệt"):
            await newsroom.take(Move.APPROVE, await newsroom.drafts.show(draft.id, minh), minh)
        await newsroom.take(Move.APPROVE, await newsroom.drafts.show(draft.id, lan), lan)
        standing = await newsroom.standing()
        assert standing.record["submission_methods"] == BIRTH.model_dump(mode="json")["submission_methods"]
        assert (standing.author, standing.approved_by, standing.is_forced) == ("Minh", "Lan", False)

    async def test_the_rules_of_staff_decide(self, newsroom, lan, minh, chief):
        await newsroom.rules.set([FieldRule(KIND, "summary", needs_approval=True)], chief)
        await newsroom.take(Move.APPROVE, await newsroom.submitted(lan, summary="Sai."), minh)
        assert await newsroom.roll_back(1, minh) is None

    async def test_what_was_taken_down_needs_it_as_a_whole(self, newsroom, lan, minh, chief):
        await summarised(newsroom, lan)
        await newsroom.entries.take_down(KIND, CODE, "sai", chief)
        assert await newsroom.roll_back(1, minh) is None
        assert (await newsroom.standing()).state == "taken_down"

    async def test_somebodys_draft_is_not_thrown_away(self, newsroom, lan, minh):
        await dearer(newsroom, lan, minh)
        await newsroom.begin(lan)
        with pytest.raises(Conflict, match="đang có bản nháp của Lan"):
            await newsroom.roll_back(1, minh)


class TestForce:
    async def test_is_for_supervisors_and_leaves_a_mark(self, newsroom, lan, minh, chief):
        await dearer(newsroom, lan, minh)
        with pytest.raises(NotAllowed):
            await newsroom.roll_back(1, minh, is_forced=True)
        assert await newsroom.roll_back(1, chief, "dân đang bị thu sai", is_forced=True) == 3
        new = await newsroom.standing()
        assert (new.is_forced, new.approved_by) == (True, "")
        assert (
            new.reason == "Quay lại phiên bản 1: dân đang bị thu sai. Trưởng ca công bố khẩn, không qua người thứ hai: dân đang bị thu sai"
        )
        assert [action for action, _ in await newsroom.audited()][-2:] == ["content_rolled_back", "content_forced"]


class TestRefused:
    async def test_to_what_is_published(self, newsroom, chief):
        with pytest.raises(Conflict, match="Phiên bản 1 đang là bản công bố"):
            await newsroom.roll_back(1, chief)

    async def test_to_what_there_never_was(self, newsroom, chief):
        with pytest.raises(NotFound):
            await newsroom.roll_back(9, chief)

    async def test_to_what_no_citizen_was_ever_told(self, newsroom, chief):
        await newsroom.ship(OLDER, origin=Origin.IMPORTED)
        assert [version.never_public for version in await newsroom.versions()] == [True, False]
        with pytest.raises(Conflict, match="chưa từng hiện"):
            await newsroom.roll_back(2, chief, is_forced=True)

    async def test_to_what_says_the_same(self, newsroom, lan, chief):
        await summarised(newsroom, lan)
        await newsroom.roll_back(1, chief)
        with pytest.raises(Conflict, match="giống hệt"):
            await newsroom.roll_back(1, chief)

    async def test_without_a_reason_or_the_right(self, newsroom, lan, chief):
        await summarised(newsroom, lan)
        with pytest.raises(InputError):
            await newsroom.roll_back(1, chief, " ")
        with pytest.raises(NotAllowed):
            await newsroom.roll_back(1, await newsroom.member("Tổng đài viên", "operator"))
