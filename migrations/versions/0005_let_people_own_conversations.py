"""Operators own conversations; every change of owner is kept; attachments; the bot can be told to leave things to people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.add_column('conversations', sa.Column('owner_id', sa.Uuid(), nullable=True))
    op.add_column('conversations', sa.Column('ownership_number', sa.Integer(), server_default='0', nullable=False))
    op.add_column('conversations', sa.Column('queued_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('conversations', sa.Column('times_queued', sa.Integer(), server_default='0', nullable=False))
    op.add_column('conversations', sa.Column('queue_group', sa.Text(), server_default='', nullable=False))
    op.add_column('conversations', sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True))
    op.add_column('conversations', sa.Column('citizen_name', sa.Text(), server_default='', nullable=False))
    op.create_index('ix_conversations_with_people', 'conversations', ['owner', 'waiting_since'], unique=False, postgresql_where=sa.text("owner <> 'bot'"))
    op.create_foreign_key(op.f('fk_conversations_owner_id_staff_members'), 'conversations', 'staff_members', ['owner_id'], ['id'])
    op.add_column('messages', sa.Column('author_id', sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f('fk_messages_author_id_staff_members'), 'messages', 'staff_members', ['author_id'], ['id'])
    op.create_table('ownership_changes',
    sa.Column('id', sa.BigInteger(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('after_seq', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('move', sa.Text(), nullable=False),
    sa.Column('from_owner', sa.Text(), nullable=False),
    sa.Column('from_id', sa.Uuid(), nullable=True),
    sa.Column('to_owner', sa.Text(), nullable=False),
    sa.Column('to_id', sa.Uuid(), nullable=True),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['staff_members.id'], name=op.f('fk_ownership_changes_by_id_staff_members')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_ownership_changes_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['from_id'], ['staff_members.id'], name=op.f('fk_ownership_changes_from_id_staff_members')),
    sa.ForeignKeyConstraint(['to_id'], ['staff_members.id'], name=op.f('fk_ownership_changes_to_id_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ownership_changes')),
    sa.UniqueConstraint('conversation_id', 'number', name=op.f('uq_ownership_changes_conversation_id_number'))
    )
    op.create_table('attachments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=True),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('uploaded_by', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_attachments_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_attachments_message_id_messages')),
    sa.ForeignKeyConstraint(['uploaded_by'], ['staff_members.id'], name=op.f('fk_attachments_uploaded_by_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachments'))
    )
    op.create_index('ix_attachments_conversation_id', 'attachments', ['conversation_id'], unique=False)
    op.create_index('ix_attachments_message_id', 'attachments', ['message_id'], unique=False)
    op.create_table('bot_pauses',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('scope', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), server_default='', nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('started_by', sa.Uuid(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.Uuid(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ended_by'], ['staff_members.id'], name=op.f('fk_bot_pauses_ended_by_staff_members')),
    sa.ForeignKeyConstraint(['started_by'], ['staff_members.id'], name=op.f('fk_bot_pauses_started_by_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bot_pauses'))
    )
    op.create_index('uq_bot_pauses_active', 'bot_pauses', ['scope', 'value'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    # Lower case without accents, as vntext.fold, for searching. The packaged PostgreSQL has neither unaccent nor pg_trgm.
    op.execute(r"""
        CREATE FUNCTION fold_vietnamese(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
            SELECT lower(translate(normalize($1, NFD),
                U&'\0110\0111\00D0\00F0\0189\0256\0300\0301\0303\0309\0323\0302\0306\031B', 'DdDdDd'))
        $$
    """)
    op.create_index('ix_messages_words', 'messages', [sa.text("to_tsvector('simple'::regconfig, fold_vietnamese(text))")], unique=False, postgresql_using='gin')
    op.create_index('ix_messages_created_at', 'messages', ['created_at'], unique=False)
    op.create_index('ix_messages_sender_at', 'messages', ['sender', 'created_at'], unique=False, postgresql_include=['conversation_id', 'seq', 'author_id'])
    op.create_index('ix_conversations_citizen_name_words', 'conversations', [sa.text("to_tsvector('simple'::regconfig, fold_vietnamese(citizen_name))")], unique=False, postgresql_using='gin', postgresql_where=sa.text("citizen_name <> ''"))
    op.create_index('ix_ownership_changes_at', 'ownership_changes', ['at'], unique=False)
    # In two steps, so that old rows are looked at without keeping writers out.
    op.execute("ALTER TABLE conversations ADD CONSTRAINT ck_conversations_operator_is_named "
               "CHECK ((owner = 'operator') = (owner_id IS NOT NULL)) NOT VALID")
    op.execute("ALTER TABLE conversations VALIDATE CONSTRAINT ck_conversations_operator_is_named")
    op.execute("CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON ownership_changes FOR EACH ROW EXECUTE FUNCTION refuse_change()")


def downgrade() -> None:
    op.execute("ALTER TABLE conversations DROP CONSTRAINT ck_conversations_operator_is_named")
    op.drop_index('ix_conversations_citizen_name_words', table_name='conversations')
    op.drop_index('ix_messages_sender_at', table_name='messages')
    op.drop_index('ix_messages_created_at', table_name='messages')
    op.drop_index('ix_messages_words', table_name='messages')
    op.execute("DROP FUNCTION fold_vietnamese(text)")
    op.drop_table('bot_pauses')
    op.drop_table('attachments')
    op.drop_table('ownership_changes')
    op.drop_column('messages', 'author_id')
    op.drop_index('ix_conversations_with_people', table_name='conversations')
    op.drop_column('conversations', 'citizen_name')
    op.drop_column('conversations', 'waiting_since')
    op.drop_column('conversations', 'queue_group')
    op.drop_column('conversations', 'times_queued')
    op.drop_column('conversations', 'queued_at')
    op.drop_column('conversations', 'ownership_number')
    op.drop_column('conversations', 'owner_id')
