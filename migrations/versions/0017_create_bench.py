"""Editors keep questions of their own, and measure what a draft changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0017'
down_revision = '0016'


def upgrade() -> None:
    op.create_table('bench_answers',
    sa.Column('basis', sa.Text(), nullable=False),
    sa.Column('drafts', sa.Text(), nullable=False),
    sa.Column('dialogue', sa.Text(), nullable=False),
    sa.Column('turns', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('basis', 'drafts', 'dialogue', name=op.f('pk_bench_answers'))
    )
    op.create_table('bench_questions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('turns', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['staff_members.id'], name=op.f('fk_bench_questions_changed_by_staff_members')),
    sa.ForeignKeyConstraint(['created_by'], ['staff_members.id'], name=op.f('fk_bench_questions_created_by_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bench_questions'))
    )
    op.create_table('bench_runs',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('drafts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('questions', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('state', sa.Text(), server_default='running', nullable=False),
    sa.Column('done', sa.Integer(), server_default='0', nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('failure', sa.Text(), server_default='', nullable=False),
    sa.Column('result', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('started_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('worker', sa.Uuid(), nullable=True),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['started_by'], ['staff_members.id'], name=op.f('fk_bench_runs_started_by_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bench_runs'))
    )
    op.create_index('uq_bench_runs_running', 'bench_runs', ['state'], unique=True, postgresql_where=sa.text("state = 'running'"))


def downgrade() -> None:
    op.drop_table('bench_runs')
    op.drop_table('bench_questions')
    op.drop_table('bench_answers')
