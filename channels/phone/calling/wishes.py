"""What callers ask of the call itself, in any state: a person, to hear it again, slower, on, to stop, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from vntext import words


class Wish(StrEnum):
    PERSON = "person"
    AGAIN = "again"
    MORE = "more"
    SLOWER = "slower"
    STOP = "stop"
    GOODBYE = "goodbye"
    # The whole answer, in writing.
    SEND = "send"
    CALL_BACK = "call_back"
    NOT_RECORDED = "not_recorded"
    HELLO = "hello"
    YES = "yes"
    NO = "no"


# How callers call themselves and us.
_WHO = r"(?:tôi|tui|mình|cháu|con|em|bạn|bác|cô|chú|anh|chị|ông|bà|dì|cậu|má|mẹ|ba|bố)"
# Words that may stand before and behind, and change nothing.
_POLITE = (
    rf"(?:(?:dạ|vâng|ừ|à|ờ|ơ|ừm|thôi|này|alo|ơi|cho|xin|làm ơn|nhờ|giúp|hãy|{_WHO}|muốn|cần|được|rồi|thế|vậy|giờ"
    r"|(?:mã|số|câu|đoạn|chỗ|khúc)(?: đó| này| đấy))\s+)*"
)
_KIND = rf"(?:\s+(?:ạ|đi|nhé|nha|nghe|với|giúp|giùm|cho|{_WHO}|được không|được|một|chút|tí|xíu|lần|nữa|ngay|luôn|rồi|đó|coi|hả|nè|vậy))*"
# Why they wish it, before it or behind it.
_NOT = r"(?:không|hông|hổng|chưa)"
_WHY = (
    rf"(?:(?:nghe|nhớ|ghi|hiểu|theo) {_NOT} (?:kịp|rõ|nổi|được|ra|hết|thấy)|(?:nhiều|nhanh|lẹ|dài)(?: dữ)? quá|già(?: cả)?(?: rồi)?"
    rf"|lớn tuổi(?: rồi)?|(?:lãng|nặng) tai|tai (?:lãng|nặng|kém)|{_NOT}(?: muốn| thích| nói chuyện| nói)* với máy(?: nữa| đâu)?)"
)
_PEOPLE = r"(?:tổng đài(?: viên)?|nhân viên|điện thoại viên|tư vấn viên|cán bộ|người thật|người trực|con người|người)"


def _whole(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{_POLITE}{_WHY}\s+)*{_POLITE}(?:{'|'.join(phrases)}){_KIND}(?:\s+{_POLITE}{_WHY}{_KIND})*$")


# In this order: "không ghi âm" is no "không", "nói lại chậm thôi" is slower, not again.
_SAID: Mapping[Wish, re.Pattern[str]] = {
    Wish.NOT_RECORDED: _whole(r"(?:không|đừng|khỏi)(?: đồng ý| muốn| cho| được| bị)*(?: ghi| thu) âm(?: cuộc gọi)?"),
    Wish.PERSON: _whole(
        r"(?:gặp|nói chuyện(?: trực tiếp)?(?: với)?|chuyển(?: máy)?(?: qua| sang| cho| đến)?|nối máy(?: với| cho)?|kết nối(?: với)?|gọi) "
        rf"{_PEOPLE}(?: khác| thật| tư vấn| trực| hỗ trợ)*",
        r"tổng đài viên",
        r"chuyển máy",
    ),
    Wish.CALL_BACK: _whole(
        r"(?:gọi|điện|liên lạc)(?: thoại)? lại(?: sau)?", r"không chờ(?: nữa)?", r"khỏi chờ", r"để lại số(?: điện thoại)?"
    ),
    Wish.SLOWER: _whole(
        r"(?:nói|đọc|nhắc)(?: lại)?(?: cho)? (?:chậm|từ từ)(?: lại| hơn| thôi)*",
        r"chậm(?: lại| hơn| thôi)*",
        r"(?:(?:nói|đọc) )?nhanh quá",
    ),
    Wish.AGAIN: _whole(
        r"(?:nghe|nhắc|nói|đọc|lặp|lập)(?: lại)+(?: câu)?(?: vừa rồi| đó| trên)?",
        r"(?:chưa|không|hông) nghe (?:rõ|kịp|được)",
        rf"(?:nghe|ghi) {_NOT} (?:rõ|kịp|được|ra|thấy)",
        r"(?:hả|hử)(?: cái gì| nói gì| gì)?(?: cơ| vậy| thế| hả)*",
        r"(?:gì|cái gì|nói gì|sao)(?: cơ| vậy| thế)+",
    ),
    Wish.SEND: _whole(
        rf"(?:gửi|gởi|nhắn)(?: (?:cho|qua) {_WHO})?(?: cái)?(?: tin)?(?: nhắn)?(?: câu trả lời| bản đầy đủ| đầy đủ| nội dung)?"
        r"(?: qua| vào| đến)?(?: zalo| dalo| gia lô| tin nhắn| máy| điện thoại)?"
    ),
    Wish.MORE: _whole(r"(?:nghe |nói |đọc |xem )?(?:tiếp|thêm)(?: tục| theo| đi)*", r"còn (?:gì|giấy tờ gì|giấy gì) nữa"),
    Wish.STOP: _whole(r"(?:dừng|ngừng)(?: lại)?", r"im(?: đi)?", r"khoan(?: đã)?", r"đủ rồi", r"thôi(?: được rồi| đủ rồi)?"),
    Wish.GOODBYE: _whole(
        r"tạm biệt",
        r"chào tạm biệt",
        rf"(?:không (?:{_WHO} )?)?(?:không|hết|khỏi)(?: còn| có| cần| hỏi)*(?: gì| việc gì)?(?: thêm| nữa)+(?: đâu)?(?: cảm ơn)?",
        rf"(?:cảm ơn|cám ơn)(?: nhiều| {_WHO}| nha| nhé| nghe| lắm)* (?:chào|tạm biệt)",
        r"(?:được rồi|vậy thôi|thế thôi|vậy được rồi|hết rồi|xong rồi) (?:cảm ơn|cám ơn|chào)",
    ),
    Wish.HELLO: _whole(r"(?:alo|a lô)(?: alo| a lô)*(?: nghe)?(?: không)?", r"(?:có )?(?:ai )?nghe (?:máy |rõ )?(?:không|chưa)"),
    Wish.YES: _whole(
        r"đúng(?: là)?(?: số)?(?: đó| đấy| này| vậy| thế)?",
        r"(?:phải|chính xác|có|ok|ô kê|đồng ý|dạ|vâng|ừ|ừm|chuẩn)",
    ),
    Wish.NO: _whole(r"không(?: phải| đúng)*(?: số| vậy| thế| đâu)*", r"sai", r"nhầm", r"số khác", r"chưa(?: đúng)?"),
}
_LONGEST_WORDS = 14
# Meant together with something else, these count only where they were asked for.
ANSWERS = frozenset({Wish.YES, Wish.NO})


def wish_of(text: str) -> Wish | None:
    """None for a question like others. `text` as it was heard, with accents."""
    said = words(text)
    if not said or len(said) > _LONGEST_WORDS:
        return None
    line = " ".join(said)
    return next((wish for wish, pattern in _SAID.items() if pattern.match(line)), None)
