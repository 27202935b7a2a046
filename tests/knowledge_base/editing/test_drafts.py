from __future__ import annotations

import asyncio

import pytest

from core.errors import InputError, NotAllowed, NotFound
from knowledge_base.editing.drafts import Beginning
from knowledge_base.editing.models import DraftState
from knowledge_base.editing.refusals import DraftChanged
from knowledge_base.editing.states import Move
from knowledge_base.models import EntryKind, Origin
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.editing.newsroom import CODE, events_of
from tests.knowledge_base.made_up import faq

FAQ = {"question": "Gia hạn tạm trú ở đâu?", "topic": "Cư trú"}


class TestBegin:
    async def test_with_what_is_published(self, newsroom, lan):
        view = await newsroom.begin(lan)
        assert view.draft.record == BIRTH.model_dump(mode="json")
        assert (view.draft.base_version, view.draft.state, view.draft.revision) == (1, "writing", 1)
        assert (events_of(view), view.reading.changes, view.writers) == (["created"], [], [])

    async def test_an_entry_has_one_live_draft_whoever_asks(self, newsroom, lan, minh):
        first = await newsroom.begin(lan)
        again, is_new = await newsroom.drafts.begin(Beginning(EntryKind.PROCEDURE, CODE, record={"code": CODE}), minh)
        assert (again.draft.id, is_new, again.draft.record) == (first.draft.id, False, first.draft.record)

    async def test_ten_at_once_get_the_same(self, newsroom, lan):
        begun = await asyncio.gather(*(newsroom.drafts.begin(Beginning(EntryKind.PROCEDURE, CODE), lan) for _ in range(10)))
        assert len({view.draft.id for view, _ in begun}) == 1
        assert sum(is_new for _, is_new in begun) == 1

    async def test_an_old_version_makes_its_finder_a_writer(self, newsroom, lan):
        await newsroom.ship(BIRTH.model_copy(update={"summary": "Mới."}))
        view = await newsroom.begin(lan, from_version=1)
        assert (view.draft.record["summary"], view.draft.base_version, view.writers) == ("Ghi tên trẻ vào sổ.", 2, ["Lan"])

    async def test_something_new_is_called_by_its_title_and_by_no_taken_name(self, newsroom, lan):
        keys = [(await newsroom.begin(lan, EntryKind.FAQ, "", record=FAQ)).draft for _ in range(2)]
        assert [draft.key for draft in keys] == ["gia-han-tam-tru-o-dau", "gia-han-tam-tru-o-dau-2"]
        assert [draft.record["slug"] for draft in keys] == [draft.key for draft in keys]

    async def test_something_new_is_called_as_its_record_says(self, newsroom, lan):
        assert (await newsroom.begin(lan, EntryKind.PROCEDURE, "", record={"code": "1.000077"})).draft.key == "1.000077"

    async def test_what_says_nothing_of_its_name_is_refused(self, newsroom, lan):
        with pytest.raises(InputError, match="tên của mục mới"):
            await newsroom.begin(lan, EntryKind.FAQ, "", record={})

    async def test_an_unknown_version_is_not_found(self, newsroom, lan):
        with pytest.raises(NotFound):
            await newsroom.begin(lan, from_version=7)


class TestSave:
    async def test_keeps_what_is_not_valid_yet_and_says_what_is_wrong(self, newsroom, lan):
        view = await newsroom.write(await newsroom.begin(lan), lan, name="", sector="<p>Hộ&nbsp;tịch</p>", summary="a\x00b")
        assert (view.draft.record["sector"], view.draft.record["summary"], view.draft.revision) == ("Hộ tịch", "ab", 2)
        assert [problem.path for problem in view.reading.problems] == ["name"]
        assert view.writers == ["Lan"]

    async def test_whoever_read_an_older_revision_is_shown_what_there_is_now(self, newsroom, lan, minh):
        begun = await newsroom.begin(lan)
        await newsroom.write(begun, lan, summary="Lan viết.")
        with pytest.raises(DraftChanged, match="Lan vừa sửa") as refused:
            await newsroom.drafts.save(begun.draft.id, 1, begun.draft.record | {"summary": "Minh viết."}, "", minh)
        assert refused.value.current.draft.record["summary"] == "Lan viết."
        assert (await newsroom.drafts.show(begun.draft.id, minh)).draft.record["summary"] == "Lan viết."

    async def test_two_at_once_one_wins_and_the_other_hears_of_it(self, newsroom, lan, minh):
        begun = await newsroom.begin(lan)
        saves = [newsroom.drafts.save(begun.draft.id, 1, begun.draft.record | {"summary": by.name}, "vì", by) for by in (lan, minh)]
        done = await asyncio.gather(*saves, return_exceptions=True)
        [lost] = [each for each in done if isinstance(each, DraftChanged)]
        [won] = [each for each in done if not isinstance(each, BaseException)]
        assert lost.current.draft.record["summary"] == won.draft.record["summary"]

    async def test_the_same_again_is_no_change_whatever_was_read(self, newsroom, lan):
        written = await newsroom.write(await newsroom.begin(lan), lan, summary="Mới.")
        again = await newsroom.drafts.save(written.draft.id, 1, written.draft.record, written.draft.reason, lan)
        assert again.draft.revision == written.draft.revision == 2

    async def test_a_change_takes_it_back_from_the_reviewer(self, newsroom, lan, minh):
        submitted = await newsroom.submitted(lan, summary="Mới.")
        view = await newsroom.write(submitted, minh, summary="Mới hơn.")
        assert (view.draft.state, events_of(view)[-1], view.writers) == ("writing", "returned", ["Lan", "Minh"])

    async def test_looking_does_not_take_it_back(self, newsroom, lan, minh):
        submitted = await newsroom.submitted(lan, summary="Mới.")
        view = await newsroom.drafts.save(submitted.draft.id, 1, submitted.draft.record, submitted.draft.reason, minh)
        assert (view.draft.state, view.writers) == ("in_review", ["Lan"])

    async def test_an_approver_alone_writes_nothing(self, newsroom, lan, chief):
        with pytest.raises(NotAllowed):
            await newsroom.write(await newsroom.begin(lan), chief, summary="Mới.")

    async def test_a_long_reason_is_refused(self, newsroom, lan):
        with pytest.raises(InputError, match="1000"):
            await newsroom.write(await newsroom.begin(lan), lan, reason="x" * 1001)

    async def test_an_unknown_draft_is_not_found(self, newsroom, lan):
        with pytest.raises(NotFound):
            await newsroom.drafts.show(lan.id, lan)


