from __future__ import annotations

import uuid

import pytest
from sqlalchemy import update

from conversations.attachments.limits import AttachmentLimits
from conversations.attachments.service import AttachmentService
from conversations.attachments.storage import AttachmentStorage
from conversations.models import Message
from conversations.service import ConversationService
from core.settings import PROJECT_ROOT
from core.words import Words
from staff.models import Role, StaffMember


@pytest.fixture
def attachment_limits():
    return AttachmentLimits(bytes_per_file=200_000, files_a_day=6)


@pytest.fixture
def storage(tmp_path):
    return AttachmentStorage(tmp_path / "attachments")


@pytest.fixture
def attachment_words():
    return Words(PROJECT_ROOT / "conversations" / "attachments" / "words.yml", hotline_number="1022")


@pytest.fixture
def attachments(database, storage, attachment_words, attachment_limits, clock):
    return AttachmentService(database, storage, attachment_words, attachment_limits, clock=clock)


@pytest.fixture
def service(database, queue, words, limits, clock, attachments):
    return ConversationService(database, queue, words, limits, attachments=attachments, clock=clock)


@pytest.fixture
async def operator_id(database):
    staff_id = uuid.uuid4()
    async with database.session() as session:
        session.add(StaffMember(id=staff_id, username="lan", display_name="Lan", roles=[Role.OPERATOR], password_hash="x"))
    return staff_id


@pytest.fixture
def by_operator(database, operator_id):
    """Makes a stored message the operator's."""

    async def change(message):
        async with database.session() as session:
            await session.execute(update(Message).where(Message.id == message.id).values(author_id=operator_id))
            return await session.get_one(Message, message.id)

    return change
