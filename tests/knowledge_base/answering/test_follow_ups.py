from __future__ import annotations

from datetime import date

import pytest

from core.words import Words
from knowledge_base.answering.answer import Answer, Behaviour, BulletList
from knowledge_base.answering.pages import PAGE_CHARACTERS
from knowledge_base.answering.question import Aspect, DialogueContext
from knowledge_base.knowledge import Knowledge, build_knowledge
from tests.knowledge_base.answering.conftest import (
    BIRTH,
    HOURS,
    HOUSE,
    MARRIAGE,
    PASSPORT,
    PROCEDURES,
    SCHOOL_SIX,
    SCHOOL_TEN,
    Citizen,
    said,
    service_of,
)
from tests.knowledge_base.made_up import faq, procedure, published

LONG_LINE = "Bản sao có chứng thực của giấy tờ chứng minh quyền sử dụng đất hoặc nhà ở hợp pháp theo quy định. " * 2
MANY_PAPERS = procedure(
    "1.000009",
    "Chuyển mục đích sử dụng đất",
    aliases=["lên thổ cư"],
    required_documents=[{"documents": [{"name": f"Giấy số {number}: {LONG_LINE}"} for number in range(60)]}],
)
LONG_FAQ = faq("new-communes", "Xã mới gồm những xã cũ nào?", answer="\n".join(f"- Xã số {number}: {LONG_LINE}" for number in range(40)))


@pytest.fixture(scope="module")
def reader(words: Words) -> Citizen:
    """Asks where answers are long."""
    return Citizen(service_of(build_knowledge(1, published(*PROCEDURES, MANY_PAPERS, HOURS, LONG_FAQ)), words))


def read_on(reader: Citizen, first: Answer, word: str = "Xem tiếp") -> list[Answer]:
    pages = [first]
    while pages[-1].has_more:
        assert len(pages) < 30
        pages.append(reader.hears(word, pages[-1]))
    return pages


class TestContinueAnswer:
    def test_reading_on_shows_every_document_once_and_then_ends(self, reader: Citizen) -> None:
        pages = read_on(reader, reader.hears("lên thổ cư", aspects=[Aspect.DOCUMENTS]))
        assert len(pages) > 2
        items = [item for page in pages for block in page.blocks if isinstance(block, BulletList) for item in block.items]
        assert items == [paper.name.rstrip(".") for paper in MANY_PAPERS.required_documents[0].documents]
        assert {page.step for page in pages[1:]} == {"continue_answer"}

    def test_each_page_fits_a_screen_and_tells_the_same_matter(self, reader: Citizen) -> None:
        for page in read_on(reader, reader.hears("lên thổ cư")):
            assert len(said(page)) < PAGE_CHARACTERS + 200
            assert (page.behaviour, page.procedure_codes) == (Behaviour.ANSWER, [MANY_PAPERS.code])

    def test_long_common_question_is_read_on_too(self, reader: Citizen) -> None:
        pages = read_on(reader, reader.hears("Xã mới gồm những xã cũ nào?", intent="ask_faq"))
        text = "\n".join(said(page) for page in pages)
        assert len(pages) > 1
        assert all(f"Xã số {number}:" in text for number in range(40))

    @pytest.mark.parametrize("word", ["xem tiếp", "tiếp", "Xem thêm đi", "cho xem tiep", "TIẾP TỤC", "còn gì nữa"])
    def test_many_words_for_it(self, reader: Citizen, word: str) -> None:
        first = reader.hears("lên thổ cư")
        assert reader.hears(word, first).step == "continue_answer"

    def test_intent_alone_is_enough(self, reader: Citizen) -> None:
        assert reader.hears("ờ", reader.hears("lên thổ cư"), intent="show_more").step == "continue_answer"

    def test_after_the_last_page_says_that_it_is_all(self, reader: Citizen) -> None:
        last = read_on(reader, reader.hears("lên thổ cư"))[-1]
        answer = reader.hears("xem tiếp", last)
        assert "đã hết" in said(answer)
        assert answer.context.procedure_codes == [MANY_PAPERS.code]

    def test_after_a_common_question_that_is_all_too(self, reader: Citizen) -> None:
        first = reader.hears("Mấy giờ ủy ban xã làm việc?", intent="ask_faq")
        assert not first.has_more
        assert "đã hết" in said(reader.hears("xem tiếp", first))

    def test_without_anything_before_it_means_nothing(self, reader: Citizen) -> None:
        assert reader.ask("xem tiếp") is None

    def test_page_that_no_longer_exists_becomes_the_last_one(self, reader: Citizen) -> None:
        context = DialogueContext(procedure_codes=[MANY_PAPERS.code], next_page=99)
        answer = reader.hears("xem tiếp", Answer(behaviour=Behaviour.ANSWER, blocks=[], context=context))
        assert not answer.has_more

    def test_procedure_withdrawn_in_between_is_no_error(self, citizen: Citizen) -> None:
        context = DialogueContext(procedure_codes=["1.999999"], next_page=1)
        assert citizen.ask("xem tiếp", Answer(behaviour=Behaviour.ANSWER, blocks=[], context=context)) is None

    def test_new_question_is_not_held_up_by_pages_to_come(self, reader: Citizen) -> None:
        assert reader.hears("làm hộ chiếu", reader.hears("lên thổ cư")).procedure_codes == [PASSPORT.code]

    def test_what_was_asked_is_remembered_over_the_pages(self, reader: Citizen) -> None:
        first = reader.hears("lên thổ cư", aspects=[Aspect.DOCUMENTS])
        second = reader.hears("xem tiếp", first)
        assert (second.context.asked_text, second.context.aspects) == (first.context.asked_text, [Aspect.DOCUMENTS])

    def test_its_number_is_enough_where_there_are_no_buttons(self, reader: Citizen) -> None:
        first = reader.hears("lên thổ cư", aspects=[Aspect.DOCUMENTS])
        assert reader.hears("1", first).blocks == reader.hears("xem tiếp", first).blocks
        assert reader.hears("2", first).behaviour is Behaviour.CLARIFY


