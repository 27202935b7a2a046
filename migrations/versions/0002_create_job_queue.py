"""The tables and functions of the job queue (procrastinate 3.10)."""

from __future__ import annotations

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    connection = op.get_bind().connection.driver_connection
    connection.execute(SchemaManager.get_schema())


def downgrade() -> None:
    op.execute("DROP TABLE IF EXISTS procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs, procrastinate_workers CASCADE")
    op.execute("""
        DO $$ DECLARE made record; BEGIN
            FOR made IN SELECT oid::regprocedure AS function FROM pg_proc
                WHERE pronamespace = current_schema()::regnamespace AND starts_with(proname, 'procrastinate_')
            LOOP EXECUTE 'DROP FUNCTION ' || made.function; END LOOP;
        END $$
    """)
    op.execute("DROP TYPE IF EXISTS procrastinate_job_status, procrastinate_job_event_type, procrastinate_job_to_defer_v1")
