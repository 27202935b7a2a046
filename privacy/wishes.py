"""What a citizen wants to be done with their own data, read from a line of the chat: accents, order and politeness do not matter.

The whole line has to be made of such words: "xóa đăng ký thường trú của tôi" and "xóa thông tin trên giấy khai sinh" are questions about
procedures. Whoever is misunderstood loses nothing, since nothing is deleted before it is confirmed.
"""

from __future__ import annotations

import re
from enum import StrEnum

from vntext import fold

_LONGEST = 120


class Wish(StrEnum):
    DELETE = "delete"
    EXPORT = "export"
    CONFIRM = "confirm"
    KEEP = "keep"
    # A yes that might be to something else: nothing is taken for granted where nothing can be undone.
    AFFIRM = "affirm"


_ME = r"(?:toi|tui|minh|em|anh|chi|con|chau|bac|co|chu|ong|ba|ban than)"
_OF_ME = rf"(?:cua (?:chinh )?{_ME}|ve {_ME}|{_ME})"
_BEFORE = rf"""
    (?: (?: {_ME} | xin | hay | vui | long | on | nho | giup | gium | cho | hoi | muon | can | de | lam | nghi | yeu | cau | phien | ad
          | admin | tong | dai | oi | da | vang | ban | sao | the | nao | cach | co | khong | chao | a | alo | quyen | duoc ) \s )*
"""
_AFTER = rf"""
    (?: \s (?: di | nhe | nha | nhen | a | voi | giup | gium | dum | cho | {_ME} | ngay | luon | lien | het | hoan | toan | bay | gio
          | khoi | he | thong | tong | dai | o | tren | trong | day | kenh | nay | zalo | may | chu | server | duoc
          | khong | ko | k | ve | lai | ra | xem | file | xin | cam | on | vinh | vien | cua | ban ) )*
"""
_ALL = r"(?: (?: het | toan | bo | tat | ca | moi | sach | nhung | cac | nguyen ) \s )*"
_WHAT = r"""
    (?: du \s lieu | thong \s tin | tin \s nhan | lich \s su | noi \s dung | (?: cuoc \s | doan \s )? (?: tro \s chuyen | hoi \s thoai
      | chat ) | data | nhung \s gi )
    (?: \s (?: ca \s nhan | rieng \s tu | tro \s chuyen | nhan \s tin | tin \s nhan | hoi \s thoai | chat | da \s (?: luu | gui | nhan
      | hoi ) | va | du \s lieu | thong \s tin ) )*
"""
_DELETE = re.compile(
    rf"{_BEFORE} (?: xoa | tieu \s huy ) (?: \s bo )? \s {_ALL} {_WHAT} (?: \s {_OF_ME} )? {_AFTER}",
    re.VERBOSE,
)
_COPY_VERB = r"(?: xuat | tai | trich | sao \s chep | sao \s luu | cung \s cap | gui | lay | xin | nhan | cho | cho \s xin )"
_EXPORT = re.compile(
    rf"""
    {_BEFORE} (?:
        # "tải dữ liệu của tôi về", "gửi tôi dữ liệu của tôi"
        {_COPY_VERB} (?: \s (?: cho | lai | ra | ve ) )* (?: \s {_ME} )? (?: \s xin )? \s {_ALL}
            (?: (?: mot | 1 ) \s )? (?: ban \s sao \s | ban \s copy \s )? (?: cua \s )? {_WHAT} \s (?: {_OF_ME} | cua \s {_ME} )
      | (?: xuat | tai | trich ) \s {_ALL} (?: du \s lieu | thong \s tin ) (?: \s ca \s nhan )?
      | (?: (?: mot | 1 ) \s )? ban \s (?: sao | copy ) \s (?: cua \s )? {_WHAT} (?: \s {_OF_ME} )?
    ) {_AFTER}
    """,
    re.VERBOSE,
)
_CONFIRM = re.compile(r"(?:da |vang |toi |em )?xac nhan xoa(?: (?:du lieu|di|nhe|nha|a|het|luon|ngay|giup|cua|toi|em|toan bo))*")
_KEEP = re.compile(
    r"(?:da |thoi |toi |em )*(?:khong|ko|k|dung|huy) (?:can |muon |phai )?xoa(?: (?:nua|dau|du lieu|a|nhe|nha))*|thoi khong xoa"
)


_YES = re.compile(
    r"(?:da |vang |ok |u |toi |em )*(?:dong y|xoa|co|xac nhan)(?: (?:xoa|di|het|luon|nhe|nha|a|giup|ngay))*"
    r"|(?:da )?(?:vang|ok|oke|u|uh)(?: a)?"
)
_SOUNDS_LIKE_YES = re.compile(
    r"(?:(?:da|vang|u|uh|a|thi|toi|em|minh)\s)*(?:dung|phai|chinh xac|chuan|chac(?: chan)?|ro|hieu|biet|nhat tri|muon|can|tat nhien)"
    r"(?:\s(?:la|roi|vay|the|a|nhe|nha|luon|do|day|y|toi|em|minh|muon|chan|thoi|het|di|xoa|ok))*"
)
_NO = re.compile(r"(?:da |a |toi |em )*(?:thoi|khong|ko|k|khoi|dung|huy)(?: (?:thoi|khong|ko|khoi|can|bo|di|a|nhe|nha|nua|dau|xoa))*")


def read_yes_or_no(text: str) -> Wish | None:
    """To whoever has just been asked whether everything is to be deleted."""
    line = fold(text[:_LONGEST])
    if _NO.fullmatch(line):
        return Wish.KEEP
    if _YES.fullmatch(line):
        return Wish.CONFIRM
    return Wish.AFFIRM if _SOUNDS_LIKE_YES.fullmatch(line) else None


def read_wish(text: str) -> Wish | None:
    """None for every line that is about something else, or about more than that."""
    if len(text) > _LONGEST:
        return None
    line = fold(text)
    if _CONFIRM.fullmatch(line):
        return Wish.CONFIRM
    if _KEEP.fullmatch(line):
        return Wish.KEEP
    if _DELETE.fullmatch(line):
        return Wish.DELETE
    return Wish.EXPORT if _EXPORT.fullmatch(line) else None
