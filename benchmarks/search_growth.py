"""Search alone, in this process: how its time and the time to build its index grow with the number of records."""

from __future__ import annotations

import time
from collections.abc import Sequence

from benchmarks.questions import varied_questions
from benchmarks.records import Records
from benchmarks.timings import percentiles
from knowledge_base.knowledge import PublishedEntry, build_knowledge
from knowledge_base.models import Origin
from knowledge_base.questions_asked import shipped_names_and_questions
from knowledge_base.records import ProcedureRecord
from knowledge_base.search.index import SearchIndex, Vocabularies
from knowledge_base.search.query import prepare


def measure_search_growth(records: Records, counts: Sequence[int], rounds: int) -> dict[str, dict[str, float]]:
    """By number of records; procedures alone, with the everyday names shipped for them."""
    return {str(count): _measure(records.take(count), rounds) for count in counts}


def _measure(procedures: Sequence[ProcedureRecord], rounds: int) -> dict[str, float]:
    """`build_seconds` from nothing, as at a start; `rebuild_seconds` with the vocabularies kept, as after a publication."""
    entries = [PublishedEntry(record, Origin.IMPORTED) for record in procedures]
    entries += [PublishedEntry(names, Origin.SHIPPED) for names in shipped_names_and_questions()]
    vocabularies = Vocabularies()
    started = time.perf_counter()
    build_knowledge(1, entries, vocabularies)
    built = time.perf_counter()
    index = build_knowledge(2, entries, vocabularies).index
    rebuilt = time.perf_counter()
    return {
        "records": len(index),
        "build_seconds": round(built - started, 2),
        "rebuild_seconds": round(rebuilt - built, 2),
        **_searched(index, rounds),
    }


def _searched(index: SearchIndex, rounds: int) -> dict[str, float]:
    """Without the index's memory of earlier searches, which the first questions fill in a real turn."""
    queries = [prepare(question) for question in varied_questions(rounds + 1)]
    warming = len(queries) // (rounds + 1)
    times: list[float] = []
    for query in queries:
        started = time.perf_counter()
        index._search(query)
        times.append((time.perf_counter() - started) * 1000)
    return {"searches": len(times) - warming, **percentiles(times[warming:], 50, 95)}
