"""A worker is told when a message is done and the same citizen's next one may begin.

The job queue tells workers of new jobs only: a job that waited for its lock was found by the next look, up to half a second later.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION wake_worker_for_next_in_line() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT FROM procrastinate_jobs WHERE lock = OLD.lock AND status = 'todo') THEN
                PERFORM pg_notify(
                    'procrastinate_queue_v1#' || OLD.queue_name,
                    json_build_object('type', 'job_inserted', 'job_id', OLD.id)::text
                );
            END IF;
            RETURN NULL;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER wake_worker_after_update AFTER UPDATE OF status ON procrastinate_jobs FOR EACH ROW
        WHEN (OLD.status = 'doing' AND NEW.status <> 'doing' AND OLD.lock IS NOT NULL)
        EXECUTE FUNCTION wake_worker_for_next_in_line()
    """)
    op.execute("""
        CREATE TRIGGER wake_worker_after_delete AFTER DELETE ON procrastinate_jobs FOR EACH ROW
        WHEN (OLD.status = 'doing' AND OLD.lock IS NOT NULL)
        EXECUTE FUNCTION wake_worker_for_next_in_line()
    """)


def downgrade() -> None:
    op.execute("DROP TRIGGER wake_worker_after_update ON procrastinate_jobs")
    op.execute("DROP TRIGGER wake_worker_after_delete ON procrastinate_jobs")
    op.execute("DROP FUNCTION wake_worker_for_next_in_line()")
