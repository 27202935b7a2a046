"""What the bot could not do comes to editors: questions in clusters, thumbs of citizens, marks of operators."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'


def upgrade() -> None:
    op.create_table('question_watermarks',
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('source', name=op.f('pk_question_watermarks'))
    )
    op.create_table('question_clusters',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), server_default='open', nullable=False),
    sa.Column('items', sa.Integer(), server_default='0', nullable=False),
    sa.Column('reasons', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('suggested_kind', sa.Text(), server_default='', nullable=False),
    sa.Column('suggested_key', sa.Text(), server_default='', nullable=False),
    sa.Column('suggested_title', sa.Text(), server_default='', nullable=False),
    sa.Column('suggested_for', sa.Integer(), nullable=True),
    sa.Column('closed_as', sa.Text(), server_default='', nullable=False),
    sa.Column('closed_kind', sa.Text(), server_default='', nullable=False),
    sa.Column('closed_key', sa.Text(), server_default='', nullable=False),
    sa.Column('closed_by', sa.Uuid(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('draft_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['closed_by'], ['staff_members.id'], name=op.f('fk_question_clusters_closed_by_staff_members')),
    sa.ForeignKeyConstraint(['draft_id'], ['entry_drafts.id'], name=op.f('fk_question_clusters_draft_id_entry_drafts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_clusters'))
    )
    op.create_index('ix_question_clusters_largest', 'question_clusters', ['state', sa.literal_column('items DESC'), sa.literal_column('last_at DESC'), 'id'], unique=False)
    op.create_index('ix_question_clusters_suggested', 'question_clusters', ['suggested_key'], unique=False, postgresql_where=sa.text("state = 'open' AND suggested_key <> ''"))
    op.create_table('message_feedback',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('is_helpful', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_message_feedback_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_message_feedback_message_id_messages')),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_message_feedback'))
    )
    op.create_index('ix_message_feedback_at', 'message_feedback', ['at', 'message_id'], unique=False)
    op.create_table('question_items',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cluster_id', sa.Uuid(), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('reply_id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('topic', sa.Text(), nullable=False),
    sa.Column('reasons', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('step', sa.Text(), server_default='', nullable=False),
    sa.Column('confidence', sa.Float(), nullable=True),
    sa.Column('is_exemplar', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.ForeignKeyConstraint(['cluster_id'], ['question_clusters.id'], name=op.f('fk_question_items_cluster_id_question_clusters')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_items'))
    )
    op.create_index('ix_question_items_cluster_id', 'question_items', ['cluster_id', 'at', 'id'], unique=False)
    op.create_index('ix_question_items_conversation_id', 'question_items', ['conversation_id'], unique=False)
    op.create_index('ix_question_items_words', 'question_items', [sa.literal_column("to_tsvector('simple'::regconfig, fold_vietnamese(text))")], unique=False, postgresql_using='gin')
    op.create_index('ix_question_items_exemplars', 'question_items', ['cluster_id', 'at', 'id'], unique=False, postgresql_where=sa.text('is_exemplar'))
    op.create_index('uq_question_items_message_id', 'question_items', ['message_id'], unique=True)
    op.create_table('reply_marks',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('is_wrong', sa.Boolean(), nullable=False),
    sa.Column('marked_by', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_reply_marks_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['marked_by'], ['staff_members.id'], name=op.f('fk_reply_marks_marked_by_staff_members')),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_reply_marks_message_id_messages')),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_reply_marks'))
    )
    op.create_index('ix_reply_marks_at', 'reply_marks', ['at', 'message_id'], unique=False)
    op.create_table('question_terms',
    sa.Column('term', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('item_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['question_items.id'], name=op.f('fk_question_terms_item_id_question_items'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('term', 'item_id', name=op.f('pk_question_terms'))
    )
    op.create_index('ix_question_terms_item_id', 'question_terms', ['item_id'], unique=False)


def downgrade() -> None:
    for table in ('question_terms', 'reply_marks', 'question_items', 'message_feedback', 'question_clusters', 'question_watermarks'):
        op.drop_table(table)
