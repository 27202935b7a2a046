from __future__ import annotations

import asyncio
import uuid

import pytest

from conversations.attachments.limits import AttachmentLimits
from conversations.attachments.service import AttachmentService
from core.errors import InputError, NotFound, TooManyMessages, Unavailable
from tests.conversations.attachments.samples import MAKER, REFUSED, TAKEN, image, pdf, photo


async def pieces(content, size=1000):
    for start in range(0, len(content), size):
        yield content[start : start + size]


@pytest.fixture
def upload(attachments, citizen):
    async def keep(content=None, name="ảnh.jpg", conversation_id=None, uploaded_by=None):
        stream = pieces(image() if content is None else content)
        return await attachments.keep(conversation_id or citizen.conversation_id, name, stream, uploaded_by)

    return keep


def files_in(storage):
    return [path for path in storage.path_of(uuid.uuid4()).parents[1].rglob("*") if path.is_file()]


class TestKeep:
    @pytest.mark.parametrize("name", TAKEN)
    async def test_keeps_every_kind_that_is_taken(self, upload, attachments, name):
        content, _ = TAKEN[name]
        kept = await upload(content, name="tệp của tôi")
        opened = await attachments.open_for_staff(kept.id)
        assert opened.path.stat().st_size == kept.size_bytes == opened.size_bytes
        assert opened.media_type == kept.media_type

    @pytest.mark.parametrize("name", REFUSED)
    async def test_refuses_every_other_kind_whatever_its_name(self, upload, storage, name):
        with pytest.raises(InputError) as caught:
            await upload(REFUSED[name], name="ảnh.jpg")
        assert caught.value.code == "unknown_kind"
        assert caught.value.message.startswith("Tệp này không gửi được. Tổng đài chỉ nhận ảnh")
        assert files_in(storage) == []

    async def test_names_a_file_by_its_content_and_not_as_the_sender_says(self, upload):
        kept = await upload(image("PNG"), name="../hóa đơn.pdf.exe")
        assert (kept.file_name, kept.media_type) == ("hóa đơn.pdf.png", "image/png")

    async def test_keeps_a_photo_without_its_place(self, upload, storage):
        kept = await upload(photo())
        assert MAKER.encode() not in storage.path_of(kept.id).read_bytes()

    async def test_stops_reading_at_the_limit(self, attachments, citizen, storage):
        read = []

        async def endless():
            while True:
                read.append(1)
                yield bytes(50_000)

        with pytest.raises(InputError) as caught:
            await attachments.keep(citizen.conversation_id, "x", endless())
        assert (caught.value.code, len(read)) == ("too_large", 5)
        assert files_in(storage) == []

    async def test_refuses_an_empty_file(self, upload):
        with pytest.raises(InputError) as caught:
            await upload(b"")
        assert caught.value.code == "empty_file"

    async def test_says_that_a_picture_is_broken(self, upload, storage):
        with pytest.raises(InputError) as caught:
            await upload(image()[:200])
        assert caught.value.code == "damaged_image"
        assert files_in(storage) == []

    async def test_leaves_nothing_when_the_sender_breaks_off(self, attachments, citizen, storage):
        async def broken():
            yield image()[:100]
            raise ConnectionError

        with pytest.raises(ConnectionError):
            await attachments.keep(citizen.conversation_id, "x", broken())
        assert files_in(storage) == []

    async def test_counts_a_day_for_each_sender_also_when_many_come_at_once(self, upload, storage, clock, operator_id):
        results = await asyncio.gather(*(upload() for _ in range(9)), return_exceptions=True)
        assert sum(isinstance(result, TooManyMessages) for result in results) == 3
        assert len(files_in(storage)) == 6
        await upload(uploaded_by=operator_id)
        clock.go_on(hours=24, seconds=1)
        await upload()

    async def test_takes_nothing_while_the_disk_is_nearly_full(self, database, storage, citizen, attachment_words):
        full = AttachmentService(database, storage, attachment_words, AttachmentLimits(bytes_kept_free=2**62))
        with pytest.raises(Unavailable):
            await full.keep(citizen.conversation_id, "x", pieces(image()))


