"""Dialogues as the same people would type them in a hurry, without accents, in dialect, or with the keyboard set wrong."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from core.errors import InputError
from knowledge_base.judging.dialogues import DialogueSet
from vntext import normalise, strip_accents

_SPELT_ANEW = 0.6
_SLIPS = 0.12
_BLANK_MISSED = 0.2
_LEAST_LETTERS_TO_SLIP = 3
_TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_TELEX_LETTERS = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
_WORD = re.compile(r"[^\W\d_]+")


def noisy(sets: Sequence[DialogueSet], kinds: Sequence[str], seed: int) -> list[DialogueSet]:
    """Every set once for every kind; the same seed spoils the same text in the same way. Raises InputError for an unknown kind."""
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise InputError("noise", f"Không có kiểu làm nhiễu «{unknown[0]}». Chọn trong: {', '.join(KINDS)}.")
    return [_spoilt(each, kind, seed) for kind in kinds for each in sets]


def _spoilt(dialogue_set: DialogueSet, kind: str, seed: int) -> DialogueSet:
    dialogues = []
    for dialogue in dialogue_set.dialogues:
        chance = random.Random(f"{seed}|{kind}|{dialogue.id}")  # noqa: S311 - noise, not a secret
        turns = [turn.model_copy(update={"text": KINDS[kind](turn.text, chance)}) for turn in dialogue.turns]
        dialogues.append(dialogue.model_copy(update={"turns": turns}))
    return DialogueSet(dialogue_set.name, tuple(dialogues), kind)


def without_accents(text: str, _chance: random.Random) -> str:
    return strip_accents(text)


def in_teencode(text: str, chance: random.Random) -> str:
    return _respelt(text, "teencode", chance)


def in_dialect(text: str, chance: random.Random) -> str:
    return _respelt(text, "regional", chance)


def with_typos(text: str, chance: random.Random) -> str:
    """A slip in about every eighth longer word: a neighbour key, two letters swapped, one lost or doubled, a blank missed."""
    written = ""
    for piece in text.split(" "):
        slips = _is_long(piece) and chance.random() < _SLIPS
        written += (_slip(piece, chance) if slips else piece) + ("" if slips and chance.random() < _BLANK_MISSED else " ")
    return written.rstrip(" ")


def as_telex(text: str, _chance: random.Random) -> str:
    """What the telex keyboard was told, with Vietnamese typing switched off: "giấy" → "giaays"."""
    return _WORD.sub(lambda match: _keys_of(match.group()), normalise(text))


def _is_long(piece: str) -> bool:
    return len(piece) >= _LEAST_LETTERS_TO_SLIP and piece.isalpha()


def _slip(piece: str, chance: random.Random) -> str:
    place = chance.randrange(len(piece) - 1)
    before, letter, after = piece[:place], piece[place], piece[place + 1 :]
    slip = chance.choice(("neighbour", "swapped", "lost", "doubled"))
    if slip == "neighbour":
        return before + chance.choice(_neighbours().get(strip_accents(letter).lower(), letter)) + after
    if slip == "swapped":
        return before + after[0] + letter + after[1:]
    return before + after if slip == "lost" else before + letter + letter + after


def _keys_of(word: str) -> str:
    """Tone at the end of the syllable, as most people type it."""
    tone, keys = "", ""
    for letter in word:
        base = unicodedata.normalize("NFD", letter)
        marks = [mark for mark in base if mark in _TELEX_TONES]
        tone = _TELEX_TONES[marks[0]] if marks else tone
        bare = unicodedata.normalize("NFC", "".join(mark for mark in base if mark not in _TELEX_TONES))
        keyed = _TELEX_LETTERS.get(bare.lower(), bare)
        keys += keyed.upper() if bare.isupper() and len(word) > 1 and word.isupper() else keyed
    return keys + tone


def _respelt(text: str, table: str, chance: random.Random) -> str:
    spellings, phrases = _table(table)

    def respell(match: re.Match[str]) -> str:
        return chance.choice(spellings[match.group().lower()]) if chance.random() < _SPELT_ANEW else match.group()

    return phrases.sub(respell, normalise(text))


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("noise.yml").read_text(encoding="utf-8"))
    return data


@cache
def _table(name: str) -> tuple[dict[str, list[str]], re.Pattern[str]]:
    """Words as they are spelt with and without accents, for texts of either kind; a bare spelling never gets accents back."""
    spellings: dict[str, list[str]] = dict(_data()[name])
    for word in list(spellings):
        bare = strip_accents(word)
        spellings.setdefault(bare, [strip_accents(spelling) for spelling in spellings[word]])
    longest_first = sorted(spellings, key=len, reverse=True)
    return spellings, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)


@cache
def _neighbours() -> dict[str, str]:
    return {
        letter: "".join(row[near] for near in (at - 1, at + 1) if 0 <= near < len(row))
        for row in _data()["keys"]
        for at, letter in enumerate(row)
    }


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "strip-accents": without_accents,
    "teencode": in_teencode,
    "typos": with_typos,
    "regional": in_dialect,
    "telex": as_telex,
}
