"""Runs the bot's actions over what is published, and over drafts where the editors' bench asks for them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions import ALL_ACTIONS, Services
from knowledge_base.answering.holding import HoldsKnowledge
from knowledge_base.editing.bench_session import BENCH_SESSION
from knowledge_base.editing.drafted_knowledge import DraftedKnowledge
from knowledge_base.knowledge import Knowledge

ServicesOver = Callable[[HoldsKnowledge], Services]


@dataclass(frozen=True)
class _Held:
    current: Knowledge


class BenchExecutor(ActionExecutor):  # type: ignore[misc]  # rasa_sdk ships no types
    def __init__(self, published: HoldsKnowledge, drafted: DraftedKnowledge, services_over: ServicesOver) -> None:
        super().__init__()
        self._drafted = drafted
        self._services_over = services_over
        self._last: tuple[Knowledge, ActionExecutor] | None = None
        _register(self, services_over(published))

    async def run(self, action_call: dict[str, Any], *more: Any, **named: Any) -> Any:
        draft_ids = draft_ids_of(action_call)
        if not draft_ids:
            return await super().run(action_call, *more, **named)
        executor = self._over(await self._drafted.of(draft_ids))
        return await executor.run(action_call, *more, **named)

    def _over(self, knowledge: Knowledge) -> ActionExecutor:
        if self._last is None or self._last[0] is not knowledge:
            executor = ActionExecutor()
            _register(executor, self._services_over(_Held(knowledge)))
            self._last = knowledge, executor
        return self._last[1]


def draft_ids_of(action_call: Mapping[str, Any]) -> frozenset[uuid.UUID]:
    """Empty unless the turn is one of the bench. Raises ValueError for what is no id."""
    tracker = action_call.get("tracker") or {}
    if not str(tracker.get("sender_id") or "").startswith(BENCH_SESSION):
        return frozenset()
    metadata = (tracker.get("latest_message") or {}).get("metadata") or {}
    return frozenset(uuid.UUID(str(draft_id)) for draft_id in metadata.get("draft_ids") or ())


def _register(executor: ActionExecutor, services: Services) -> None:
    for action in ALL_ACTIONS:
        executor.register_action(action(services))
