"""What is asked back before it is acted on: numbers and codes, and what was heard badly."""

from __future__ import annotations

import re

from channels.phone.calling.answers import digits_in_groups, spelled
from channels.phone.calling.floor import CallWords
from channels.phone.calling.pieces import Piece, pieces_of
from tickets import tracking_codes

# Of the words taken together; measured (docs/adr/0029).
LEAST_CONFIDENCE = 0.8
# A phone or identity number, or the number of a dossier; a year or an amount of money is none.
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d(?:[ -]?\d){6,}(?![\d.,]?\d)")
_SAID_LONGEST = 160


def asks_to_check(text: str, confidence: float) -> bool:
    return confidence < LEAST_CONFIDENCE or _LONG_NUMBER.search(text) is not None or tracking_codes.read(text) is not None


def read_back(text: str, words: CallWords) -> list[Piece]:
    code = tracking_codes.read(text)
    if code is not None:
        in_pieces = {tracking_codes.shown(code): spelled(code, words.filled)}
        said = spelled(code, words.filled)
    else:
        in_pieces = {number: digits_in_groups(re.sub(r"\D", "", number)) for number in _LONG_NUMBER.findall(text)}
        said = _LONG_NUMBER.sub(lambda number: in_pieces[number[0]], text)[:_SAID_LONGEST]
    return pieces_of(words.filled.say("heard_as", text=said), spelled=in_pieces)
