"""Who writes or decides."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Self

from staff.permissions import Permission
from staff.sessions import SignedIn


@dataclass(frozen=True)
class Editor:
    id: uuid.UUID
    name: str
    permissions: frozenset[Permission]

    @classmethod
    def of(cls, signed: SignedIn) -> Self:
        return cls(signed.member.id, signed.member.display_name, signed.permissions)
