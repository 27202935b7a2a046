"""Calls are conversations, and what is measured of each is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0018'
down_revision = '0017'


def upgrade() -> None:
    op.create_table('calls',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('leg', sa.Text(), nullable=False),
    sa.Column('caller', sa.Text(), server_default='', nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('beat_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('first_word_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ending', sa.Text(), server_default='', nullable=False),
    sa.Column('operator_id', sa.Uuid(), nullable=True),
    sa.Column('utterances', sa.Integer(), server_default='0', nullable=False),
    sa.Column('understood', sa.Integer(), server_default='0', nullable=False),
    sa.Column('was_handed_over', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('words_heard', sa.Integer(), server_default='0', nullable=False),
    sa.Column('confidence_sum', sa.Double(), server_default='0', nullable=False),
    sa.Column('response_ms', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False),
    sa.Column('recording_path', sa.Text(), server_default='', nullable=False),
    sa.Column('recording_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_calls_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['operator_id'], ['staff_members.id'], name=op.f('fk_calls_operator_id_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calls'))
    )
    op.create_index('ix_calls_began_at', 'calls', ['began_at'], unique=False)
    op.create_index('ix_calls_conversation_id', 'calls', ['conversation_id'], unique=False)
    op.create_index('ix_calls_open', 'calls', ['beat_at'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index('ix_calls_recording_until', 'calls', ['recording_until'], unique=False, postgresql_where=sa.text("recording_path <> ''"))


def downgrade() -> None:
    op.drop_table('calls')
