"""What people were warned of before a citizen can no longer be answered; evaluations of the version before are marked as well."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'


def upgrade() -> None:
    op.add_column('conversations', sa.Column('reply_free_warned', sa.DateTime(timezone=True), nullable=True))
    op.add_column('conversations', sa.Column('reply_warned', sa.DateTime(timezone=True), nullable=True))
    # Until then the channel alone told them apart, and a process of the version before still opened such.
    op.execute("UPDATE conversations SET is_trial = true WHERE channel = 'trial' AND NOT is_trial")


def downgrade() -> None:
    op.drop_column('conversations', 'reply_warned')
    op.drop_column('conversations', 'reply_free_warned')
