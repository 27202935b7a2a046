from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from conversations.calls.models import Call
from conversations.calls.passes import Holder, Pass, Passes
from conversations.calls.recordings import Recordings
from core.clock import utc_now
from staff.models import AuditEntry, StaffMember
from tests.conversations.calls.calling import made_call
from tests.desk.histories import add_member
from tests.desk.seats import take_seat

CALLER = "0912345678"


@pytest.fixture
async def mine(database, operator):
    return await made_call(database, owner={"owner": "operator", "owner_id": operator.staff_id}, caller=CALLER)


@pytest.fixture
async def colleagues(database):
    other = await add_member(database)
    return await made_call(database, owner={"owner": "operator", "owner_id": other}, caller=CALLER)


async def audited(database):
    async with database.session() as session:
        entries = (await session.scalars(select(AuditEntry).order_by(AuditEntry.id))).all()
    return [(entry.action, entry.subject_kind, entry.subject_id) for entry in entries]


async def refusal(seat, call, what, **kwargs):
    answer = await seat.ask("POST", f"/calls/{call.id}/{what}", **kwargs)
    return answer.status_code, answer.json()["error"]["code"]


class TestTalk:
    async def test_gives_a_pass_that_opens_this_call_for_this_member(self, operator, mine, settings):
        answer = (await operator.ask("POST", f"/calls/{mine.id}/talk")).json()
        assert answer["url"] == "ws://desk.test:8026/call"
        assert Passes(settings.secret_keys).admit(answer["pass"]) == Pass(Holder.OPERATOR, mine.id, operator.staff_id)

    async def test_somebody_elses_call_is_not_talked_in(self, operator, colleagues):
        assert await refusal(operator, colleagues, "talk") == (409, "not_owner")

    async def test_a_supervisor_takes_it_over_first(self, supervisor, mine):
        assert await refusal(supervisor, mine, "talk") == (409, "not_owner")

    async def test_a_call_in_the_queue_is_claimed_first(self, operator, database):
        waiting = await made_call(database, owner={"owner": "queue"})
        assert await refusal(operator, waiting, "talk") == (409, "not_owner")

    @pytest.mark.parametrize("values", [{"ended_at": utc_now()}, {"beat_at": utc_now() - timedelta(minutes=1)}])
    async def test_a_call_that_is_over_or_whose_process_died_has_no_line(self, operator, mine, database, values):
        async with database.session() as session:
            await session.execute(update(Call).where(Call.id == mine.id).values(values))
        assert await refusal(operator, mine, "talk") == (409, "call_over")

    async def test_a_call_nobody_knows(self, operator):
        answer = await operator.ask("POST", f"/calls/{uuid.uuid4()}/talk")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_call")


class TestHoldAndHangUp:
    async def test_are_asked_of_the_phone_in_the_members_name(self, operator, mine, phone):
        await operator.ask("POST", f"/calls/{mine.id}/hold", json={"on": True})
        await operator.ask("POST", f"/calls/{mine.id}/hang-up")
        assert phone.asked == [("hold", mine.id, operator.staff_id, True), ("hang_up", mine.id, operator.staff_id)]

    @pytest.mark.parametrize(("what", "body"), [("hold", {"on": True}), ("hang-up", None), ("transfer", None)])
    async def test_of_somebody_elses_call_nothing_is_asked(self, operator, colleagues, phone, database, what, body):
        async with database.session() as session:
            await session.execute(update(StaffMember).values(extension="2011"))
        assert await refusal(operator, colleagues, what, json=body) == (409, "not_owner")
        assert phone.asked == []

    async def test_a_call_that_ended_meanwhile_is_said_to_be_over(self, operator, mine, phone):
        phone.does_it = False
        assert await refusal(operator, mine, "hang-up") == (409, "call_over")

    async def test_a_phone_process_that_is_away_is_said_to_be(self, operator, mine, phone):
        phone.is_away = True
        assert await refusal(operator, mine, "hang-up") == (503, "phone")