class TestAskOfProcedureAtHand:
    def test_aspect_alone_is_about_what_was_just_spoken_of(self, citizen: Citizen) -> None:
        answer = citizen.hears("thế còn phí bao nhiêu?", citizen.hears("đăng ký khai sinh"), aspects=[Aspect.FEE])
        assert (answer.step, answer.procedure_codes, answer.aspects) == ("ask_of_procedure_at_hand", [BIRTH.code], [Aspect.FEE])

    def test_again_and_again(self, citizen: Citizen) -> None:
        answer = citizen.hears("đăng ký khai sinh")
        for aspect in (Aspect.FEE, Aspect.TIME, Aspect.PLACE, Aspect.STEPS):
            answer = citizen.hears("còn cái này?", answer, aspects=[aspect])
            assert (answer.procedure_codes, answer.aspects) == ([BIRTH.code], [aspect])

    def test_aspect_with_another_matter_is_about_that(self, citizen: Citizen) -> None:
        answer = citizen.hears("thế còn làm hộ chiếu phí bao nhiêu", citizen.hears("đăng ký khai sinh"), aspects=[Aspect.FEE])
        assert answer.procedure_codes == [PASSPORT.code]

    def test_both_of_two_matters_are_meant(self, citizen: Citizen) -> None:
        two = citizen.hears("đăng ký khai sinh và làm hộ chiếu")
        assert citizen.hears("phí bao nhiêu", two, aspects=[Aspect.FEE]).procedure_codes == [BIRTH.code, PASSPORT.code]


class TestCorrection:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("không phải, ý em là làm hộ chiếu", PASSPORT.code),
            ("à không, làm hộ chiếu", PASSPORT.code),
            ("nhầm rồi, em hỏi đăng ký kết hôn", MARRIAGE.code),
            ("làm hộ chiếu chứ không phải khai sinh", PASSPORT.code),
            ("khong phai, y em la lam ho chieu", PASSPORT.code),
        ],
    )
    def test_another_matter_is_answered_and_what_was_asked_stays(self, citizen: Citizen, text: str, code: str) -> None:
        answer = citizen.hears(text, citizen.hears("đăng ký khai sinh", aspects=[Aspect.FEE]))
        assert (answer.step, answer.procedure_codes, answer.context.aspects) == ("carry_on", [code], [Aspect.FEE])

    def test_intent_alone_is_enough(self, citizen: Citizen) -> None:
        first = citizen.hears("đăng ký khai sinh", aspects=[Aspect.FEE])
        answer = citizen.hears("hộ chiếu", first, intent="correct_procedure")
        assert (answer.procedure_codes, answer.context.aspects) == ([PASSPORT.code], [Aspect.FEE])

    def test_what_is_asked_with_the_correction_counts_more(self, citizen: Citizen) -> None:
        first = citizen.hears("đăng ký khai sinh", aspects=[Aspect.FEE])
        answer = citizen.hears("à không, làm hộ chiếu mấy ngày", first, aspects=[Aspect.TIME])
        assert (answer.procedure_codes, answer.context.aspects) == ([PASSPORT.code], [Aspect.TIME])

    def test_with_nothing_at_hand_there_is_nothing_to_correct(self, citizen: Citizen) -> None:
        answer = citizen.hears("à không, làm hộ chiếu")
        assert answer.procedure_codes == [PASSPORT.code]


