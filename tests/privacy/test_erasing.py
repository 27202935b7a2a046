from __future__ import annotations

import asyncio
import uuid

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from conversations.calls.models import Call
from conversations.models import Message
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.erasing import ERASED
from privacy.models import Origin, RequestKind, RequestState
from staff.models import AuditEntry
from tests.privacy.planting import CODES, OF_NOBODY, columns_with, count_rows, plant, rows_with, tables, word_columns
from tickets.actors import Actor
from tickets.models import Ticket
from tickets.repository import TicketRepository

MARKER = "Nguyễn Văn Dấu Vết 0912345678"
OTHERS = "Trần Thị Người Khác 0987654321"


@pytest.fixture
async def planted(database, storage):
    return await plant(database, storage, MARKER)


@pytest.fixture
def ask(database, privacy):
    async def asked(conversation_id, origin=Origin.VENDOR, by=None):
        async with database.session() as session:
            return (await privacy.ask(session, conversation_id, RequestKind.DELETE, origin, by=by)).request

    return asked


@pytest.fixture
def thread(database):
    async def messages(conversation_id):
        async with database.session() as session:
            return (await session.scalars(select(Message).where(Message.conversation_id == conversation_id).order_by(Message.seq))).all()

    return messages


class TestNothingIsFoundAgain:
    async def test_the_marker_stands_in_every_column_that_can_hold_words(self, database, planted):
        expected = {(table, column) for table, codes in CODES.items() for column in await word_columns(database, table) - codes}
        assert await columns_with(database, MARKER) - {("procrastinate_jobs", "lock"), ("procrastinate_jobs", "args")} == expected

    async def test_of_every_table_somebody_has_said_whether_it_holds_any(self, database):
        assert {name for name in await tables(database) if not name.startswith("procrastinate")} == CODES.keys() | OF_NOBODY

    async def test_in_no_table_and_in_no_file(self, database, settings, planted, ask, erasing):
        await ask(planted.conversation_id)
        assert await erasing.walk() == 1
        assert await rows_with(database, MARKER) == {}
        assert [path for path in settings.var_dir.rglob("*") if path.is_file() and MARKER in path.read_text("utf-8", "ignore")] == []

    async def test_nor_of_a_citizen_of_the_web_chat(self, database, storage, ask, erasing):
        await ask((await plant(database, storage, MARKER, channel="webchat")).conversation_id)
        await erasing.walk()
        assert await rows_with(database, MARKER) == {}

    async def test_another_citizen_loses_nothing(self, database, storage, planted, ask, erasing):
        other = await plant(database, storage, OTHERS, codes="2")
        before = await rows_with(database, OTHERS)
        await ask(planted.conversation_id)
        await erasing.walk()
        assert await rows_with(database, OTHERS) == before
        assert storage.path_of(other.attachment_id).read_text("utf-8") == OTHERS

    async def test_what_was_being_answered_is_dropped(self, database, planted, ask, erasing, clock):
        async with database.session() as session:
            repository = ConversationRepository(session)
            conversation = await repository.get_locked(planted.conversation_id)
            await change_owner(repository, conversation, Change(Move.HAND_BACK, PROGRAM), clock())
            number = conversation.ownership_number
        await ask(planted.conversation_id)
        await erasing.walk()
        async with database.session() as session:
            conversation = await ConversationRepository(session).get_locked(planted.conversation_id)
            assert (conversation.owner, conversation.dialogue_context) == ("bot", {})
            assert conversation.ownership_number > number

    async def test_the_address_is_gone_so_that_whoever_writes_again_is_met_anew(self, database, planted, ask, erasing):
        await ask(planted.conversation_id)
        await erasing.walk()
        async with database.session() as session:
            conversation = await ConversationRepository(session).get_locked(planted.conversation_id)
        assert (conversation.external_id, conversation.unreachable) == (f"erased:{planted.conversation_id}", "erased")