class TestAttach:
    async def test_goes_with_its_message(self, citizen, service, attachments, upload):
        first, second = await upload(), await upload(pdf(), name="đơn.pdf")
        message = await service.receive(citizen.conversation_id, "client-1", "Ảnh đây", attachment_ids=[second.id, first.id])
        found = await attachments.of_messages([message.id])
        assert [each.file_name for each in found[message.id]] == ["ảnh.jpg", "đơn.pdf"]

    async def test_sent_again_is_the_same_message_with_the_same_files(self, citizen, service, attachments, upload):
        kept = await upload()
        first = await service.receive(citizen.conversation_id, "client-1", "Ảnh đây", attachment_ids=[kept.id])
        again = await service.receive(citizen.conversation_id, "client-1", "Ảnh đây", attachment_ids=[kept.id])
        assert (again.id, len((await attachments.of_messages([first.id]))[first.id])) == (first.id, 1)

    async def check_refused(self, citizen, service, ids, code):
        with pytest.raises(InputError) as caught:
            await service.receive(citizen.conversation_id, uuid.uuid4().hex, "Ảnh đây", attachment_ids=ids)
        assert caught.value.code == code
        assert await citizen.thread() == [], "the message is not stored either"

    async def test_refuses_a_file_that_is_not_there(self, citizen, service, upload):
        await self.check_refused(citizen, service, [(await upload()).id, uuid.uuid4()], "attachment_gone")

    async def test_refuses_a_file_of_another_conversation(self, citizen, stranger, service, upload):
        kept = await upload(conversation_id=stranger.conversation_id)
        await self.check_refused(citizen, service, [kept.id], "attachment_gone")

    async def test_refuses_a_file_that_an_operator_uploaded(self, citizen, service, upload, operator_id):
        await self.check_refused(citizen, service, [(await upload(uploaded_by=operator_id)).id], "attachment_gone")

    async def test_refuses_too_many(self, citizen, service, upload):
        await self.check_refused(citizen, service, [(await upload()).id for _ in range(6)], "too_many_files")

    async def test_refuses_a_file_that_was_sent_before(self, citizen, service, upload):
        kept = await upload()
        await citizen.service.receive(citizen.conversation_id, "client-1", "Ảnh đây", attachment_ids=[kept.id])
        with pytest.raises(InputError):
            await service.receive(citizen.conversation_id, "client-2", "Lại đây", attachment_ids=[kept.id])

    async def test_two_messages_at_once_do_not_share_a_file(self, citizen, service, upload):
        kept = await upload()
        sends = [service.receive(citizen.conversation_id, f"client-{n}", "Ảnh đây", attachment_ids=[kept.id]) for n in range(6)]
        results = await asyncio.gather(*sends, return_exceptions=True)
        assert sum(isinstance(result, InputError) for result in results) == 5


class TestOpenForCitizen:
    async def test_shows_own_files_before_they_are_sent(self, citizen, attachments, upload):
        kept = await upload()
        assert (await attachments.open_for_citizen(citizen.conversation_id, kept.id)).file_name == "ảnh.jpg"

    async def test_shows_an_operators_file_only_once_it_is_sent(self, citizen, attachments, upload, operator_id, by_operator, database):
        kept = await upload(uploaded_by=operator_id)
        with pytest.raises(NotFound):
            await attachments.open_for_citizen(citizen.conversation_id, kept.id)
        message = await by_operator(await citizen.say("Thay lời tổng đài viên"))
        async with database.session() as session:
            await attachments.attach(session, message, [kept.id])
        assert (await attachments.open_for_citizen(citizen.conversation_id, kept.id)).media_type == "image/jpeg"

    async def test_hides_what_is_in_another_conversation_as_if_it_were_not_there(self, citizen, stranger, attachments, upload):
        kept = await upload()
        said = []
        for attachment_id in (kept.id, uuid.uuid4()):
            with pytest.raises(NotFound) as caught:
                await attachments.open_for_citizen(stranger.conversation_id, attachment_id)
            said.append((caught.value.code, caught.value.message))
        assert said[0] == said[1]

    async def test_says_so_when_the_bytes_are_lost(self, citizen, attachments, upload, storage):
        kept = await upload()
        storage.remove(kept.id)
        with pytest.raises(NotFound):
            await attachments.open_for_citizen(citizen.conversation_id, kept.id)


class TestClearAway:
    async def test_removes_what_was_not_sent_within_a_day_and_keeps_the_rest(self, citizen, service, attachments, upload, storage, clock):
        sent, forgotten = await upload(), await upload()
        await service.receive(citizen.conversation_id, "client-1", "Ảnh đây", attachment_ids=[sent.id])
        assert await attachments.clear_away() == 0
        clock.go_on(hours=25)
        young = await upload()
        assert await attachments.clear_away() == 1
        assert not storage.path_of(forgotten.id).exists()
        assert storage.path_of(sent.id).exists()
        assert storage.path_of(young.id).exists()
        with pytest.raises(NotFound):
            await attachments.open_for_staff(forgotten.id)

    async def test_removes_files_that_a_crash_left_without_a_row(self, attachments, storage, clock):
        lost, orphan = storage.new_temporary(), uuid.uuid4()
        storage.settle(storage.new_temporary(), orphan)
        assert await attachments.clear_away() == 0
        clock.go_on(hours=25)
        assert await attachments.clear_away() == 2
        assert not storage.path_of(orphan).exists()
        assert not lost.exists()
