"""Daily questions that are another office's, over the content as shipped; and those that only sound like them."""

from __future__ import annotations

import pytest

from knowledge_base.answering.whose_matter import favour_whose_matter
from knowledge_base.records import EverydayNames, FaqRecord, ProcedureRecord
from knowledge_base.search.index import Found, Hit
from knowledge_base.search.query import prepare
from tests.knowledge_base.answering.conftest import Citizen
from vntext import fold

DIVORCE = "divorce-is-for-the-court"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("hai đứa em tính ra tòa ly dị thì bắt đầu từ đâu", DIVORCE),
        ("toi muon li hon ma ong chong khong chiu", DIVORCE),
        ("xe con bị dính phạt nguội thì làm gì", "traffic-fines-by-camera"),
        ("em học cao học thì có được hoãn nhập ngũ nữa không", "military-service-put-off"),
        ("cháu nội cần giấy xác nhận là thân nhân của liệt sĩ", "papers-of-martyrs-families"),
        ("qua mùng mười rồi mà lương hưu của ngoại chưa về", "pension-not-come"),
        ("điện kế nhà tui quay nhanh quá", "electricity-is-for-the-power-company"),
        ("ông cố yếu lắm, làm căn cước ở nhà được hông", "home-service-elderly-disabled"),
        ("xe thằng em bị tạm giữ hai bữa nay, giờ sao", "seized-licence-or-vehicle"),
        ("thổi nồng độ cồn dính mức hai là phạt mấy triệu", "traffic-fine-amounts"),
        ("coi dùm bằng lái của ba còn mấy điểm", "licence-points"),
        ("mà tạm ứng án phí kho bạc nào nhận", "court-costs"),
        ("xưởng may nợ hai tháng lương tụi em", "wages-not-paid"),
        ("tien thai san cua vo toi van chua ve", "insurance-money-not-come"),
        ("cái zalo của em bị ai hack mất", "hacked-account"),
        ("cho xin số điện thoại của anh địa chính", "telephone-of-an-official"),
        ("cây mít hàng xóm ngả qua mái bếp", "neighbours-tree"),
    ],
)
def test_is_told_whose_it_is(resident: Citizen, text: str, slug: str) -> None:
    assert [entry.key for entry in resident.hears(text).entries] == [slug]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("xin giấy độc thân vì em đã ly hôn", "1.004873"),
        ("vợ chồng đã ly hôn giờ muốn tách hộ", "1.010038"),
        ("khai nghĩa vụ quân sự lần đầu cho con trai", "1.013133"),
        ("bằng lái hết điểm muốn đăng ký kiểm tra lại luật", "1.013211"),
        ("cấp lại tem kiểm định bị mất cho xe tải", "1.013092"),
    ],
)
def test_what_only_sounds_like_it_is_the_procedure(resident: Citizen, text: str, code: str) -> None:
    assert resident.hears(text).procedure_codes[:1] == [code]


def test_who_never_had_a_pension_asks_for_funeral_money_and_not_for_this_months() -> None:
    found, told = Found((Hit("1.014028", 0.6),), 0.4), {"pension-not-come"}
    assert favour_whose_matter(found, fold("có tiền mai táng gì không, bà 82 tuổi chưa lãnh lương hưu"), told) is found
    assert favour_whose_matter(found, fold("tháng này chưa lãnh được lương hưu"), told) is not found


def test_a_matter_that_is_not_published_is_not_told() -> None:
    found = Found((Hit("1.010038", 0.6),), 0.4)
    assert favour_whose_matter(found, fold("muốn ly hôn"), set()) is found
    assert favour_whose_matter(found, fold("muốn ly hôn"), {DIVORCE}).best == Hit(DIVORCE, 0.9)


def test_no_wording_of_another_entry_speaks_of_such_a_matter(
    procedures: list[ProcedureRecord], faqs: list[FaqRecord], everyday_names: list[EverydayNames]
) -> None:
    lines = [(record.code, line) for record in procedures for line in (record.name, *record.aliases)]
    lines += [(record.code, line) for record in everyday_names for line in (*record.names, *record.questions)]
    lines += [(record.slug, line) for record in faqs for line in (record.question, *record.aliases)]
    matters = {record.slug for record in faqs}
    # "làm căn cước tại nhà" is asked of either.
    about = {record.slug: record.related_procedures for record in faqs}
    nothing = Found((), 1.0)
    best = [(key, line, favour_whose_matter(nothing, prepare(line).folded, matters).best) for key, line in lines]
    strange = [(key, line, hit.key) for key, line, hit in best if hit is not None and key not in (hit.key, *about[hit.key])]
    assert strange == []
