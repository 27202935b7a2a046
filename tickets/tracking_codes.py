"""The code a citizen follows a ticket with: short, not to be guessed, sayable on the phone, with a check character.

Symbols. Said aloud in Vietnamese, whole families of letters sound alike on a bad line: B, C, D, Đ, E, G, P, T, V all end in "ê", so only
T stays; of L and N (one sound for many in the North) neither does, of M and N only M, of S and X only X, of I and Y only Y, of Q and U
only Q, of A and Ă, Â only A. Letters that look like digits (O, I, L, Z, S, B, G) are left out; O, I and L are read as the digits meant.

Check. There are 19 symbols, a prime, so that a sum weighted with ten different weights changes with every single wrong symbol and with
every swap of two symbols (the rule of ISBN-10).
"""

from __future__ import annotations

import re
import secrets
import unicodedata

SYMBOLS = "0123456789AHKMQRTXY"
LETTERS = SYMBOLS[10:]
LENGTH = 10
_VALUES = {symbol: value for value, symbol in enumerate(SYMBOLS)}
_LOOKALIKES = str.maketrans("OIL", "011")

_BETWEEN = r"[\s.·_\-‐‑‒–—]{0,3}"
_SYMBOL = f"[{SYMBOLS}OIL]"
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
# Looked for at every word's beginning, since the words before a code may be made of its symbols.
_CANDIDATE = re.compile(rf"{_NO_WORD_BEFORE}(?=([{LETTERS}](?:{_BETWEEN}{_SYMBOL}){{{LENGTH - 1}}}){_NO_WORD_AFTER})")
_AS_SHOWN = re.compile(rf"{_SYMBOL}{{10}}|{_SYMBOL}{{3}}{_BETWEEN}{_SYMBOL}{{3}}{_BETWEEN}{_SYMBOL}{{4}}")
_MISTYPED = re.compile(rf"{_NO_WORD_BEFORE}(?=\S*\d)[{LETTERS}]{_SYMBOL}{{2}}(-?){_SYMBOL}{{3}}\1{_SYMBOL}{{4}}{_NO_WORD_AFTER}")
_SEPARATOR = re.compile(r"[\W_]+")


def new_code() -> str:
    """Without hyphens. 9 × 19^8 codes are possible, some 150 thousand million."""
    body = secrets.choice(LETTERS) + "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH - 2))
    return body + _check_symbol(body)


def is_sound(code: str) -> bool:
    """Whether it has the shape of a code and its check character fits."""
    known = len(code) == LENGTH and code[0] in LETTERS and all(symbol in _VALUES for symbol in code)
    return known and _sum(code) == 0


def shown(code: str) -> str:
    """ "A7K04T9XA2" → "A7K-04T-9XA2"."""
    return f"{code[:3]}-{code[3:6]}-{code[6:]}"


def read(text: str) -> str | None:
    """The first code in what a citizen writes, without hyphens; None when there is none or its check fails."""
    for match in _CANDIDATE.finditer(unicodedata.normalize("NFKC", text).upper()):
        written = match[1]
        code = _SEPARATOR.sub("", written).translate(_LOOKALIKES)
        if is_sound(code) and _is_meant(written):
            return code
    return None


def is_mistyped(text: str) -> bool:
    """Whether something in it looks just like a code as we write them, and is none: one wrong character, or a guess."""
    return read(text) is None and _MISTYPED.search(unicodedata.normalize("NFKC", text).upper()) is not None


def _is_meant(written: str) -> bool:
    """Words without a digit in them ("thay", "mai") pass the check once in nineteen times; a code in loose pieces has digits."""
    return any(symbol.isdigit() for symbol in written) or _AS_SHOWN.fullmatch(written) is not None


def _check_symbol(body: str) -> str:
    return SYMBOLS[-_sum(body) % len(SYMBOLS)]


def _sum(code: str) -> int:
    """Weights 10, 9, … 1 from the left, modulo 19; the check character's own weight is 1."""
    return sum((LENGTH - place) * _VALUES[symbol] for place, symbol in enumerate(code)) % len(SYMBOLS)
