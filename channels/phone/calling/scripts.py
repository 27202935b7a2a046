"""What was last said, in pages short enough to be remembered: heard again, heard on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Script:
    """`pages` at least one. `options` are what may be chosen; `leads_on`: what is sent to hear more than these pages hold."""

    pages: Sequence[str]
    options: Sequence[dict[str, Any]] = field(default_factory=tuple)
    leads_on: str = ""
    at: int = 0

    @property
    def page(self) -> str:
        return self.pages[self.at]

    def turn(self) -> bool:
        """To the next page; whether there is one."""
        if self.at + 1 >= len(self.pages):
            return False
        self.at += 1
        return True
