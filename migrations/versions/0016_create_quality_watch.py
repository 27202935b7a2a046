"""What is published is watched: findings, addresses that lead nowhere, tasks of a replaced decree; and what became of each entry's answers is counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'


def upgrade() -> None:
    op.create_table('content_links',
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default='new', nullable=False),
    sa.Column('trouble', sa.Text(), server_default='', nullable=False),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('failures', sa.Integer(), server_default='0', nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('url', name=op.f('pk_content_links'))
    )
    op.create_index('ix_content_links_due', 'content_links', [sa.literal_column('checked_at NULLS FIRST')], unique=False)
    op.create_table('quality_findings',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('check_name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('detail', sa.Text(), server_default='', nullable=False),
    sa.Column('other_kind', sa.Text(), nullable=True),
    sa.Column('other_key', sa.Text(), nullable=True),
    sa.Column('other_title', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_findings'))
    )
    op.create_index('ix_quality_findings_check', 'quality_findings', ['check_name', 'id'], unique=False)
    op.create_table('quality_look',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seconds', sa.Double(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_quality_look_single_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_look'))
    )
    op.create_table('decree_tasks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('decree', sa.Text(), nullable=False),
    sa.Column('replaced_by', sa.Text(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['created_by'], ['staff_members.id'], name=op.f('fk_decree_tasks_created_by_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decree_tasks'))
    )
    op.create_table('decree_task_items',
    sa.Column('task_id', sa.Uuid(), nullable=False),
    sa.Column('draft_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['entry_drafts.id'], name=op.f('fk_decree_task_items_draft_id_entry_drafts')),
    sa.ForeignKeyConstraint(['task_id'], ['decree_tasks.id'], name=op.f('fk_decree_task_items_task_id_decree_tasks')),
    sa.PrimaryKeyConstraint('task_id', 'draft_id', name=op.f('pk_decree_task_items'))
    )
    op.create_index('ix_decree_task_items_draft_id', 'decree_task_items', ['draft_id'], unique=False)
    op.create_index('ix_messages_entries', 'messages', [sa.literal_column("(details -> 'entries')")], unique=False, postgresql_using='gin', postgresql_where=sa.text("sender = 'bot'"))
    op.create_index('ix_messages_procedure_codes', 'messages', [sa.literal_column("(details -> 'procedure_codes')")], unique=False, postgresql_using='gin', postgresql_where=sa.text("sender = 'bot'"))


def downgrade() -> None:
    op.drop_index('ix_messages_procedure_codes', table_name='messages', postgresql_using='gin', postgresql_where=sa.text("sender = 'bot'"))
    op.drop_index('ix_messages_entries', table_name='messages', postgresql_using='gin', postgresql_where=sa.text("sender = 'bot'"))
    op.drop_index('ix_decree_task_items_draft_id', table_name='decree_task_items')
    op.drop_table('decree_task_items')
    op.drop_table('decree_tasks')
    op.drop_table('quality_look')
    op.drop_index('ix_quality_findings_check', table_name='quality_findings')
    op.drop_table('quality_findings')
    op.drop_index('ix_content_links_due', table_name='content_links')
    op.drop_table('content_links')
