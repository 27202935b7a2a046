"""Personal data masked before it reaches a log: identity numbers, phone numbers, e-mail addresses, links to a citizen's own data.

Identity numbers are 12 digits (citizen id, Law on Identification 26/2023/QH15) or 9 (old ID card).
Vietnamese phone numbers begin with 0 or +84, with 9 digits after it (mobile) or 10 (landline).
"""

from __future__ import annotations

import re

# One pass from left to right. The ids of our own messages hold digits too and must stay findable in a log; a number behind
# "1." is part of a procedure's code. Nothing here looks at a character more than a few dozen times, however long the text.
_PERSONAL = re.compile(
    r"""
      (?<= /du-lieu/) (?P<link> [\w-]{20,100} )
    | (?P<email> (?<![\w.+-]) [\w.+-]+ @ [\w-]+ (?:\.[\w-]+)+ )
    | (?P<ours> (?<![\w-]) [0-9a-f]{8} (?:-[0-9a-f]{4}){3} -[0-9a-f]{12} (?![\w-]) )
    | (?<!\d) (?<!\d\.) (?:
          (?P<phone> (?: \(?(?:\+|00)?84\)? | \(?0 ) (?:[\s.()-]{0,2}\d){9,10} (?!\d) )
        | (?P<identity> \d{12}(?!\d) | \d{9}(?!\d) | \d(?:[\s.]?\d){11} (?!\.?\d) )
      )
    """,
    re.VERBOSE,
)
_MASKS = {"link": "[mã riêng]", "email": "[email]", "phone": "[số điện thoại]", "identity": "[số giấy tờ]"}


def redact(text: str) -> str:
    return _PERSONAL.sub(lambda match: _MASKS.get(match.lastgroup or "", match.group()), text)
