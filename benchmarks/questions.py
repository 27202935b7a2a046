"""What is said to the bots. Every sentence was made for this benchmark; none is from an evaluation set.

Both bots keep to what they understand: ours is asked in Vietnamese about procedures, the starter bot in the words of its own stories.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

QUESTIONS = (
    "làm giấy khai sinh cho con cần giấy tờ gì",
    "dang ky tam tru o dau",
    "cấp lại căn cước bị mất",
    "xin giấy xác nhận độc thân nộp ở đâu",
    "đăng ký kết hôn với người nước ngoài",
    "thu tuc khai tu cho nguoi than",
    "sang tên sổ đỏ khi được cho đất",
    "tách thửa đất ra hai lô cho hai con",
    "lam so do lan dau het bao nhieu tien",
    "xin giấy phép xây nhà cấp 4",
    "sửa nhà có cần xin phép không",
    "mở quán cà phê phải đăng ký gì",
    "dang ky ho kinh doanh ca the",
    "tạm ngừng kinh doanh sáu tháng",
    "giải thể công ty một thành viên",
    "đổi giấy phép lái xe máy bị mờ",
    "cap doi bang lai o to",
    "đăng ký xe máy mới mua",
    "hộ chiếu phổ thông làm bao lâu thì có",
    "lam ho chieu cho tre em duoi 14 tuoi",
    "xác nhận cư trú để đi học",
    "nhập hộ khẩu cho vợ về nhà chồng",
    "xoa dang ky thuong tru",
    "đổi tên trong giấy khai sinh",
    "cải chính ngày sinh bị ghi sai",
    "nhận cha cho con",
    "nhan con nuoi trong nuoc",
    "chứng thực chữ ký trên giấy bán xe",
    "sao y bản chính bằng đại học",
    "cong chung hop dong thue nha",
    "trợ cấp cho người cao tuổi trên 80",
    "mẹ đơn thân nghèo nuôi con nhỏ được hỗ trợ gì",
    "ho so huong tro cap khuyet tat",
    "xác định lại mức độ khuyết tật",
    "công nhận hộ nghèo",
    "hỗ trợ mai táng phí cho cựu chiến binh",
    "che do cho nguoi co cong",
    "cấp thẻ bảo hiểm y tế cho trẻ dưới sáu tuổi",
    "mat the bao hiem y te thi lam sao",
    "hưởng bảo hiểm thất nghiệp sau khi nghỉ việc",
    "rút bảo hiểm xã hội một lần",
    "lý lịch tư pháp để đi xuất khẩu lao động",
    "xin lam phieu ly lich tu phap so 1",
    "chuyển trường cho con học lớp 7",
    "xét tuyển vào lớp sáu trường nội trú",
    "cap ban sao bang tot nghiep cap ba",
    "miễn giảm học phí cho con hộ cận nghèo",
    "giấy phép bán thuốc tây",
    "chung chi hanh nghe duoc",
    "cơ sở ăn uống cần giấy an toàn thực phẩm nào",
    "khai thác nước giếng khoan cho trang trại",
    "giay phep xa thai ra suoi",
    "chuyển đất trồng cây sang đất ở",
    "tranh chấp đất với hàng xóm nhờ xã hòa giải",
    "gui don khieu nai quyet dinh thu hoi dat",
    "đăng ký mã số thuế cá nhân",
    "thế chấp quyền sử dụng đất vay ngân hàng",
    "xóa thế chấp sau khi trả hết nợ",
    "bao tai nan lao dong cho cong nhan",
    "tổ chức lễ hội ở đình làng cần xin ai",
)
_FOLLOW_UPS = ("thế còn phí?", "mất mấy ngày", "nộp ở đâu vậy")
# Around a question, so that no text comes twice and no memory of earlier searches answers for the search.
_OPENINGS = ("", "cho em hỏi", "ad ơi", "dạ cho hỏi chút", "anh chị cho biết", "alo", "mình muốn hỏi", "nhờ tổng đài", "xin hỏi", "chào ad")
_ENDINGS = ("", "ạ", "vậy ad", "giúp em với", "nhé", "thì sao", "cho nhà tôi", "ở xã", "năm nay", "gấp", "cho người quen")
_VARIANTS = tuple(itertools.product(_OPENINGS, _ENDINGS))

# One way through every story and rule of the starter bot (`data/stories.yml`, `data/rules.yml`), each text one of its own examples.
_STARTER_STORY = (
    "hello there",
    "great",
    "are you a bot?",
    "good morning",
    "I am sad",
    "yes",
    "hey",
    "feeling a bit down today",
    "not really",
)

CYCLE = 9
"""Turns after which a script comes back to the same topics, of either bot; any window so long holds the same mixture."""


def varied_questions(rounds: int) -> list[str]:
    """`rounds` times all questions, each time worded a little differently."""
    return [_worded(question, position + round_ * 7) for round_ in range(rounds) for position, question in enumerate(QUESTIONS)]


def citizen_script(number: int) -> Iterator[str]:
    """Without end, `CYCLE` turns a round: two questions, then a short one about the second. Another `number`, other topics and wordings."""
    topics = CYCLE - len(_FOLLOW_UPS)
    start = number * topics
    chosen = [QUESTIONS[(start + offset) % len(QUESTIONS)] for offset in range(topics)]
    for round_ in itertools.count():
        worded = iter([_worded(question, start + position + round_ * 7) for position, question in enumerate(chosen)])
        for follow_up in _FOLLOW_UPS:
            yield next(worded)
            yield next(worded)
            yield follow_up


def starter_script(number: int) -> Iterator[str]:
    """Without end, `CYCLE` turns a round."""
    del number  # it knows too few sentences to vary them
    return itertools.cycle(_STARTER_STORY)


def _worded(question: str, variant: int) -> str:
    opening, ending = _VARIANTS[variant % len(_VARIANTS)]
    return " ".join(part for part in (opening, question, ending) if part)
