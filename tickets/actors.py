"""Who does something to a ticket."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from tickets.models import ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is the member of staff's; citizens and the program itself have none."""

    kind: ActorKind
    id: uuid.UUID | None = None

    @classmethod
    def staff(cls, staff_id: uuid.UUID) -> Actor:
        return cls(ActorKind.STAFF, staff_id)


CITIZEN = Actor(ActorKind.CITIZEN)
SYSTEM = Actor(ActorKind.SYSTEM)