class TestPresence:
    async def test_each_sees_the_other_until_they_are_silent(self, newsroom, lan, minh, clock):
        draft_id = (await newsroom.begin(lan)).draft.id
        began = clock.now
        assert await newsroom.drafts.be_present(draft_id, lan) == []
        clock.go(seconds=10)
        assert await newsroom.drafts.be_present(draft_id, minh) == [("Lan", began)]
        clock.go(seconds=20)
        assert await newsroom.drafts.be_present(draft_id, minh) == []

    async def test_since_goes_on_while_one_is_heard_and_begins_anew_after_a_silence(self, newsroom, lan, minh, clock):
        draft_id = (await newsroom.begin(lan)).draft.id
        began = clock.now
        for _ in range(3):
            await newsroom.drafts.be_present(draft_id, lan)
            clock.go(seconds=10)
        assert await newsroom.drafts.be_present(draft_id, minh) == [("Lan", began)]
        clock.go(seconds=60)
        came_back = clock.now
        await newsroom.drafts.be_present(draft_id, lan)
        assert await newsroom.drafts.be_present(draft_id, minh) == [("Lan", came_back)]


class TestList:
    async def test_by_state_longest_untouched_first(self, newsroom, lan, clock):
        old = await newsroom.submitted(lan, summary="Mới.")
        clock.go(minutes=1)
        await newsroom.begin(lan, EntryKind.FAQ, "", record=FAQ)
        [head] = await newsroom.drafts.list_in([DraftState.IN_REVIEW])
        assert (head.draft.id, head.title, head.reading.published_version, head.name(head.draft.changed_by)) == (
            old.draft.id,
            "Đăng ký khai sinh",
            1,
            "Lan",
        )
        assert [head.title for head in await newsroom.drafts.list_in(())] == ["Đăng ký khai sinh", "Gia hạn tạm trú ở đâu?"]


class TestWhatWasPublishedMeanwhile:
    async def test_is_seen_at_the_draft(self, newsroom, lan):
        view = await newsroom.begin(lan)
        assert not view.reading.is_stale
        await newsroom.ship(
            BIRTH.model_copy(update={"summary": "Bản nạp.", "as_of": BIRTH.as_of.replace(day=29, month=7)}), origin=Origin.IMPORTED
        )
        shown = await newsroom.drafts.show(view.draft.id, lan)
        assert shown.reading.is_stale
        assert (shown.draft.base_version, shown.reading.published_version) == (1, 2)

    async def test_what_is_new_is_not_new_any_more_once_an_import_brings_it(self, newsroom, lan):
        record = faq("gio-lam").model_dump(mode="json")
        view = await newsroom.begin(lan, EntryKind.FAQ, "gio-lam", record=record | {"answer": "Khác."})
        assert view.reading.needs_approval
        await newsroom.ship(faq("gio-lam"), origin=Origin.IMPORTED)
        shown = await newsroom.drafts.show(view.draft.id, lan)
        assert shown.reading.is_stale
        assert [change.path for change in shown.reading.changes] == ["answer"]


async def test_what_one_may_do_depends_on_who_wrote(newsroom, lan, minh, chief):
    submitted = await newsroom.submitted(lan, legal_bases=[{"document_number": "1/2026"}])
    may = {
        who.name: {move for move, allowed in (await newsroom.drafts.show(submitted.draft.id, who)).may.items() if allowed}
        for who in (lan, minh, chief)
    }
    assert may == {
        "Lan": {Move.SAVE, Move.COMMENT, Move.RETURN, Move.DISCARD},
        "Minh": {Move.SAVE, Move.COMMENT, Move.RETURN, Move.DISCARD, Move.APPROVE},
        "Trưởng ca": {Move.COMMENT, Move.RETURN, Move.APPROVE, Move.FORCE},
    }