class TestCountsAndAuditHold:
    async def test_rows_stay_but_files_and_the_contact(self, database, planted, ask, erasing):
        before = await count_rows(database)
        await ask(planted.conversation_id)
        await erasing.walk()
        # An open ticket comes to its end, which is an event; the conversation goes back to the bot, which is a change of owner.
        changed = {
            "attachments": 0,
            "zalo_contacts": 0,
            "question_items": 0,
            "staff_notices": 0,
            "ticket_events": before["ticket_events"] + 1,
            "ownership_changes": 3,
        }
        assert await count_rows(database) == before | changed

    async def test_reports_read_behaviour_and_sector_still(self, database, planted, ask, erasing, thread):
        await ask(planted.conversation_id)
        await erasing.walk()
        assert [message.details for message in await thread(planted.conversation_id)] == [{}, {"behaviour": "answer"}, {}]
        async with database.session() as session:
            assert set(await session.scalars(select(Ticket.sector))) == {"Đất đai"}

    async def test_an_open_ticket_ends_and_a_closed_one_stays_closed(self, database, planted, ask, erasing):
        await ask(planted.conversation_id)
        await erasing.walk()
        async with database.session() as session:
            tickets = [await session.get_one(Ticket, ticket_id) for ticket_id in planted.ticket_ids]
            events = await TicketRepository(session).list_events(planted.ticket_ids[0])
        assert [ticket.state for ticket in tickets] == ["rejected", "closed"]
        assert [(event.kind, event.reason) for event in events] == [("opened", "asked"), ("edited", ERASED), ("moved", ERASED)]
        assert events[1].details == {"priority": "high"}

    async def test_a_ticket_that_waits_for_the_citizen_ends_too(self, database, planted, tickets, ask, erasing):
        await tickets.move(planted.ticket_ids[0], "awaiting_citizen", Actor.staff(planted.staff_id))
        await ask(planted.conversation_id)
        await erasing.walk()
        async with database.session() as session:
            assert (await session.get_one(Ticket, planted.ticket_ids[0])).state == "rejected"

    async def test_the_log_tells_of_it_without_a_word_of_the_citizen(self, database, planted, ask, erasing, clock, supervisor):
        request = await ask(planted.conversation_id, Origin.DESK, supervisor)
        clock.go_on(minutes=1)
        await erasing.walk()
        async with database.session() as session:
            entries = (await session.scalars(select(AuditEntry).order_by(AuditEntry.at, AuditEntry.id))).all()
        assert [(entry.action, entry.staff_id, entry.details["code"]) for entry in entries] == [
            ("data_deletion_ordered", supervisor.staff_id, request.code),
            ("data_erased", supervisor.staff_id, request.code),
        ]
        assert {entry.subject_id for entry in entries} == {str(planted.conversation_id)}

    async def test_the_proof_counts_what_went(self, planted, ask, erasing, requests):
        await ask(planted.conversation_id)
        await erasing.walk()
        [request] = await requests()
        assert request.state == RequestState.DONE
        assert request.proof["counts"] == {
            "tickets": 2,
            "ticket_events": 4,
            "notes": 3,
            "staff_notices": 2,
            "tickets_ended": 1,
            "deliveries": 2,
            "messages": 3,
            "ownership_changes": 1,
            "files": 1,
            "calls": 1,
            "recordings": 1,
            "zalo_contacts": 1,
            "zalo_events": 2,
            "question_items": 1,
        }
        assert len(request.proof["sha256"]) == 64
        assert request.proof["informed"]["version"] == "1"


class TestAgain:
    async def test_a_second_request_finds_nothing_and_changes_nothing(self, database, planted, ask, erasing, requests, clock):
        await ask(planted.conversation_id)
        await erasing.walk()
        before = await count_rows(database)
        clock.go_on(minutes=5)
        await ask(planted.conversation_id)
        assert await erasing.walk() == 1
        assert set((await requests())[1].proof["counts"].values()) == {0}
        assert await count_rows(database) == before | {"ownership_changes": before["ownership_changes"] + 1}

    async def test_a_done_request_is_not_walked_again(self, planted, ask, erasing):
        request = await ask(planted.conversation_id)
        assert await erasing.walk() == 1
        assert await erasing.walk() == 0
        assert not await erasing.carry_out(request.id)

    async def test_a_walk_that_was_killed_before_the_files_is_taken_up(self, database, storage, planted, ask, erasing, requests):
        await ask(planted.conversation_id)
        await erasing.walk()
        storage.path_of(planted.attachment_id).write_text(MARKER, "utf-8")
        async with database.session() as session:
            # As the tables stand between the two transactions of a walk.
            [request] = await requests()
            left = request.proof | {"files_to_remove": [str(planted.attachment_id)]}
            values = {"state": RequestState.OPEN, "done_at": None, "proof": left}
            await session.execute(type(request).__table__.update().values(values))
        assert await erasing.walk() == 1
        assert not storage.path_of(planted.attachment_id).exists()
        [again] = await requests()
        assert again.proof == request.proof


class TestWhen:
    async def test_an_unconfirmed_request_waits(self, planted, ask, erasing):
        request = await ask(planted.conversation_id, Origin.CITIZEN)
        assert await erasing.walk() == 0
        assert not await erasing.carry_out(request.id)

    async def test_what_the_citizen_is_told_last_goes_out_first_but_not_for_ever(self, database, planted, ask, erasing, clock, supervisor):
        await ask(planted.conversation_id, Origin.DESK, supervisor)
        assert await erasing.walk() == 0
        clock.go_on(seconds=40)
        assert await erasing.walk() == 1
        async with database.session() as session:
            # Nor is it sent later, when nobody knows to whom any more.
            assert set(await session.scalars(text("SELECT state FROM deliveries"))) == {"sent", "dropped"}

    async def test_and_at_once_when_it_was_sent(self, database, planted, ask, erasing, supervisor):
        await ask(planted.conversation_id, Origin.DESK, supervisor)
        async with database.session() as session:
            await session.execute(text("UPDATE deliveries SET state = 'sent'"))
        assert await erasing.walk() == 1

    async def test_the_proof_stays_in_the_thread(self, planted, ask, erasing, clock, supervisor, thread):
        request = await ask(planted.conversation_id, Origin.DESK, supervisor)
        clock.go_on(minutes=1)
        await erasing.walk()
        texts = [message.text for message in await thread(planted.conversation_id)]
        assert texts[:3] == [ERASED] * 3
        assert request.code in texts[3]


