"""What members of staff have to know is kept for each of them until they have seen it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0011'
down_revision = '0010'


def upgrade() -> None:
    op.create_table('staff_notices',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=True),
    sa.Column('ticket_id', sa.Uuid(), nullable=True),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_staff_notices_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_members.id'], name=op.f('fk_staff_notices_staff_id_staff_members')),
    sa.ForeignKeyConstraint(['ticket_id'], ['tickets.id'], name=op.f('fk_staff_notices_ticket_id_tickets')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_notices'))
    )
    op.create_index('ix_staff_notices_at', 'staff_notices', ['at'], unique=False)
    op.create_index('ix_staff_notices_staff_id', 'staff_notices', ['staff_id', 'id'], unique=False)
    op.create_index('ix_staff_notices_unread', 'staff_notices', ['staff_id'], unique=False, postgresql_where=sa.text('read_at IS NULL'))


def downgrade() -> None:
    op.drop_table('staff_notices')
