"""Plain retrieval over official names: BM25 with and without accents, and PostgreSQL's own full-text search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import bm25s
import psycopg

from core.db import libpq_url
from vntext import fold, words

_FULL_TEXT = """
    SELECT code FROM baseline_names
    WHERE terms @@ %(terms)s::tsquery
    ORDER BY ts_rank_cd(terms, %(terms)s::tsquery, 1) DESC, code LIMIT 1
"""


def first_by_bm25(names: Mapping[str, str], texts: Sequence[str], spelling: Callable[[str], list[str]]) -> list[str]:
    """Lù, BM25S (2024), its defaults; `spelling` cuts a text into the words compared. One code a text."""
    codes = list(names)
    retriever = bm25s.BM25()
    retriever.index([spelling(name) for name in names.values()], show_progress=False)
    found = []
    for text in texts:
        rows, scores = retriever.retrieve([spelling(text)], k=1, show_progress=False)
        found.append(codes[int(rows[0][0])] if float(scores[0][0]) > 0 else "")
    return found


def with_accents(text: str) -> list[str]:
    return words(text)


def accents_stripped(text: str) -> list[str]:
    return fold(text).split()


def first_by_full_text(names: Mapping[str, str], texts: Sequence[str], database_url: str) -> list[str]:
    """Any of the words, ranked by cover density, accents stripped on both sides; a table that ends with the connection."""
    with psycopg.connect(libpq_url(database_url)) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE baseline_names (code text, terms tsvector)")
        cursor.executemany("INSERT INTO baseline_names VALUES (%s, to_tsvector('simple', %s))", [(c, fold(n)) for c, n in names.items()])
        return [_first(cursor, fold(text).split()) for text in texts]


def _first(cursor: psycopg.Cursor, asked: Sequence[str]) -> str:
    if not asked:
        return ""
    quoted = " | ".join("'" + word.replace("'", "''") + "'" for word in asked)
    row = cursor.execute(_FULL_TEXT, {"terms": quoted}).fetchone()
    return str(row[0]) if row else ""
