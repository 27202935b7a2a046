"""Where a citizen lives, if staff need it for a ticket."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'


def upgrade() -> None:
    op.add_column('tickets', sa.Column('citizen_address', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    op.drop_column('tickets', 'citizen_address')
