from __future__ import annotations

import pytest
from sqlalchemy import text as sql

from core.errors import InputError
from core.settings import PROJECT_ROOT
from core.words import Words
from desk.search.service import SearchService
from staff.audit import list_entries
from tests.desk.histories import Case, Thread, add_member, at
from tickets import tracking_codes
from vntext import strip_accents

NOW = at("2026-11-25")


@pytest.fixture
def service(database):
    return SearchService(database, Words(PROJECT_ROOT / "desk" / "search" / "words.yml"), clock=lambda: NOW)


@pytest.fixture
async def operator(database):
    return await add_member(database)


@pytest.fixture
def search(service, operator):
    async def ask(query):
        return await service.search(query, operator)

    return ask


async def said(database, text, when=NOW, **values):
    thread = await Thread.begin(database, **values)
    await thread.asks(when, text)
    return thread


class TestMessages:
    @pytest.mark.parametrize("query", ["căn cước", "can cuoc", "CĂN CƯỚC", "ca\u0306n cu\u031bo\u031b\u0301c", "cước căn", "  căn   cước "])
    async def test_found_with_and_without_accents_in_any_order(self, database, search, query):
        thread = await said(database, "Cho em hỏi làm Căn Cước ở đâu ạ")
        [found] = (await search(query)).threads
        assert found.conversation_id == thread.id
        assert [match.text for match in found.matches] == ["Cho em hỏi làm Căn Cước ở đâu ạ"]

    async def test_accents_asked_for_find_text_without_them(self, database, search):
        await said(database, "dang ky tam tru")
        assert len((await search("đăng ký tạm trú")).threads) == 1

    async def test_d_with_stroke_and_its_lookalike_are_d(self, database, search):
        await said(database, f"Thuế {chr(0xD0)}ất")
        assert len((await search("thue dat")).threads) == 1

    async def test_all_the_words_are_needed(self, database, search):
        await said(database, "căn cước")
        assert (await search("căn cước gắn chip")).threads == []

    async def test_words_side_by_side_win_over_scattered_ones(self, database, search):
        together = await said(database, "làm căn cước", at("2026-11-20"))
        await said(database, "em cần thực hiện cuộc gọi")
        assert [thread.conversation_id for thread in (await search("can cuoc")).threads] == [together.id]

    async def test_scattered_words_are_found_when_nothing_better_is(self, database, search):
        scattered = await said(database, "hộ tịch và hộ khẩu")
        assert [thread.conversation_id for thread in (await search("tịch khẩu")).threads] == [scattered.id]

    async def test_newest_conversations_first_with_three_matches_at_most(self, database, search):
        old = await said(database, "khai sinh một", at("2024-01-01"))
        many = await Thread.begin(database)
        for minute in range(5):
            await many.asks(at("2026-11-24", f"10:0{minute}"), f"khai sinh {minute}")
        newest = await said(database, "khai sinh cho con")
        found = (await search("khai sinh")).threads
        assert [thread.conversation_id for thread in found] == [newest.id, many.id, old.id]
        assert [match.text for match in found[1].matches] == ["khai sinh 4", "khai sinh 3", "khai sinh 2"]

    async def test_fifty_conversations_at_most(self, database, search):
        for number in range(52):
            await said(database, "khai sinh", at("2026-11-20", f"10:{number:02}"))
        found = (await search("khai sinh")).threads
        assert len(found) == 50
        assert found[0].newest_at == at("2026-11-20", "10:51")

    async def test_trials_are_not_found(self, database, search):
        for channel in ("webchat", "zalo"):
            await said(database, "khai sinh", channel=channel, is_trial=True, citizen_name="Khai Sinh")
        assert (await search("khai sinh")).threads == []

    @pytest.mark.parametrize("query", ["a & b", "b | !c", "<-> cd:*", "100%", "a_b", "\\ab", "''ab ''", "c\x00 d", "(ab", "ab)"])
    async def test_signs_of_a_query_language_are_no_error(self, search, query):
        assert (await search(query)).threads == []


class TestSnippets:
    async def test_personal_numbers_are_masked(self, database, search):
        await said(database, "Số của tôi là 0912345678, căn cước 001234567890")
        [thread] = (await search("căn cước")).threads
        assert thread.matches[0].text == "Số của tôi là [số điện thoại], căn cước [số giấy tờ]"

    async def test_a_long_text_is_cut_around_the_words(self, database, search):
        await said(database, "Kính gửi tổng đài. " * 40 + "Tôi muốn đăng ký tạm trú. " + "Xin cảm ơn nhiều. " * 40)
        [thread] = (await search("tam tru")).threads
        text = thread.matches[0].text
        assert "tạm trú" in text
        assert (text[0], text[-1], len(text) <= 202) == ("…", "…", True)


class TestNamesAndTickets:
    async def test_a_citizens_name_finds_the_conversation(self, database, search):
        thread = await Thread.begin(database, citizen_name="Nguyễn Thị Ánh")
        [found] = (await search("nguyen thi anh")).threads
        assert (found.conversation_id, found.matches) == (thread.id, [])

    async def test_subject_and_name_find_the_ticket_newest_first(self, database, search):
        by_subject = await Case.open(database, at("2026-11-01"), subject="Cấp lại hộ chiếu bị mất")
        by_name = await Case.open(database, at("2026-11-02"), citizen_name="Hộ Chiếu")
        await Case.open(database, at("2026-11-03"), subject="Việc khác")
        assert (await search("ho chieu")).ticket_ids == [by_name.id, by_subject.id]

    async def test_the_tracking_code_finds_the_ticket_however_it_is_written(self, database, search):
        code = tracking_codes.new_code()
        case = await Case.open(database, at("2026-11-01"), tracking_code=code)
        for written in (code, code.lower(), tracking_codes.shown(code)):
            assert (await search(written)).ticket_ids == [case.id]

    async def test_tickets_of_trials_are_not_found(self, database, search):
        trial = await Thread.begin(database, is_trial=True)
        await Case.open(database, NOW, subject="Hộ chiếu", conversation_id=trial.id)
        assert (await search("hộ chiếu")).ticket_ids == []


class TestRefusals:
    @pytest.mark.parametrize(("query", "code"), [("", "query_too_short"), ("a", "query_too_short"), ("?! …", "query_too_short")])
    async def test_too_little_is_refused_with_a_sentence(self, search, query, code):
        with pytest.raises(InputError, match="ít nhất 2") as refused:
            await search(query)
        assert refused.value.code == code

    async def test_too_much_is_refused(self, search):
        with pytest.raises(InputError, match="200"):
            await search("a" * 201)


class TestAudit:
    async def test_every_search_is_written_down_without_personal_numbers(self, database, search, operator):
        await said(database, "gọi 0912345678 giúp")
        await search("gọi 0912345678")
        async with database.session() as session:
            [line] = (await list_entries(session)).lines
        assert (line.entry.staff_id, line.entry.action) == (operator, "searched")
        assert line.entry.details == {"query": "gọi [số điện thoại]", "conversations": 1, "tickets": 0}

    async def test_a_refused_search_is_none(self, database, search):
        with pytest.raises(InputError):
            await search("a")
        async with database.session() as session:
            assert (await list_entries(session)).lines == []


class TestFoldVietnamese:
    async def test_is_what_vntext_does(self, database):
        letters = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
        async with database.session() as session:
            folded = await session.scalar(sql("SELECT fold_vietnamese(:given)"), {"given": letters + letters.lower()})
        assert folded == strip_accents(letters + letters.lower()).lower()
