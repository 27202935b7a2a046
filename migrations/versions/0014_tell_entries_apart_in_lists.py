"""Versions say who approved them, and hold apart what lists show and search; an entry taken down keeps its place; presences have a beginning."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'

_GENERATED = ('title', 'sector', 'levels', 'effective_to', 'shortcomings', 'search_text')


def upgrade() -> None:
    # As knowledge_base/listing_columns.py says it; the table is written anew once.
    op.execute(r"""
        ALTER TABLE entry_versions
          ADD COLUMN approved_by text NOT NULL DEFAULT '',
          ADD COLUMN is_forced boolean NOT NULL DEFAULT false,
          ADD COLUMN title text NOT NULL GENERATED ALWAYS AS (coalesce(record ->> 'name', record ->> 'question', record ->> 'title', record ->> 'old_name', key)) STORED,
          ADD COLUMN sector text NOT NULL GENERATED ALWAYS AS (coalesce(record ->> 'sector', record ->> 'topic', '')) STORED,
          ADD COLUMN levels jsonb GENERATED ALWAYS AS (record -> 'authority_levels') STORED,
          ADD COLUMN effective_to text GENERATED ALWAYS AS (coalesce(record ->> 'effective_to', left(record ->> 'ends_at', 10))) STORED,
          ADD COLUMN shortcomings text[] NOT NULL GENERATED ALWAYS AS (array_remove(ARRAY[CASE WHEN kind = 'procedure' AND NOT jsonb_path_exists(record, '$.submission_methods[*].fees[*]') THEN 'no_fee' END,
            CASE WHEN kind = 'procedure' AND NOT jsonb_path_exists(record, '$.submission_methods[*].processing_time.amount ? (@ != null)') THEN 'no_time' END,
            CASE WHEN jsonb_path_exists(record, '$.submission_methods[*].processing_time ? (@.amount != null && @.unit == null)') THEN 'no_time_unit' END,
            CASE WHEN kind = 'procedure' AND NOT jsonb_path_exists(record, '$.required_documents[*].documents[*]') THEN 'no_documents' END,
            CASE WHEN kind = 'procedure' AND NOT jsonb_path_exists(record, '$.legal_bases[*]') THEN 'no_legal_basis' END,
            CASE WHEN record ? 'review_by' AND record ->> 'review_by' IS NULL THEN 'no_review_date' END,
            CASE WHEN record ? 'source' AND coalesce(record #>> '{source,url}', '') = '' THEN 'no_source_link' END], NULL)) STORED,
          ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (fold_vietnamese(key
            || ' ' || coalesce(record ->> 'name', '')
            || ' ' || coalesce(record ->> 'question', '')
            || ' ' || coalesce(record ->> 'title', '')
            || ' ' || coalesce(record ->> 'old_name', '')
            || ' ' || coalesce(record ->> 'old_district', '')
            || ' ' || coalesce(record ->> 'old_province', '')
            || ' ' || coalesce(record ->> 'new_name', '')
            || ' ' || coalesce(record ->> 'text', '')
            || ' ' || coalesce(record ->> 'aliases', '')
            || ' ' || coalesce(record ->> 'names', '')
            || ' ' || coalesce(record ->> 'questions', ''))) STORED
    """)
    op.create_index('uq_entry_versions_standing', 'entry_versions', ['kind', 'key'], unique=True, postgresql_where=sa.text("state IN ('published', 'taken_down')"))
    op.drop_index('ix_entry_versions_published', table_name='entry_versions')
    op.add_column('draft_presences', sa.Column('since', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False))


def downgrade() -> None:
    op.drop_column('draft_presences', 'since')
    op.create_index('ix_entry_versions_published', 'entry_versions', ['kind', 'key'], unique=True, postgresql_where=sa.text("state = 'published'"))
    op.drop_index('uq_entry_versions_standing', table_name='entry_versions')
    for column in (*_GENERATED, 'is_forced', 'approved_by'):
        op.drop_column('entry_versions', column)
