"""Messages are delivered over channels that have to be called; alarms about channels; trials are marked; the tables of Zalo."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0008'
down_revision = '0007'


def upgrade() -> None:
    op.create_table('channel_alarms',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_channel_alarms'))
    )
    op.create_index('uq_channel_alarms_open', 'channel_alarms', ['channel', 'kind'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('zalo_events',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('event_name', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.Text(), server_default='', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zalo_events')),
    sa.UniqueConstraint('key', name=op.f('uq_zalo_events_key'))
    )
    op.create_index('ix_zalo_events_pending', 'zalo_events', ['user_id', 'sent_at', 'id'], unique=False, postgresql_where=sa.text('handled_at IS NULL'))
    op.create_index('ix_zalo_events_received_at', 'zalo_events', ['received_at'], unique=False)
    op.create_table('zalo_grants',
    sa.Column('oa_id', sa.Text(), nullable=False),
    sa.Column('oa_name', sa.Text(), server_default='', nullable=False),
    sa.Column('access_token', sa.Text(), nullable=False),
    sa.Column('refresh_token', sa.Text(), nullable=False),
    sa.Column('access_expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('refresh_expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('generation', sa.Integer(), server_default='1', nullable=False),
    sa.Column('dead_reason', sa.Text(), server_default='', nullable=False),
    sa.Column('connected_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('refreshed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('oa_id', name=op.f('pk_zalo_grants'))
    )
    op.create_table('zalo_pace',
    sa.Column('id', sa.SmallInteger(), nullable=False),
    sa.Column('arrival_at', sa.Double(), server_default='0', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zalo_pace'))
    )
    op.create_table('zalo_connectings',
    sa.Column('state_hash', sa.Text(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_members.id'], name=op.f('fk_zalo_connectings_staff_id_staff_members')),
    sa.PrimaryKeyConstraint('state_hash', name=op.f('pk_zalo_connectings'))
    )
    op.create_table('deliveries',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), server_default='waiting', nullable=False),
    sa.Column('vendor_ids', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
    sa.Column('attempts', sa.Integer(), server_default='0', nullable=False),
    sa.Column('next_attempt_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('claimed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failure', sa.Text(), server_default='', nullable=False),
    sa.Column('failure_code', sa.Text(), server_default='', nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_deliveries_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_deliveries_message_id_messages')),
    sa.PrimaryKeyConstraint('message_id', name=op.f('pk_deliveries'))
    )
    op.create_index('ix_deliveries_conversation', 'deliveries', ['conversation_id', 'seq'], unique=False, postgresql_where=sa.text("state = 'waiting'"))
    op.create_index('ix_deliveries_vendor_ids', 'deliveries', ['vendor_ids'], unique=False, postgresql_using='gin')
    op.create_index('ix_deliveries_waiting', 'deliveries', ['channel', 'next_attempt_at'], unique=False, postgresql_where=sa.text("state = 'waiting'"))
    op.create_table('zalo_contacts',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Text(), nullable=False),
    sa.Column('is_follower', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('last_interaction_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_version', sa.Text(), server_default='', nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_message_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_zalo_contacts_conversation_id_conversations')),
    sa.ForeignKeyConstraint(['told_message_id'], ['messages.id'], name=op.f('fk_zalo_contacts_told_message_id_messages')),
    sa.PrimaryKeyConstraint('conversation_id', name=op.f('pk_zalo_contacts')),
    sa.UniqueConstraint('user_id', name=op.f('uq_zalo_contacts_user_id'))
    )
    op.add_column('conversations', sa.Column('is_trial', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.add_column('conversations', sa.Column('reply_free_until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('conversations', sa.Column('reply_until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('conversations', sa.Column('unreachable', sa.Text(), server_default='', nullable=False))
    op.execute("UPDATE conversations SET is_trial = true WHERE channel = 'trial'")
    op.execute("INSERT INTO zalo_pace (id) VALUES (1)")


def downgrade() -> None:
    op.drop_column('conversations', 'unreachable')
    op.drop_column('conversations', 'reply_until')
    op.drop_column('conversations', 'reply_free_until')
    op.drop_column('conversations', 'is_trial')
    op.drop_table('zalo_contacts')
    op.drop_index('ix_deliveries_waiting', table_name='deliveries')
    op.drop_index('ix_deliveries_vendor_ids', table_name='deliveries', postgresql_using='gin')
    op.drop_index('ix_deliveries_conversation', table_name='deliveries')
    op.drop_table('deliveries')
    op.drop_table('zalo_connectings')
    op.drop_table('zalo_pace')
    op.drop_table('zalo_grants')
    op.drop_index('ix_zalo_events_received_at', table_name='zalo_events')
    op.drop_index('ix_zalo_events_pending', table_name='zalo_events')
    op.drop_table('zalo_events')
    op.drop_index('uq_channel_alarms_open', table_name='channel_alarms')
    op.drop_table('channel_alarms')
