"""Every baseline on the first turns that name a procedure, beside what the system made of the same turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg

from app.evaluating.baselines.retrieval import accents_stripped, first_by_bm25, first_by_full_text, with_accents
from app.evaluating.baselines.stock_rasa import first_by_stock_rasa
from app.evaluating.results import Asked
from core.db import libpq_url
from knowledge_base.judging.outcomes import Outcome

_PUBLISHED = """
    SELECT key, origin, record->>'name', ARRAY(SELECT jsonb_array_elements_text(record->'aliases'))
    FROM entry_versions WHERE state = 'published' AND kind = 'procedure' ORDER BY key
"""
Say = Callable[[str], None]


def judge_baselines(asked: Sequence[Asked], database_url: str, folder: Path, say: Say) -> list[dict[str, Any]]:
    """Each with its share right at the first place and the system's, over the same turns. A baseline always answers: it knows no
    question back, so the system's figure counts a question back as not right."""
    with psycopg.connect(libpq_url(database_url)) as connection:
        rows = connection.execute(_PUBLISHED).fetchall()
    names = {code: name for code, _, name, _ in rows}
    examples = {code: [name, *aliases] for code, origin, name, aliases in rows if origin == "shipped"}
    judged = [o for each in asked if not each.dialogue_set.noise for o in each.outcomes if _names_a_procedure(o)]
    shipped = [outcome for outcome in judged if examples.keys() & set(outcome.expected.codes)]
    texts = [outcome.expected.text for outcome in judged]
    return [
        _figures("BM25, tên thủ tục, có dấu", judged, first_by_bm25(names, texts, with_accents)),
        _figures("BM25, tên thủ tục, bỏ dấu", judged, first_by_bm25(names, texts, accents_stripped)),
        _figures("PostgreSQL toàn văn, tên thủ tục", judged, first_by_full_text(names, texts, database_url)),
        _figures(
            f"Rasa nguyên bản ({len(examples)} thủ tục kèm theo)",
            shipped,
            first_by_stock_rasa(examples, [outcome.expected.text for outcome in shipped], folder, say),
        ),
    ]


def _names_a_procedure(outcome: Outcome) -> bool:
    return outcome.turn == 0 and outcome.expected.behaviour == "answer" and bool(outcome.expected.codes)


def _figures(name: str, outcomes: Sequence[Outcome], found: Sequence[str]) -> dict[str, Any]:
    right = sum(code in outcome.expected.codes for outcome, code in zip(outcomes, found, strict=True))
    count = max(len(outcomes), 1)
    ours = sum(outcome.right for outcome in outcomes)
    return {"name": name, "turns": len(outcomes), "right": round(right / count, 4), "ours": round(ours / count, 4)}
