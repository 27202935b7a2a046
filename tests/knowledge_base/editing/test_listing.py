from __future__ import annotations

from datetime import date

import pytest

from knowledge_base.editing.list_repository import PAGE_SIZE, ListFilter
from knowledge_base.editing.listing import Listing
from knowledge_base.editing.models import DraftState
from knowledge_base.editing.states import Move
from knowledge_base.fixed_sentences import shipped_sentences
from knowledge_base.models import EntryKind, Origin
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.editing.newsroom import CODE
from tests.knowledge_base.made_up import everyday, faq, method, place, procedure

MARRIAGE = procedure("1.000003", "Đăng ký kết hôn", sector="Hôn nhân", authority_levels=["commune", "province"], aliases=["cưới vợ"])
OLD = procedure("1.000004", "Cấp hộ chiếu", effective_to=date(2026, 11, 19), submission_methods=[method(processing_time={"amount": 5})])
DUE = procedure("1.000005", "Cấp căn cước", review_by=date(2026, 11, 20))
SOON = procedure("1.000006", "Cấp phép xây dựng", effective_to=date(2026, 12, 20))
LATER = procedure("1.000007", "Cấp sổ đỏ", effective_to=date(2027, 12, 20), review_by=date(2027, 1, 1))


@pytest.fixture
async def room(newsroom):
    await newsroom.ship(
        MARRIAGE, OLD, DUE, SOON, LATER, everyday("1.000003", "làm giấy hôn thú"), faq("gio-lam", "Mấy giờ xã làm việc?"), place()
    )
    return newsroom


@pytest.fixture
def found(room, clock):
    listing = Listing(room.database, clock=clock)

    async def found(page=1, **chosen):
        listed = await listing.page(ListFilter(**chosen), page)
        assert listed.total >= len(listed.rows)
        return [row.key for row in listed.rows]

    return found


@pytest.fixture
def row(room, clock):
    async def row(**chosen):
        [only] = (await Listing(room.database, clock=clock).page(ListFilter(**chosen), 1)).rows
        return only

    return row


class TestFixedSentences:
    async def test_those_that_ship_are_listed_by_what_they_say(self, found, room, clock):
        listed = await Listing(room.database, clock=clock).page(ListFilter(kind=EntryKind.FIXED_SENTENCE), 1)
        assert listed.total == len(shipped_sentences())
        thanks = next(row for row in listed.rows if row.key == "utter_thank")
        assert (thanks.origin, thanks.version, thanks.state) == ("shipped", None, "published")
        assert thanks.title in shipped_sentences()["utter_thank"].texts[0]
        assert not any(row.title.startswith("utter_") for row in listed.rows)

    async def test_one_that_staff_wrote_anew_is_there_once_by_its_own_words(self, room, row, lan, minh):
        draft = await room.begin(lan, EntryKind.FIXED_SENTENCE, "utter_thank")
        assert draft.draft.record["text"] == shipped_sentences()["utter_thank"].texts[0]
        assert draft.draft.record["others"] == list(shipped_sentences()["utter_thank"].texts[1:])
        draft = await room.write(draft, lan, text="Chào từ Zanzibar.")
        assert (await row(words="zanzibar")).title == "Chào từ Zanzibar."
        await room.take(Move.APPROVE, await room.take(Move.SUBMIT, draft, lan), minh)
        assert (await row(words="zanzibar")).title == "Chào từ Zanzibar."
        assert (await room.standing(EntryKind.FIXED_SENTENCE, "utter_thank")).version == 1

    async def test_a_draft_is_told_apart_from_what_ships_and_not_by_the_programs_name(self, room, lan):
        draft = await room.begin(lan, EntryKind.FIXED_SENTENCE, "utter_thank")
        assert draft.reading.changes == []
        draft = await room.write(draft, lan, text="Chào từ Zanzibar.")
        [change] = draft.reading.changes
        assert (change.label, change.before, change.after) == (
            "Máy nói",
            [shipped_sentences()["utter_thank"].texts[0]],
            ["Chào từ Zanzibar."],
        )
        assert change.needs_approval
        assert draft.reading.needs_approval

    async def test_one_nobody_has_written_anew_can_be_opened(self, room):
        entry = await room.entries.show(EntryKind.FIXED_SENTENCE, "utter_thank")
        assert room.entries.known(entry, has_draft=False).title in shipped_sentences()["utter_thank"].texts[0]


class TestEverydayNames:
    async def test_are_called_by_the_procedure_whose_names_they_are(self, room, row, lan):
        draft = await room.begin(lan, EntryKind.EVERYDAY_NAMES, "1.000003")
        assert draft.title == MARRIAGE.name
        assert (await room.drafts.list_in([DraftState.WRITING]))[0].title == MARRIAGE.name
        assert (await room.entries.show(EntryKind.EVERYDAY_NAMES, "1.000003")).title == MARRIAGE.name

    async def test_while_they_are_only_a_draft_too(self, room, row, lan):
        await room.begin(lan, EntryKind.EVERYDAY_NAMES, CODE)
        assert (await row(kind=EntryKind.EVERYDAY_NAMES, state="new")).title == "Đăng ký khai sinh"