class TestBesideOthers:
    async def test_a_running_conversation_and_a_busy_desk_do_not_stop_each_other(self, database, storage, ask, erasing, tickets, requests):
        people = [await plant(database, storage, f"{MARKER} số {number}", codes=str(number)) for number in range(4)]
        for one in people:
            await ask(one.conversation_id)

        async def talks(one):
            for _ in range(8):
                async with database.session() as session:
                    repository = ConversationRepository(session)
                    conversation = await repository.get_locked(one.conversation_id)
                    await repository.append(
                        conversation, {"sender": "citizen", "kind": "message", "text": "còn gì nữa?", "state": "received"}
                    )
                    open_one = await tickets.find_open_of_conversation(session, one.conversation_id)
                    if open_one is not None:
                        await tickets.record_from_citizen(session, open_one.id, "thêm một điều")

        async def works(one):
            actor = Actor.staff(one.staff_id)
            for number in range(8):
                for ticket_id in reversed(one.ticket_ids):
                    await tickets.edit(ticket_id, actor, {"priority": ("low", "high")[number % 2]})

        async with asyncio.timeout(30):
            await asyncio.gather(*(talks(one) for one in people), *(works(one) for one in people), erasing.walk(), erasing.walk())
        assert await rows_with(database, MARKER) == {}
        assert {request.state for request in await requests()} == {RequestState.DONE}


class TestTheNarrowDoor:
    """Migration 0009: only while a deletion is made, only texts, only to nothing."""

    BLANK = f"UPDATE ticket_events SET reason = '{ERASED}'"

    @pytest.fixture
    def change(self, database, planted):
        async def run(statement, *, is_open=True):
            async with database.session() as session:
                if is_open:
                    await session.execute(text("SELECT set_config('hotline.erasing', 'on', true)"))
                await session.execute(text(statement))

        return run

    async def test_is_shut_for_everybody_else(self, change):
        with pytest.raises(DBAPIError, match="never changed"):
            await change(self.BLANK, is_open=False)

    async def test_shuts_with_the_transaction(self, change):
        await change(self.BLANK)
        with pytest.raises(DBAPIError, match="never changed"):
            await change("UPDATE ticket_events SET public_text = ''", is_open=False)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ticket_events SET reason = 'khác'",
            "UPDATE ticket_events SET public_text = 'khác'",
            "UPDATE ticket_events SET details = details || '{\"mới\": 1}'",
            'UPDATE ticket_events SET details = \'{"subject": "khác"}\'',
            "UPDATE ticket_events SET details = '[]'",
            "UPDATE ticket_events SET kind = 'moved'",
            "UPDATE ticket_events SET at = now()",
            "UPDATE ticket_events SET actor_id = NULL, reason = '', actor_kind = 'citizen'",
            "DELETE FROM ticket_events",
            "UPDATE ownership_changes SET reason = 'khác'",
            "UPDATE ownership_changes SET move = 'claim'",
            "DELETE FROM ownership_changes",
        ],
    )
    async def test_lets_nothing_else_through(self, change, statement):
        with pytest.raises(DBAPIError, match=r"never changed|blanked and nothing else"):
            await change(statement)

    async def test_the_log_of_what_staff_did_has_none(self, database, change):
        async with database.session() as session:
            session.add(AuditEntry(action="searched", details={"query": "x"}, subject_id=str(uuid.uuid4())))
        with pytest.raises(DBAPIError, match="never changed"):
            await change("UPDATE audit_entries SET details = '{}'")


class TestCalls:
    async def test_the_recording_goes_with_the_rest(self, planted, recordings, ask, erasing):
        recordings.begin(planted.call_id).close()
        await ask(planted.conversation_id)
        await erasing.walk()
        assert list(recordings.list_all()) == []

    async def test_calls_that_were_made_from_the_page_go_with_the_page(self, database, storage, recordings, ask, erasing):
        page = await plant(database, storage, OTHERS, channel="webchat", codes="P")
        call = await plant(database, storage, MARKER, channel="phone", codes="C")
        recordings.begin(call.call_id).close()
        begun = {"began_in": str(page.conversation_id), "heard": MARKER}
        async with database.session() as session:
            await session.execute(update(Call).where(Call.id == call.call_id).values(details=begun))
        await ask(page.conversation_id)
        await erasing.walk()
        assert await rows_with(database, MARKER) == {}
        assert list(recordings.list_all()) == []

    async def test_somebody_elses_call_stays(self, database, storage, planted, recordings, ask, erasing):
        other = await plant(database, storage, OTHERS, channel="phone", codes="C")
        recordings.begin(other.call_id).close()
        await ask(planted.conversation_id)
        await erasing.walk()
        async with database.session() as session:
            assert (await session.get_one(Call, other.call_id)).caller == OTHERS
        assert list(recordings.list_all()) == [other.call_id]
