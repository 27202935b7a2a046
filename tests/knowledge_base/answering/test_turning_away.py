"""Questions in full about another matter, while a list stands open or a procedure is at hand, over the content as shipped."""

from __future__ import annotations

import pytest

from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.question import Aspect
from tests.knowledge_base.answering.conftest import Citizen

_D, _F, _T, _P = Aspect.DOCUMENTS, Aspect.FEE, Aspect.TIME, Aspect.PLACE
RESIDENCE, BIRTH, UNMARRIED = "1.004194", "1.001193", "1.004873"
# Some leave a list open, some a procedure at hand.
FIRST = ["làm căn cước", "đổi thẻ căn cước", "bo me mat can lam gi", "sổ đỏ", "mo quan", "làm lại giấy tờ bị mất"]


@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize(
    ("text", "aspect", "code"),
    [
        ("tam tru can giay to gi", _D, RESIDENCE),
        ("đăng ký tạm trú cần giấy tờ gì", _D, RESIDENCE),
        ("khai sinh cho con mới sinh hết bao nhiêu tiền", _F, BIRTH),
        ("dang ky khai sinh mat may ngay", _T, BIRTH),
        ("xin giấy xác nhận tình trạng hôn nhân ở đâu", _P, UNMARRIED),
        ("lam giay doc than nop o dau", _P, UNMARRIED),
    ],
)
def test_is_answered_as_itself(resident: Citizen, first: str, text: str, aspect: Aspect, code: str) -> None:
    answer = resident.hears(text, resident.hears(first), aspects=[aspect])
    assert (answer.behaviour, answer.procedure_codes[:1]) == (Behaviour.ANSWER, [code])


@pytest.mark.parametrize(
    ("first", "text", "code"),
    [
        ("làm căn cước", "con tôi mới học lớp 6", "1.014062"),
        ("làm căn cước", "bị rớt mất ví rồi", "1.014064"),
        ("làm căn cước", "chau 17 tuoi", "1.014061"),
    ],
)
def test_detail_still_chooses_from_the_list(resident: Citizen, first: str, text: str, code: str) -> None:
    asked_back = resident.hears(first)
    assert code in [option.key for option in asked_back.options]
    assert resident.hears(text, asked_back).procedure_codes[:1] == [code]


@pytest.mark.parametrize(
    ("list_of", "text", "code"), [("sổ đỏ", "muốn đăng ký kết hôn", "1.000894"), ("làm căn cước", "muốn khai tử", "1.000656")]
)
def test_a_wish_for_another_matter_is_not_taken_for_a_choice(resident: Citizen, list_of: str, text: str, code: str) -> None:
    answer = resident.hears(text, resident.hears(list_of))
    assert code in answer.procedure_codes


@pytest.mark.parametrize(
    ("topic", "code"),
    [("khai sinh", "1.001193"), ("kết hôn", "1.000894"), ("khai tử", "1.000656"), ("tạm trú", "1.004194"), ("thuong tru", "1.004222")],
)
def test_of_a_topic_alone_the_common_procedure_comes_first(resident: Citizen, topic: str, code: str) -> None:
    assert resident.hears(topic).procedure_codes[:1] == [code]


@pytest.mark.parametrize("text", ["vào lớp 1", "lớp 1", "cho bé học lớp một", "con toi hoc lop 1 trai tuyen"])
def test_first_year_of_school_is_no_enrolment_for_the_sixth(resident: Citizen, text: str) -> None:
    assert "3.000182" not in resident.hears(text).procedure_codes


@pytest.mark.parametrize("first", ["làm căn cước", "khai sinh cho bé cần giấy tờ gì", "đăng ký tạm trú mất mấy ngày"])
@pytest.mark.parametrize(
    ("text", "aspect", "entry"),
    [
        ("hai vợ chồng ra tòa ly dị thì nộp đơn chỗ nào", _P, "divorce-is-for-the-court"),
        ("vk ck muon li hon nop don o dau", _P, "divorce-is-for-the-court"),
        ("mua bảo hiểm y tế cho nhà 5 người hết bao nhiêu", _F, "health-insurance-contribution-of-a-household"),
    ],
)
def test_what_is_another_agencys_is_no_detail_of_what_is_at_hand(
    resident: Citizen, first: str, text: str, aspect: Aspect, entry: str
) -> None:
    answer = resident.hears(text, resident.hears(first), aspects=[aspect])
    assert [told.key for told in answer.entries] == [entry]
