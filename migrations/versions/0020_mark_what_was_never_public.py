"""Versions that lost when they came are told apart from those that citizens once saw; fixed sentences are called by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'

_CONTESTED = sa.text("""
    SELECT id, kind, key, origin, state, as_of FROM entry_versions
    WHERE (kind, key) IN (SELECT kind, key FROM entry_versions WHERE state = 'archived' AND origin <> 'edited')
    ORDER BY kind, key, version
""")
_TITLE = "coalesce(record ->> 'name', record ->> 'question', record ->> 'title', record ->> 'old_name', key)"
_SENTENCE = r"coalesce(left(regexp_replace(split_part(record ->> 'text', chr(10), 1), '\{[a-z_]*\}', '…', 'g'), 120), key)"
_MARK = sa.text("UPDATE entry_versions SET never_public = true WHERE id = ANY(:ids)")


def upgrade() -> None:
    # As knowledge_base/listing_columns.py says it; the table is written anew once.
    _call(f"CASE WHEN kind = 'fixed_sentence' THEN {_SENTENCE} ELSE {_TITLE} END")
    op.add_column('entry_versions', sa.Column('never_public', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    rows = op.get_bind().execute(_CONTESTED).mappings().all()
    ids = [id_ for _, versions in groupby(rows, lambda row: (row['kind'], row['key'])) for id_ in _lost(list(versions))]
    if ids:
        op.get_bind().execute(_MARK, {'ids': ids})


def downgrade() -> None:
    op.drop_column('entry_versions', 'never_public')
    _call(_TITLE)


def _call(title: str) -> None:
    op.execute(f'ALTER TABLE entry_versions DROP COLUMN title, ADD COLUMN title text NOT NULL GENERATED ALWAYS AS ({title}) STORED')


def _lost(versions: Sequence[Any]) -> Iterator[int]:
    """Played again, oldest first, by the rule of publication; whatever came after the one that stands lost against it."""
    standing = max((place for place, row in enumerate(versions) if row['state'] != 'archived'), default=len(versions))
    before = None
    for place, row in enumerate(versions):
        if place > standing or not _wins(row, before):
            yield row['id']
        else:
            before = row


def _wins(row: Any, before: Any) -> bool:
    if before is None or row['origin'] == 'edited' or (row['origin'] == before['origin'] == 'shipped'):
        return True
    if before['origin'] == 'edited':
        return False
    if row['as_of'] is None or before['as_of'] is None:
        return True
    return bool(row['as_of'] > before['as_of'] or (row['as_of'] == before['as_of'] and before['origin'] == 'imported'))
