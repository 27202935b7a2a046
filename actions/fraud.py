"""Whoever was cheated of money: the bank and the police at once, nothing of how to get it back, and a person if they want one."""

from __future__ import annotations

import re

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.danger import danger_kinds
from actions.services import Services
from actions.turn import send_fixed
from knowledge_base.answering.answer import Behaviour
from vntext import fold

# Cheated, and of money: "bị lừa ký giấy bán đất" is another matter, "tố cáo ông A lừa đảo" a denunciation.
_CHEATED = re.compile(
    r"\bbi (?:\w+ ){0,3}?(?:lua dao|lua|gat|du do)\b(?: \w+){0,5}? (?:tien|chuyen khoan|dat coc|tai khoan|ngan hang|otp|trieu|nap the)\b"
    r"|\bbi (?:\w+ ){0,3}?lua dao (?:qua|tren) (?:mang|zalo|facebook|dien thoai)\b"
    r"|\b(?:lo|da|trot|moi|vua) chuyen (?:tien|khoan) cho (?:\w+ ){0,2}?lua dao\b"
    r"|\btien trong tai khoan (?:tu nhien |tu dung )?(?:bi )?mat\b"
)


def speaks_of_fraud(tracker: Tracker) -> bool:
    return _CHEATED.search(fold(tracker.latest_message.get("text") or "")) is not None and not danger_kinds(tracker)


def say_what_to_do(dispatcher: CollectingDispatcher, tracker: Tracker, services: Services) -> None:
    send_fixed(dispatcher, tracker, services, Behaviour.REFER, "utter_refer_fraud")
