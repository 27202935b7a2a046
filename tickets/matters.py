"""What a citizen's case is about: the last of their messages that states a matter, not a photo, a number, thanks or "nhân viên đâu"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from conversations.asking_again import is_asked_again
from conversations.models import Message, MessageKind, Sender
from conversations.understood import asked_of, behaviour_of, intent_of
from core.erasing import ERASED
from tickets.phone_numbers import find_phone
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
_ASKS_FOR_PERSON = "request_operator"
_INTENTS_WITHOUT = frozenset({"greet", "thank", "goodbye", "ask_who_are_you", "abuse", "affirm", "deny", "choose_option", "show_more"})
_SMALL_TALK = "smalltalk"
# Whoever writes more than that tells something beside.
_BARE_WORDS = 8
# So few words that state something are an "ơi" or a "giùm" that no list has: a wish for a person, a number to call.
_STATE_SOMETHING = 3


def is_wish_for_person(text: str, details: Mapping[str, Any]) -> bool:
    """And nothing else, as far as the bot's understanding in `details` of its reply goes."""
    return intent_of(details) == _ASKS_FOR_PERSON and _stating_words(text) < _STATE_SOMETHING


def is_bare(text: str) -> bool:
    return len(text.split()) <= _BARE_WORDS


def matter_in(text: str) -> str:
    """Its words without what only shows that something was sent; empty when they state nothing."""
    said = _SENT.sub("", text).strip()
    least = _STATE_SOMETHING if find_phone(said) is not None else 1
    return said if _stating_words(said) >= least else ""


def last_matter(thread: Sequence[Message]) -> str:
    """`thread`, oldest first, with the replies; empty when nothing is stated in it."""
    replies = {message.in_reply_to: message for message in thread if message.kind == MessageKind.REPLY}
    for message in reversed(thread):
        if message.sender == Sender.CITIZEN and (matter := _matter_of(message, replies.get(message.id))):
            return matter
    return ""


def open_question(thread: Sequence[Message]) -> Message | None:
    """The last matter that nobody has said a word to: no reply, and no operator's words after it."""
    replied = {message.in_reply_to for message in thread if message.kind == MessageKind.REPLY}
    for message in reversed(thread):
        if message.sender == Sender.OPERATOR:
            return None
        is_open = message.sender == Sender.CITIZEN and message.id not in replied and not is_asked_again(message)
        if is_open and _matter_of(message, None):
            return message
    return None


def _matter_of(message: Message, reply: Message | None) -> str:
    return "" if message.text == ERASED or _is_aside(message, reply) else matter_in(message.text)


def _is_aside(message: Message, reply: Message | None) -> bool:
    """By what it was taken for: small talk, a wish for a person, a choice, or what needs no bot, such as a code, a number, a rating."""
    if reply is not None and reply.sender == Sender.SYSTEM and "handover" not in reply.details:
        return reply.details.get("behaviour") != "emergency"
    known = asked_of(message, reply)
    if behaviour_of(known) == _SMALL_TALK or is_wish_for_person(message.text, known):
        return True
    return intent_of(known) in _INTENTS_WITHOUT and is_bare(message.text)


def _stating_words(text: str) -> int:
    return sum(word not in _SAYS_NOTHING and not word[0].isdigit() for word in fold(text).split())