class TestTransfer:
    async def test_goes_to_the_members_own_telephone(self, operator, mine, phone, database):
        async with database.session() as session:
            await session.execute(update(StaffMember).values(extension="2011"))
        assert (await operator.ask("POST", f"/calls/{mine.id}/transfer")).status_code == 204
        assert phone.asked == [("transfer", mine.id, operator.staff_id, "2011")]

    async def test_without_a_telephone_it_says_what_to_do(self, operator, mine, phone):
        assert await refusal(operator, mine, "transfer") == (409, "no_extension")
        assert phone.asked == []

    async def test_where_nobody_picks_up_the_caller_is_still_there(self, operator, mine, phone, database):
        async with database.session() as session:
            await session.execute(update(StaffMember).values(extension="2011"))
        phone.does_it = False
        assert await refusal(operator, mine, "transfer") == (409, "not_taken")


async def test_looking_at_the_number_is_written_down(operator, mine, database):
    answer = await operator.ask("POST", f"/calls/{mine.id}/reveal")
    assert answer.json() == {"caller": CALLER}
    assert await audited(database) == [("phone_revealed", "call", str(mine.id))]


class TestRecording:
    @pytest.fixture
    def recordings(self, settings):
        return Recordings(settings.var_dir / "recordings", settings.secret_keys)

    @pytest.fixture
    async def recorded(self, database, recordings, mine):
        writer = recordings.begin(mine.id)
        writer.write(bytes(range(256)) * 500)
        writer.close()
        async with database.session() as session:
            await session.execute(update(Call).where(Call.id == mine.id).values(recording_path="there"))
        return mine

    async def test_comes_as_a_wav_of_two_sides(self, operator, recorded):
        answer = await operator.ask("GET", f"/calls/{recorded.id}/recording")
        assert (answer.status_code, answer.headers["content-type"], answer.headers["accept-ranges"]) == (200, "audio/wav", "bytes")
        wav = answer.content
        assert (wav[:4], wav[8:16], wav[20:24], wav[-128_000:]) == (b"RIFF", b"WAVEfmt ", b"\x06\x00\x02\x00", bytes(range(256)) * 500)
        assert int.from_bytes(wav[4:8], "little") == len(wav) - 8 == int(answer.headers["content-length"]) - 8

    async def test_any_part_of_it_can_be_asked_for(self, operator, recorded):
        whole = (await operator.ask("GET", f"/calls/{recorded.id}/recording")).content
        for start, end in ((0, 10), (50, 100), (16_000, 40_000), (len(whole) - 1, len(whole))):
            answer = await operator.ask("GET", f"/calls/{recorded.id}/recording", headers={"Range": f"bytes={start}-{end - 1}"})
            assert answer.status_code == 206
            assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"
            assert answer.content == whole[start:end]

    async def test_a_part_that_is_not_there_is_refused(self, operator, recorded):
        answer = await operator.ask("GET", f"/calls/{recorded.id}/recording", headers={"Range": "bytes=9999999-"})
        assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */128058")

    async def test_who_listened_is_written_down_once_however_many_parts(self, operator, recorded, database):
        for start in (100, 0, 5000):
            await operator.ask("GET", f"/calls/{recorded.id}/recording", headers={"Range": f"bytes={start}-"})
        assert await audited(database) == [("recording_played", "call", str(recorded.id))]

    @pytest.mark.parametrize("role", ["editor", "admin"])
    async def test_is_for_those_who_may_look_under_masks(self, app, database, recorded, role):
        seat = await take_seat(app, database, role)
        assert (await seat.ask("GET", f"/calls/{recorded.id}/recording")).status_code == 403

    async def test_where_nothing_was_recorded(self, operator, mine, database):
        answer = await operator.ask("GET", f"/calls/{mine.id}/recording")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_recording")
        assert await audited(database) == []

    async def test_a_file_that_is_gone(self, operator, recorded, recordings):
        recordings.remove(recorded.id)
        assert (await operator.ask("GET", f"/calls/{recorded.id}/recording")).status_code == 404

    async def test_a_key_that_is_gone(self, operator, recorded, settings, recordings):
        recordings.remove(recorded.id)
        writer = Recordings(settings.var_dir / "recordings", ["another key " * 4]).begin(recorded.id)
        writer.write(bytes(64_000))
        writer.close()
        answer = await operator.ask("GET", f"/calls/{recorded.id}/recording")
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "recording_broken")
