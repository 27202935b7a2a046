"""Editors write drafts, which a second person approves, before anything is published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0013'
down_revision = '0012'


def upgrade() -> None:
    op.create_table('approval_rules',
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('needs_approval', sa.Boolean(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['staff_members.id'], name=op.f('fk_approval_rules_changed_by_staff_members')),
    sa.PrimaryKeyConstraint('kind', 'field', name=op.f('pk_approval_rules'))
    )
    op.create_table('entry_drafts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('base_version', sa.Integer(), nullable=True),
    sa.Column('record', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('revision', sa.Integer(), server_default='1', nullable=False),
    sa.Column('state', sa.Text(), server_default='writing', nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('publish_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=False),
    sa.Column('written_by', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['staff_members.id'], name=op.f('fk_entry_drafts_changed_by_staff_members')),
    sa.ForeignKeyConstraint(['created_by'], ['staff_members.id'], name=op.f('fk_entry_drafts_created_by_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_drafts'))
    )
    op.create_index('ix_entry_drafts_due', 'entry_drafts', ['publish_at'], unique=False, postgresql_where=sa.text("state = 'scheduled'"))
    op.create_index('uq_entry_drafts_live', 'entry_drafts', ['kind', 'key'], unique=True, postgresql_where=sa.text("state IN ('writing', 'in_review', 'scheduled')"))
    op.create_table('draft_presences',
    sa.Column('draft_id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['entry_drafts.id'], name=op.f('fk_draft_presences_draft_id_entry_drafts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_members.id'], name=op.f('fk_draft_presences_staff_id_staff_members')),
    sa.PrimaryKeyConstraint('draft_id', 'staff_id', name=op.f('pk_draft_presences'))
    )
    op.create_table('entry_draft_events',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('draft_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['staff_members.id'], name=op.f('fk_entry_draft_events_by_id_staff_members')),
    sa.ForeignKeyConstraint(['draft_id'], ['entry_drafts.id'], name=op.f('fk_entry_draft_events_draft_id_entry_drafts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_draft_events'))
    )
    op.create_index('ix_entry_draft_events_draft_id', 'entry_draft_events', ['draft_id', 'id'], unique=False)


def downgrade() -> None:
    op.drop_table('entry_draft_events')
    op.drop_table('draft_presences')
    op.drop_table('entry_drafts')
    op.drop_table('approval_rules')
