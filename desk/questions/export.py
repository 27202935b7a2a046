"""The bot's own faults as JSON lines for its developers: what was asked, what it said, and what it saw. Masked like all else here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.redaction import redact
from desk.questions.listing_repository import ListingRepository

_MOST = 5000
_SEEN = ("behaviour", "procedure_codes", "aspects", "handover", "signals")


async def fault_lines(session: AsyncSession) -> list[str]:
    return list(_lines(await ListingRepository(session).faults(_MOST)))


def _lines(rows: Any) -> Iterator[str]:
    for row in rows:
        line = {
            "cluster": str(row["cluster_id"]),
            "question": row["text"],
            "asked_at": row["at"].isoformat(timespec="seconds"),
            "reasons": row["reasons"],
            "answer": redact(row["answer_text"]),
            "step": row["step"],
            "confidence": row["confidence"],
            **{name: row["details"][name] for name in _SEEN if name in row["details"]},
            "intent": _intent(row["details"]),
        }
        yield json.dumps(line, ensure_ascii=False)


def _intent(details: Mapping[str, Any]) -> Any:
    """What the bot took it for; entities hold the citizen's words and stay here."""
    understood = details.get("understood")
    return understood.get("intent") if isinstance(understood, dict) else None
