"""One citizen of whom something stands in every column that can hold words, and the search for it in the whole database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, text

from channels.zalo.models import ZaloContact, ZaloEvent
from conversations.attachments.storage import AttachmentStorage
from conversations.calls.models import Call
from conversations.models import Attachment, Conversation, Delivery, Message, OwnershipChange
from core.db import Database
from desk.questions.models import QuestionCluster, QuestionItem
from staff.models import StaffNotice
from tests.tickets.personas import at, hire
from tickets.models import Note, Ticket, TicketEvent

# Columns of these tables that hold no words of people: codes of ours, hashes, names of rows. All others are planted, and must come out
# blank; whoever adds a column decides here, or the test of this list fails.
CODES = {
    "conversations": {"channel", "token_hash", "owner", "queue_group", "unreachable"},
    "messages": {"sender", "kind", "state"},
    "deliveries": {"channel", "state", "failure", "failure_code"},
    "attachments": {"media_type", "sha256"},
    "calls": {"leg", "ending", "response_ms"},
    "tickets": {"tracking_code", "kind", "state", "priority", "handover_reason", "sector", "procedure_code", "outcome"},
    "ticket_events": {"kind", "from_state", "to_state", "actor_kind"},
    "notes": set(),
    "staff_notices": {"kind"},
    "ownership_changes": {"move", "from_owner", "to_owner"},
    "question_items": {"reasons", "step"},
    "zalo_events": {"key", "event_name", "outcome"},
    "zalo_contacts": {"told_version"},
}
# Nothing in these comes from a citizen: what staff, the vendor or the program itself wrote about its own work.
OF_NOBODY = {
    "alembic_version",
    "approval_rules",
    "audit_entries",
    "bench_answers",
    "bench_questions",
    "bench_runs",
    "bot_pauses",
    "canned_replies",
    "channel_alarms",
    "data_requests",
    "duties",
    # Written by editors; citizens' ways of saying it come there without what is masked.
    "draft_presences",
    "entry_draft_events",
    "entry_drafts",
    "entry_versions",
    "knowledge_revision",
    # Yes or no, and how often something was asked: not a word of anybody.
    "message_feedback",
    "content_links",
    "decree_task_items",
    "decree_tasks",
    "quality_findings",
    "quality_look",
    "question_clusters",
    "question_terms",
    "question_watermarks",
    "reply_marks",
    "saved_filters",
    "staff_members",
    "staff_sessions",
    "units",
    "zalo_connectings",
    "zalo_grants",
    "zalo_pace",
}
_WORDS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND (data_type IN ('text', 'jsonb') OR udt_name = '_text')
"""
_JOB = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status) VALUES ('zalo', 't', :lock, :args, 'failed')
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


@dataclass(frozen=True)
class Planted:
    conversation_id: uuid.UUID
    ticket_ids: tuple[uuid.UUID, ...]
    attachment_id: uuid.UUID
    call_id: uuid.UUID
    staff_id: uuid.UUID
    user_id: str


