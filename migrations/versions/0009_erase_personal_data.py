"""What citizens ask for about their own data; texts of rows that are never changed may be blanked, and nothing else of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0009'
down_revision = '0008'


def upgrade() -> None:
    op.create_table('data_requests',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default='open', nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_by', sa.Uuid(), nullable=True),
    sa.Column('link_hash', sa.Text(), nullable=True),
    sa.Column('link_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('warned_percent', sa.Integer(), server_default='0', nullable=False),
    sa.Column('proof', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['staff_members.id'], name=op.f('fk_data_requests_asked_by_staff_members')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_data_requests_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['done_by'], ['staff_members.id'], name=op.f('fk_data_requests_done_by_staff_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_requests')),
    sa.UniqueConstraint('code', name=op.f('uq_data_requests_code'))
    )
    op.create_index('ix_data_requests_asked_at', 'data_requests', ['asked_at'], unique=False)
    op.create_index('ix_data_requests_conversation_id', 'data_requests', ['conversation_id'], unique=False)
    op.create_index('uq_data_requests_link', 'data_requests', ['link_hash'], unique=True, postgresql_where=sa.text('link_hash IS NOT NULL'))
    op.create_index('uq_data_requests_open', 'data_requests', ['conversation_id', 'kind'], unique=True, postgresql_where=sa.text("state = 'open'"))
    # The columns that may be blanked are the trigger's arguments. Keys of a JSON column may go, none may come or change. The log of
    # what staff did (audit_entries) keeps the trigger of migration 0004, which has no door.
    op.execute("""
        CREATE FUNCTION refuse_change_but_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            was jsonb; becomes jsonb; name text;
        BEGIN
            IF TG_OP = 'UPDATE' AND current_setting('hotline.erasing', true) = 'on' THEN
                was := to_jsonb(OLD); becomes := to_jsonb(NEW);
                IF was - TG_ARGV = becomes - TG_ARGV THEN
                    FOREACH name IN ARRAY TG_ARGV LOOP
                        IF (becomes->name) <> (was->name) AND (becomes->>name) <> '(đã xóa theo yêu cầu)'
                            AND NOT (jsonb_typeof(was->name) = 'object' AND (was->name) @> (becomes->name))
                        THEN
                            RAISE EXCEPTION 'column % of % may be blanked and nothing else', name, TG_TABLE_NAME;
                        END IF;
                    END LOOP;
                    RETURN NEW;
                END IF;
            END IF;
            RAISE EXCEPTION 'rows of % are never changed or taken away', TG_TABLE_NAME;
        END $$
    """)
    for table, columns in (("ticket_events", "'reason', 'public_text', 'details'"), ("ownership_changes", "'reason'")):
        op.execute(f"DROP TRIGGER refuse_change ON {table}")
        op.execute(f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
                   f"EXECUTE FUNCTION refuse_change_but_erasing({columns})")


def downgrade() -> None:
    for table in ("ticket_events", "ownership_changes"):
        op.execute(f"DROP TRIGGER refuse_change ON {table}")
        op.execute(f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
    op.execute("DROP FUNCTION refuse_change_but_erasing()")
    op.drop_table('data_requests')