class TestDetail:
    def test_detail_is_read_together_with_the_question_before(self, citizen: Citizen) -> None:
        answer = citizen.hears("nhà 3 tầng thì sao", citizen.hears("xin phép xây nhà"))
        assert (answer.step, answer.procedure_codes) == ("carry_on", [HOUSE.code])

    def test_what_was_asked_before_is_answered_for_this_case_and_its_conditions(self, citizen: Citizen) -> None:
        answer = citizen.hears("nhà 3 tầng thì sao", citizen.hears("xin phép xây nhà", aspects=[Aspect.FEE]))
        assert answer.context.aspects == [Aspect.FEE, Aspect.CONDITIONS]

    def test_detail_is_remembered_with_the_question(self, citizen: Citizen) -> None:
        answer = citizen.hears("nhà 3 tầng thì sao", citizen.hears("xin phép xây nhà"))
        assert {"xay", "nha", "tang"} <= set(answer.context.asked_text.split())

    def test_detail_that_leads_to_a_sibling_is_remembered_with_the_question_too(self, citizen: Citizen) -> None:
        at_hand = DialogueContext(procedure_codes=[SCHOOL_SIX.code], asked_text="nhap hoc cho con")
        answer = citizen.hears("phổ thông", Answer(behaviour=Behaviour.ANSWER, blocks=[], context=at_hand))
        assert (answer.procedure_codes, answer.context.asked_text) == ([SCHOOL_TEN.code], "nhap hoc cho con pho thong")

    def test_another_matter_called_by_its_name_is_no_detail(self, citizen: Citizen) -> None:
        answer = citizen.hears("làm hộ chiếu", citizen.hears("xin phép xây nhà"))
        assert answer.procedure_codes == [PASSPORT.code]

    def test_words_that_say_they_change_the_matter_do(self, citizen: Citizen) -> None:
        answer = citizen.hears("giờ em hỏi cái hộ chiếu", citizen.hears("xin phép xây nhà"))
        assert answer.procedure_codes == [PASSPORT.code]

    @pytest.mark.parametrize("text", ["asdf qwer", "👍👍", "blah"])
    def test_nonsense_is_no_detail_of_anything(self, citizen: Citizen, text: str) -> None:
        assert citizen.ask(text, citizen.hears("xin phép xây nhà")) is None

    @pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback"])
    @pytest.mark.parametrize("text", ["trời có mưa bão gì trong mấy ngày", "ve xem ca nhac toi thu bay may ngay ban"])
    def test_what_is_none_of_ours_is_no_detail_and_the_topic_stays(self, citizen: Citizen, text: str, intent: str) -> None:
        at_hand = citizen.hears("đăng ký khai sinh")
        assert citizen.ask(text, at_hand, aspects=[Aspect.TIME], intent=intent) is None
        assert citizen.hears("phí bao nhiêu", at_hand, aspects=[Aspect.FEE]).procedure_codes == [BIRTH.code]

    def test_question_without_a_word_of_ours_is_none_either(self, citizen: Citizen) -> None:
        at_hand = citizen.hears("đăng ký khai sinh")
        assert citizen.ask("ve xem ca nhac toi thu bay may ngay ban", at_hand, aspects=[Aspect.TIME], intent="ask_time") is None

    @pytest.mark.parametrize("text", ["vườn thú kia thì sao", "trăng tròn mấy ngày"])
    def test_what_points_back_or_is_short_may_be_one(self, citizen: Citizen, text: str) -> None:
        answer = citizen.hears(text, citizen.hears("đăng ký khai sinh"), aspects=[Aspect.TIME], intent="out_of_scope")
        assert answer.procedure_codes == [BIRTH.code]


def test_today_does_not_change_what_is_found(town: Knowledge, words: Words) -> None:
    later = Citizen(service_of(town, words, date(2030, 1, 1)))
    assert later.hears("đăng ký khai sinh").procedure_codes == [BIRTH.code]


def test_a_matter_told_by_its_words_alone_is_told_in_the_middle_of_talk(words: Words) -> None:
    """Search knows none of these words, so it has no signals of that entry."""
    fines = faq("traffic-fines-by-camera", question="Zơ zắc zích?", aliases=["zùng zoằng"])
    citizen = Citizen(service_of(build_knowledge(1, published(*PROCEDURES, fines)), words))
    answer = citizen.hears("bị phạt nguội", citizen.hears("đăng ký khai sinh"))
    assert answer.context.faq_slug == "traffic-fines-by-camera"
