"""What a citizen's case is about: the last of their messages that states a matter, not a photo, a number, thanks or "nhân viên đâu"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.models import Message, MessageKind, Sender
from core.erasing import ERASED
from vntext import fold

# How far back it is looked for.
LOOKED_BACK = 40
# What was sent without words, as it stands in the thread: "[Hình ảnh]", "[Tệp] don.pdf".
_SENT = re.compile(r"^\[[^\]]*\].*$", re.MULTILINE)
# A message of these words alone, as `fold` writes them, asks for a person, greets, thanks, hurries, or shows what came with it.
_ASIDE = """
nhan vien tong dai cham soc khach hang tu van ho tro can bo nguoi that truc may bot dong admin ad ai toi tui minh em anh chi co chu bac
ong ba ban gap noi chuyen lien he ket cho xin muon nho goi hoi tra loi giup voi duoc khong k ko hong dau roi o day kia do nay nao vay a
ah u uh oi nhe nha di sao chua chu ha nua lau qua mai nhanh len luon ngay alo hello hi chao da vang ok oke cam on thanks tiep gui hinh
cai so cua dien thoai sdt dt la phai dung
"""
_SAYS_NOTHING = frozenset(_ASIDE.split())
_INTENTS_WITHOUT = frozenset(
    {
        "request_operator",
        "greet",
        "thank",
        "goodbye",
        "ask_who_are_you",
        "abuse",
        "affirm",
        "deny",
        "choose_option",
        "show_more",
    }
)
# Whoever writes more than that tells something beside.
_BARE_WORDS = 8


def is_bare(text: str) -> bool:
    return len(text.split()) <= _BARE_WORDS


def matter_in(text: str) -> str:
    """Its words without what only shows that something was sent; empty when they state nothing."""
    said = _SENT.sub("", text).strip()
    states = any(word not in _SAYS_NOTHING and not word[0].isdigit() for word in fold(said).split())
    return said if states else ""


def last_matter(thread: Sequence[Message]) -> str:
    """`thread`, oldest first, with the replies; empty when nothing is stated in it."""
    replies = {message.in_reply_to: message for message in thread if message.kind == MessageKind.REPLY}
    for message in reversed(thread):
        if message.sender != Sender.CITIZEN or message.text == ERASED or _is_aside(message, replies.get(message.id)):
            continue
        if matter := matter_in(message.text):
            return matter
    return ""


def _is_aside(message: Message, reply: Message | None) -> bool:
    """By what it was taken for when it was answered: small talk, a choice, or what needs no bot, such as a code, a number, a rating."""
    if reply is None:
        return False
    if reply.sender == Sender.SYSTEM and "handover" not in reply.details:
        return reply.details.get("behaviour") != "emergency"
    intent = (reply.details.get("understood") or {}).get("intent") or {}
    return intent.get("name") in _INTENTS_WITHOUT and is_bare(message.text)
