"""Conversations with their messages; knowledge base entries with all their versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None


def upgrade() -> None:
    op.create_table('conversations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('external_id', sa.Text(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=True),
    sa.Column('owner', sa.Text(), server_default='bot', nullable=False),
    sa.Column('next_seq', sa.Integer(), server_default='1', nullable=False),
    sa.Column('session_number', sa.Integer(), server_default='1', nullable=False),
    sa.Column('session_turns', sa.Integer(), server_default='0', nullable=False),
    sa.Column('dialogue_context', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('last_message_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversations')),
    sa.UniqueConstraint('channel', 'external_id', name=op.f('uq_conversations_channel_external_id'))
    )
    op.create_table('entry_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('record', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('content_hash', sa.Text(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('version > 0', name=op.f('ck_entry_versions_version_positive')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_versions')),
    sa.UniqueConstraint('kind', 'key', 'version', name=op.f('uq_entry_versions_kind_key_version'))
    )
    op.create_index('ix_entry_versions_published', 'entry_versions', ['kind', 'key'], unique=True, postgresql_where=sa.text("state = 'published'"))
    op.create_table('knowledge_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_knowledge_revision_single_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knowledge_revision'))
    )
    op.create_table('messages',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('sender', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('blocks', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('options', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.Column('in_reply_to', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_messages_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['in_reply_to'], ['messages.id'], name=op.f('fk_messages_in_reply_to_messages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages')),
    sa.UniqueConstraint('conversation_id', 'seq', name=op.f('uq_messages_conversation_id_seq'))
    )
    op.create_index('ix_messages_pace', 'messages', ['conversation_id', 'created_at'], unique=False)
    op.create_index('ix_messages_unanswered', 'messages', ['created_at'], unique=False, postgresql_where=sa.text("state IN ('received', 'needs_person')"))
    op.create_index('ix_messages_waiting', 'messages', ['conversation_id'], unique=False, postgresql_where=sa.text("state = 'received'"))
    op.create_index('uq_messages_answer', 'messages', ['in_reply_to', 'kind'], unique=True, postgresql_where=sa.text('in_reply_to IS NOT NULL'))
    op.create_index('uq_messages_external_id', 'messages', ['conversation_id', 'external_id'], unique=True, postgresql_where=sa.text('external_id IS NOT NULL'))
    op.execute("INSERT INTO knowledge_revision (id, revision) VALUES (1, 0)")


def downgrade() -> None:
    op.drop_index('uq_messages_external_id', table_name='messages', postgresql_where=sa.text('external_id IS NOT NULL'))
    op.drop_index('uq_messages_answer', table_name='messages', postgresql_where=sa.text('in_reply_to IS NOT NULL'))
    op.drop_index('ix_messages_waiting', table_name='messages', postgresql_where=sa.text("state = 'received'"))
    op.drop_index('ix_messages_unanswered', table_name='messages', postgresql_where=sa.text("state IN ('received', 'needs_person')"))
    op.drop_index('ix_messages_pace', table_name='messages')
    op.drop_table('messages')
    op.drop_table('knowledge_revision')
    op.drop_index('ix_entry_versions_published', table_name='entry_versions', postgresql_where=sa.text("state = 'published'"))
    op.drop_table('entry_versions')
    op.drop_table('conversations')
