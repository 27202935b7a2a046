"""Members have a telephone of their own, to which a call may be sent; a caller's other calls are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("staff_members", sa.Column("extension", sa.Text(), server_default="", nullable=False))
    op.create_index("ix_calls_caller", "calls", ["caller"], postgresql_where=sa.text("caller <> ''"))
    op.create_index("ix_calls_began_in", "calls", [sa.text("(details ->> 'began_in')")], postgresql_where=sa.text("details ? 'began_in'"))


def downgrade() -> None:
    op.drop_index("ix_calls_began_in", "calls")
    op.drop_index("ix_calls_caller", "calls")
    op.drop_column("staff_members", "extension")