async def plant(database: Database, storage: AttachmentStorage, marker: str, *, channel: str = "zalo", codes: str = "") -> Planted:
    """`marker` wherever words can stand; `codes` tells two such citizens apart where something must be unique."""
    conversation_id, user_id = uuid.uuid4(), f"{marker}-người dùng"
    planted = Planted(
        conversation_id, (uuid.uuid4(), uuid.uuid4()), uuid.uuid4(), uuid.uuid4(), await hire(database, f"lan{codes}"), user_id
    )
    word, now = {"ghi": marker, "sâu": [{"hơn": marker}]}, at("2026-11-25 08:00")
    asked, answered, said = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    message = {"conversation_id": conversation_id, "text": marker, "blocks": [word], "options": [word], "kind": "message"}
    async with database.session() as session:
        named = {"citizen_name": marker, "dialogue_context": word, "owner": "operator", "owner_id": planted.staff_id}
        external_id = user_id if channel == "zalo" else str(conversation_id)
        await session.execute(
            insert(Conversation).values(
                id=conversation_id, channel=channel, external_id=external_id, next_seq=4, ownership_number=2, **named
            )
        )
        for row in (
            {
                "id": asked,
                "seq": 1,
                "sender": "citizen",
                "state": "needs_person",
                "external_id": f"{marker}1",
                "details": {"files": 1} | word,
            },
            {"id": answered, "seq": 2, "sender": "bot", "kind": "reply", "in_reply_to": asked, "details": word | {"behaviour": "answer"}},
            {"id": said, "seq": 3, "sender": "operator", "author_id": planted.staff_id, "details": word, "external_id": f"{marker}3"},
        ):
            await session.execute(insert(Message).values(message | row))
        for seq, (message_id, state) in enumerate([(answered, "sent"), (said, "waiting")], start=2):
            row = {"message_id": message_id, "conversation_id": conversation_id, "channel": channel, "seq": seq, "state": state}
            await session.execute(insert(Delivery).values(row | {"vendor_ids": [marker]}))
        file = {"file_name": f"{marker}.pdf", "media_type": "application/pdf", "size_bytes": 9, "sha256": "0" * 64}
        await session.execute(
            insert(Attachment).values(id=planted.attachment_id, conversation_id=conversation_id, message_id=asked, **file)
        )
        call = {
            "id": planted.call_id,
            "leg": "sip",
            "caller": marker,
            "recording_path": marker,
            "recording_until": now + timedelta(days=90),
        }
        await session.execute(insert(Call).values(call | {"conversation_id": conversation_id, "details": word}))
        for number, (ticket_id, state) in enumerate(zip(planted.ticket_ids, ("in_progress", "closed"), strict=True)):
            code = f"MADE{codes}{number}"
            row = {"id": ticket_id, "tracking_code": code, "kind": "enquiry", "state": state, "conversation_id": conversation_id}
            told = {"subject": marker, "summary": {"question": marker, "failed": [marker]}, "citizen_name": marker, "citizen_phone": marker}
            told |= {"citizen_address": marker}
            more = {"rating_comment": marker, "due_at": now + timedelta(days=9), "sector": "Đất đai", "event_number": 2}
            await session.execute(insert(Ticket).values(row | told | more))
            for event, kind in enumerate(("opened", "edited"), start=1):
                reason = marker if kind == "edited" else "asked"
                words = {
                    "reason": reason,
                    "public_text": marker,
                    "details": {"subject": {"from": marker, "to": marker}, "priority": "high"},
                }
                await session.execute(insert(TicketEvent).values(ticket_id=ticket_id, number=event, kind=kind, actor_kind="staff", **words))
            await session.execute(insert(Note).values(id=uuid.uuid4(), ticket_id=ticket_id, author_id=planted.staff_id, text=marker))
        await session.execute(
            insert(Note).values(id=uuid.uuid4(), conversation_id=conversation_id, author_id=planted.staff_id, text=marker)
        )
        for number, by_id in ((1, None), (2, planted.staff_id)):
            row = {"conversation_id": conversation_id, "number": number, "after_seq": 1, "move": "take_over", "by_id": by_id}
            reason = marker if by_id else "asked"
            await session.execute(insert(OwnershipChange).values(row | {"from_owner": "bot", "to_owner": "operator", "reason": reason}))
        for about in ({"conversation_id": conversation_id}, {"ticket_id": planted.ticket_ids[0]}):
            told_staff = {"staff_id": planted.staff_id, "kind": "reopened", "details": {"code": "A7K", "said": marker}}
            await session.execute(insert(StaffNotice).values(told_staff | about))
        cluster = {"id": uuid.uuid4(), "items": 1, "reasons": ["marked"], "last_at": now}
        await session.execute(insert(QuestionCluster).values(cluster))
        learned = {"cluster_id": cluster["id"], "message_id": asked, "reply_id": answered, "conversation_id": conversation_id, "at": now}
        await session.execute(insert(QuestionItem).values(id=uuid.uuid4(), text=marker, topic=marker, reasons=["marked"], **learned))
        if channel == "zalo":
            informed = {"told_version": "1", "told_at": now, "told_message_id": said}
            await session.execute(insert(ZaloContact).values(conversation_id=conversation_id, user_id=user_id, **informed))
            for key, handled_at in (("a", now), ("b", None)):
                row = {"key": f"msg:{codes}{key}", "event_name": "user_send_text", "user_id": user_id, "sent_at": now, "body": marker}
                await session.execute(insert(ZaloEvent).values(row | {"handled_at": handled_at}))
            await session.execute(
                text(
                    """
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status) VALUES ('zalo', 't', :lock, :args, 'failed')
"""
                ),
                {"lock": f"zalo:{user_id}", "args": f'{{"user_id": "{user_id}"}}'},
            )
    path = storage.path_of(planted.attachment_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(marker, encoding="utf-8")
    return planted


async def columns_with(database: Database, marker: str) -> set[tuple[str, str]]:
    """Of all tables, also the job queue's."""
    async with database.session() as session:
        columns = (await session.execute(text(_WORDS))).all()
        look = 'SELECT count(*) FROM {0} WHERE "{1}"::text LIKE :marker'
        counts = [await session.scalar(text(look.format(*column)), {"marker": f"%{marker}%"}) for column in columns]
    return {(table, column) for (table, column), count in zip(columns, counts, strict=True) if count}


async def word_columns(database: Database, table: str) -> set[str]:
    async with database.session() as session:
        return {row.column_name for row in (await session.execute(text(_WORDS))) if row.table_name == table}


async def rows_with(database: Database, marker: str) -> dict[str, int]:
    """As a whole, of whatever types their columns are."""
    names = await tables(database)
    async with database.session() as session:
        look = "SELECT count(*) FROM {0} r WHERE r::text LIKE :m"
        counts = {name: await session.scalar(text(look.format(name)), {"m": f"%{marker}%"}) for name in names}
    return {name: count for name, count in counts.items() if count}


async def count_rows(database: Database) -> dict[str, int]:
    async with database.session() as session:
        return {name: await session.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in CODES}


async def tables(database: Database) -> set[str]:
    async with database.session() as session:
        return set(await session.scalars(text(_TABLES)))