class TestWords:
    @pytest.mark.parametrize(
        "words", ["kết hôn", "ket hon", "HÔN KẾT", "1.000003", "cuoi vo", "hon thu", "dang ky hon thu", "  ket\u0300  "]
    )
    async def test_a_procedure_is_found_by_title_code_and_everyday_names_without_accents(self, found, words):
        assert "1.000003" in await found(kind=EntryKind.PROCEDURE, words=words)

    async def test_every_word_has_to_be_there(self, found):
        assert await found(words="kết hôn hộ chiếu") == []

    @pytest.mark.parametrize("words", ["%", "_", "\\", "' OR 1=1 --", "{0}"])
    async def test_signs_are_only_signs(self, found, words):
        assert await found(words=words) == []

    async def test_everyday_names_are_called_as_their_procedure(self, row):
        named = await row(kind=EntryKind.EVERYDAY_NAMES, words="ket hon")
        assert (named.title, named.sector) == ("Đăng ký kết hôn", "Hôn nhân")

    async def test_what_says_the_words_in_its_title_comes_first(self, room, found):
        await room.ship(procedure("1.000008", "A", aliases=["kết hôn lần hai"]))
        assert await found(kind=EntryKind.PROCEDURE, words="ket hon") == ["1.000003", "1.000008"]

    async def test_a_procedure_comes_before_its_everyday_names_and_before_longer_titles(self, room):
        await room.ship(procedure("1.000009", "Cấp bản sao giấy đăng ký kết hôn"))
        listed = await Listing(room.database).page(ListFilter(words="đăng ký kết hôn"), 1)
        assert [(row.kind, row.key) for row in listed.rows] == [
            (EntryKind.PROCEDURE, "1.000003"),
            (EntryKind.PROCEDURE, "1.000009"),
            (EntryKind.EVERYDAY_NAMES, "1.000003"),
        ]

    async def test_an_old_place_is_found_by_its_district(self, found):
        assert len(await found(words="bu dop")) == 1


class TestFilters:
    @pytest.mark.parametrize(
        ("chosen", "keys"),
        [
            ({"kind": EntryKind.FAQ}, ["gio-lam"]),
            ({"sector": "Hôn nhân", "kind": EntryKind.PROCEDURE}, ["1.000003"]),
            ({"level": "province"}, ["1.000003"]),
            ({"due": "expired"}, ["1.000004"]),
            ({"due": "review"}, ["1.000005"]),
            ({"due": "soon"}, ["1.000006"]),
            ({"shortcoming": "no_time_unit"}, ["1.000004"]),
            ({"origin": Origin.IMPORTED}, []),
            ({"state": "taken_down"}, []),
        ],
    )
    async def test_narrow(self, found, chosen, keys):
        assert await found(**chosen) == keys

    @pytest.mark.parametrize(
        ("shortcoming", "lacks"),
        [
            ("no_fee", False),
            ("no_time", False),
            ("no_documents", False),
            ("no_legal_basis", False),
            ("no_review_date", True),
            ("no_source_link", False),
        ],
    )
    async def test_shortcomings_are_those_of_the_record(self, found, shortcoming, lacks):
        assert (BIRTH.code in await found(shortcoming=shortcoming)) == lacks

    async def test_a_procedure_that_says_nothing_lacks_all(self, found):
        for shortcoming in ("no_fee", "no_time", "no_documents", "no_legal_basis"):
            assert MARRIAGE.code in await found(shortcoming=shortcoming)

    async def test_facets_are_of_the_kind(self, room, clock):
        listed = await Listing(room.database, clock=clock).page(ListFilter(kind=EntryKind.PROCEDURE), 1)
        assert (listed.sectors, sorted(listed.levels)) == (["Hôn nhân", "Hộ tịch"], ["commune", "province"])


class TestRows:
    async def test_a_live_draft_stands_beside_its_entry(self, room, row, lan):
        view = await room.submitted(lan, summary="Mới.")
        shown = await row(kind=EntryKind.PROCEDURE, state="in_review")
        assert (shown.key, shown.state, shown.version, shown.draft_id, shown.draft_changed_by) == (
            BIRTH.code,
            "published",
            1,
            view.draft.id,
            "Lan",
        )

    async def test_what_is_only_a_draft_is_there_too(self, room, row, lan):
        await room.begin(lan, EntryKind.FAQ, "", record={"question": "Gia hạn tạm trú ở đâu?", "topic": "Cư trú"})
        shown = await row(state="new")
        assert (shown.key, shown.title, shown.sector, shown.version) == ("gia-han-tam-tru-o-dau", "Gia hạn tạm trú ở đâu?", "Cư trú", None)
        assert await row(words="tam tru", kind=EntryKind.FAQ) == shown

    async def test_what_was_taken_down_stays_in_the_list(self, room, row, chief):
        await room.entries.take_down(EntryKind.PROCEDURE, BIRTH.code, "phí sai", chief)
        assert (await row(words=BIRTH.code)).state == "taken_down"

    async def test_only_what_stands_is_shown_of_an_entry_with_many_versions(self, room, found):
        await room.ship(BIRTH.model_copy(update={"summary": "Mới."}))
        assert (await found(kind=EntryKind.PROCEDURE)).count(BIRTH.code) == 1

    async def test_pages_hold_each_entry_once(self, room, found):
        await room.ship(*(procedure(f"2.{number:06}", "Giống tên") for number in range(PAGE_SIZE * 2)))
        pages = [await found(page, words="giong ten") for page in (1, 2, 3)]
        assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 0]
        assert len({key for page in pages for key in page}) == PAGE_SIZE * 2


async def test_all_that_is_published_whatever_the_page(room, clock):
    found = await Listing(room.database, clock=clock).all_published(ListFilter(kind=EntryKind.PROCEDURE, words="cap"))
    assert {key for _, key in found} == {OLD.code, DUE.code, SOON.code, LATER.code}
