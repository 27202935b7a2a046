"""A citizen's place in the queue, and how long the wait will be if operators are as quick as in the last hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.models import Conversation
from conversations.repository import ConversationRepository

_WATCHED = timedelta(hours=1)
# Fewer say nothing about the pace.
_ENOUGH_CLAIMS = 3
# What a short enquiry takes. Slower than that it never is because few were taken: then few came.
_SHORT_ENQUIRY = timedelta(minutes=5)


@dataclass(frozen=True)
class Wait:
    place: int
    expected: timedelta


async def expected_wait(repository: ConversationRepository, conversation: Conversation, now: datetime) -> Wait:
    """For a conversation that is in the queue; `place` counts from 1."""
    place = 1 + await repository.count_queued_before(conversation)
    claims = await repository.count_claims_since(now - _WATCHED)
    each = min(_WATCHED / claims, _SHORT_ENQUIRY) if claims >= _ENOUGH_CLAIMS else _SHORT_ENQUIRY
    return Wait(place, place * each)
