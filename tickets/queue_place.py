"""A citizen's place in the queue, in the words that the chat page uses as well."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from conversations.models import Conversation
from conversations.queue_wait import expected_wait
from conversations.repository import ConversationRepository
from core.words import Words

_LONGEST_TOLD = timedelta(hours=1)


async def place_in_words(repository: ConversationRepository, conversation: Conversation, words: Words, now: datetime) -> str:
    """A sentence. `words`: tickets/handover_words.yml."""
    wait = await expected_wait(repository, conversation, now)
    minutes = max(1, math.ceil(wait.expected / timedelta(minutes=1)))
    told = words.say("wait_over_an_hour") if wait.expected > _LONGEST_TOLD else words.say("wait_minutes", minutes=minutes)
    return words.say("place_first" if wait.place == 1 else "place", place=wait.place, wait=told)
