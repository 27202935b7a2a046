"""When a citizen's data are deleted, what editors were given of their questions goes with them."""

from __future__ import annotations

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from desk.questions.repository import QuestionRepository


class ForgetQuestions:
    async def erase(self, session: AsyncSession, conversation_id: uuid.UUID) -> dict[str, int]:
        repository = QuestionRepository(session)
        await repository.lock()
        return {"question_items": await repository.delete_of(conversation_id)}
