from __future__ import annotations

import asyncio

from sqlalchemy import text

from app.wiring.privacy import erasing, privacy_service
from privacy.models import Origin, RequestKind
from tests.channels.zalo import vendor
from tests.privacy.planting import rows_with

SECRET = "chồng tôi tên Dấu Vết"


async def ask_to_delete(settings, database, conversation):
    async with database.session() as session:
        await privacy_service(settings).ask(session, conversation.id, RequestKind.DELETE, Origin.VENDOR)


async def test_whoever_writes_again_is_met_as_for_the_first_time(office, settings, database):
    await office.takes(vendor.said(SECRET, msg_id="m1"))
    before = await office.conversation()
    await ask_to_delete(settings, database, before)
    await erasing(settings, database).walk()
    assert await rows_with(database, "Dấu Vết") == {}
    # But for the job of the webhook, which the office does by hand here.
    assert set(await rows_with(database, vendor.USER)) <= {"procrastinate_jobs"}
    await office.takes(vendor.said("còn tôi đây", msg_id="m2"))
    after = await office.conversation()
    assert after.id != before.id
    assert [message.details.get("topic") for message in await office.thread()] == ["first_contact", None]


async def test_what_was_deleted_is_not_taken_again_when_the_vendor_tries_again(office, settings, database):
    body = vendor.said(SECRET, msg_id="m1")
    await office.takes(body)
    await ask_to_delete(settings, database, await office.conversation())
    await erasing(settings, database).walk()
    await office.hears(body)
    await office.taker.take(vendor.USER)
    assert await rows_with(database, "Dấu Vết") == {}


async def test_a_receipt_that_comes_after_the_deletion_brings_nobody_back(office, settings, database):
    await office.takes(vendor.said(SECRET, msg_id="m1"))
    await ask_to_delete(settings, database, await office.conversation())
    await erasing(settings, database).walk()
    await office.takes(vendor.receipt("v1", seen=True))
    assert set(await rows_with(database, vendor.USER)) <= {"procrastinate_jobs"}


async def test_a_message_that_waits_for_the_deletion_begins_anew(office, settings, database):
    await office.takes(vendor.said(SECRET, msg_id="m1"))
    conversation = await office.conversation()
    await ask_to_delete(settings, database, conversation)
    async with database.session() as session:
        await session.execute(text("SELECT FROM conversations WHERE id = :id FOR UPDATE"), {"id": conversation.id})
        deleting = asyncio.create_task(erasing(settings, database).walk())
        taking = asyncio.create_task(office.takes(vendor.said("còn tôi đây", msg_id="m2")))
        await asyncio.sleep(0.5)  # both stand before the lock; whoever comes first, nobody waits for ever and no word is lost
    async with asyncio.timeout(20):
        await asyncio.gather(deleting, taking)
    assert await rows_with(database, "Dấu Vết") == {}
    assert await erasing(settings, database).walk() == 0
