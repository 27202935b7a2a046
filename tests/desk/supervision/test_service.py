from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.supervision.period import Period
from desk.supervision.schemas import ChannelRow, DayRow, HourRow, OperatorRow, RatingRow, ReasonRow, SectorRow, UnitRow
from desk.supervision.service import ReportService
from tests.desk.histories import Case, Thread, add_duty, add_member, add_unit, at

MONDAY, TUESDAY = "2026-11-02", "2026-11-03"
BOTH_DAYS = Period(date(2026, 11, 2), date(2026, 11, 3))
AFTERWARDS = at("2026-11-10")


@pytest.fixture
def service(database):
    return ReportService(database, clock=lambda: AFTERWARDS)


@pytest.fixture
def report(service):
    async def read(period=BOTH_DAYS):
        return await service.report(period)

    return read


class TestEmptyPeriod:
    async def test_counts_nothing_and_still_names_every_day_and_hour(self, report):
        empty = await report()
        assert set(empty.totals.model_dump().values()) == {0, None}
        assert [row.day for row in empty.by_day] == [date(2026, 11, 2), date(2026, 11, 3)]
        assert [row.hour for row in empty.by_hour] == list(range(24))
        assert empty.waits.model_dump() == {
            name: {"p50": None, "p90": None} for name in ("first_response_seconds", "resolution_seconds", "queue_wait_seconds")
        }
        assert [(row.rating, row.count) for row in empty.ratings] == [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0)]
        assert empty.by_channel == empty.by_sector == empty.by_unit == empty.by_operator == empty.by_reason == []

    async def test_says_which_days_it_is_about(self, report):
        assert (await report()).model_dump(mode="json", by_alias=True)["period"] == {"from": "2026-11-02", "to": "2026-11-03"}


class TestConversations:
    async def test_counted_once_at_the_first_message_of_the_period(self, database, report):
        thread = await Thread.begin(database)
        await thread.asks(at("2026-11-01", "10:00"))
        await thread.asks(at(MONDAY, "08:30"))
        await thread.asks(at(MONDAY, "14:00"))
        await thread.asks(at(TUESDAY, "09:00"))
        counted = await report()
        assert counted.totals.conversations == 1
        assert [row.conversations for row in counted.by_day] == [1, 0]
        assert [row.hour for row in counted.by_hour if row.conversations] == [8]

    async def test_days_and_hours_are_vietnams(self, database, report):
        for moment in (at(MONDAY, "00:00"), at(TUESDAY, "23:59:59")):
            await (await Thread.begin(database)).asks(moment)
        for moment in (at("2026-11-01", "23:59:59"), at("2026-11-04", "00:00")):
            await (await Thread.begin(database)).asks(moment)
        counted = await report()
        assert [row.conversations for row in counted.by_day] == [1, 1]
        assert [row for row in counted.by_hour if row.conversations] == [
            HourRow(hour=0, conversations=1, handed_over=0),
            HourRow(hour=23, conversations=1, handed_over=0),
        ]

    async def test_none_where_no_citizen_wrote(self, database, report):
        member = await add_member(database)
        await (await Thread.begin(database)).is_written_to(at(MONDAY), member)
        assert (await report()).totals.conversations == 0

    @pytest.mark.parametrize("channel", ["webchat", "zalo"])
    async def test_trials_never_count(self, database, report, channel):
        trial = await Thread.begin(database, channel=channel, is_trial=True)
        await trial.asks(at(MONDAY), behaviour="answer")
        await trial.moves(at(MONDAY), "hand_over", "queue")
        member = await add_member(database)
        await trial.moves(at(MONDAY, "09:05"), "claim", "operator", member)
        await trial.is_written_to(at(MONDAY, "09:06"), member)
        due = at(TUESDAY)
        case = await Case.open(database, at(MONDAY), due, conversation_id=trial.id, handover_reason="asked", rating=5, assignee_id=member)
        await case.comes_to(at(TUESDAY, "10:00"), "resolved")
        await case.comes_to(at(TUESDAY, "11:00"), "reopened")
        await case.happens(at(TUESDAY, "12:00"), "rated")
        counted = await report()
        assert set(counted.totals.model_dump().values()) == {0, None}
        assert counted.by_channel == counted.by_sector == counted.by_unit == counted.by_operator == counted.by_reason == []
        assert counted.waits.queue_wait_seconds.p50 is None

    async def test_each_channel_has_its_own_row_the_busiest_first(self, database, report):
        for channel, behaviour in (("webchat", "refuse"), ("zalo", "answer"), ("zalo", "answer")):
            await (await Thread.begin(database, channel=channel)).asks(at(MONDAY), behaviour=behaviour)
        assert (await report()).by_channel == [
            ChannelRow(channel="zalo", conversations=2, handed_over=0, bot_solved=2),
            ChannelRow(channel="webchat", conversations=1, handed_over=0, bot_solved=0),
        ]


class TestBotSolved:
    async def test_counts_an_answer_to_the_last_question(self, database, report):
        thread = await Thread.begin(database)
        await thread.asks(at(MONDAY), behaviour="clarify")
        await thread.asks(at(MONDAY, "09:01"), behaviour="answer")
        assert (await report()).totals.bot_solved == 1

    async def test_thanks_afterwards_change_nothing(self, database, report):
        thread = await Thread.begin(database)
        await thread.asks(at(MONDAY), behaviour="answer")
        await thread.asks(at(MONDAY, "09:01"), "Cảm ơn", behaviour="smalltalk")
        assert (await report()).totals.bot_solved == 1

    @pytest.mark.parametrize("behaviour", ["clarify", "refuse", "refer", "smalltalk", None])
    async def test_not_what_ends_without_an_answer(self, database, report, behaviour):
        thread = await Thread.begin(database)
        if behaviour != "smalltalk":
            await thread.asks(at(MONDAY), behaviour="answer")
        await thread.asks(at(MONDAY, "09:01"), behaviour=behaviour)
        assert (await report()).totals.bot_solved == 0

    async def test_not_what_was_handed_over_before_the_answer(self, database, report):
        thread = await Thread.begin(database)
        await thread.asks(at(MONDAY), behaviour="handover")
        await thread.moves(at(MONDAY), "hand_over", "queue", reason="asked")
        await thread.moves(at(MONDAY, "09:10"), "hand_back", "bot")
        await thread.asks(at(MONDAY, "09:20"), behaviour="answer")
        counted = await report()
        assert (counted.totals.bot_solved, counted.totals.handed_over) == (0, 1)

    async def test_not_spoilt_by_a_hand_over_of_another_period(self, database, report):
        thread = await Thread.begin(database)
        await thread.moves(at("2026-10-01"), "hand_over", "queue", reason="asked")
        await thread.moves(at("2026-10-02"), "hand_back", "bot")
        await thread.asks(at(MONDAY), behaviour="answer")
        await thread.moves(at("2026-11-05"), "hand_over", "queue", reason="asked")
        assert (await report()).totals.bot_solved == 1

    async def test_an_answer_of_another_day_says_nothing_about_this_one(self, database, report):
        thread = await Thread.begin(database)
        await thread.asks(at("2026-11-01"), behaviour="answer")
        await thread.asks(at(MONDAY), behaviour="smalltalk")
        await thread.asks(at("2026-11-05"), behaviour="answer")
        assert (await report()).totals.bot_solved == 0


class TestHandedOver:
    async def test_counted_once_on_the_day_of_the_first_time(self, database, report):
        thread = await Thread.begin(database)
        await thread.asks(at(MONDAY, "08:00"), behaviour="handover")
        await thread.moves(at(MONDAY, "09:30"), "hand_over", "queue")
        await thread.moves(at(MONDAY, "10:00"), "hand_back", "bot")
        await thread.moves(at(TUESDAY, "10:00"), "hand_over", "queue")
        counted = await report()
        assert counted.by_day == [
            DayRow(day=date(2026, 11, 2), conversations=1, handed_over=1, bot_solved=0, tickets=0, resolved=0),
            DayRow(day=date(2026, 11, 3), conversations=0, handed_over=0, bot_solved=0, tickets=0, resolved=0),
        ]
        assert [row.hour for row in counted.by_hour if row.handed_over] == [9]

    async def test_counts_what_was_written_down_with_nobody_there(self, database, report):
        thread = await Thread.begin(database)
        await thread.asks(at(MONDAY), behaviour="handover")
        await Case.open(database, at(MONDAY), conversation_id=thread.id, handover_reason="asked")
        await Case.open(database, at(MONDAY), handover_reason="", kind="callback")
        counted = await report()
        assert counted.totals.handed_over == 1
        assert counted.by_channel == [ChannelRow(channel="webchat", conversations=1, handed_over=1, bot_solved=0)]

    async def test_other_moves_are_none(self, database, report):
        thread = await Thread.begin(database)
        await thread.moves(at("2026-11-01"), "hand_over", "queue")
        member = await add_member(database)
        await thread.moves(at(MONDAY), "claim", "operator", member)
        await thread.moves(at(MONDAY, "10:00"), "release", "queue")
        assert (await report()).totals.handed_over == 0


class TestQueueWaits:
    async def test_from_entering_the_queue_to_an_operator(self, database, report):
        member = await add_member(database)
        for seconds in (60, 120, 600):
            thread = await Thread.begin(database)
            await thread.moves(at(MONDAY), "hand_over", "queue")
            await thread.moves(at(MONDAY) + timedelta(seconds=seconds), "claim", "operator", member)
        # In between: p90 of three lies 0.8 of the way from the second to the third.
        assert (await report()).waits.queue_wait_seconds.model_dump() == {"p50": 120, "p90": 504}

    async def test_a_move_within_the_queue_does_not_begin_anew(self, database, report):
        member = await add_member(database)
        thread = await Thread.begin(database)
        await thread.moves(at(MONDAY, "09:00"), "hand_over", "queue")
        await thread.moves(at(MONDAY, "09:04"), "transfer", "queue")
        await thread.moves(at(MONDAY, "09:10"), "claim", "operator", member)
        assert (await report()).waits.queue_wait_seconds.p50 == 600

    async def test_counted_where_it_ends(self, database, report):
        member = await add_member(database)
        thread = await Thread.begin(database)
        await thread.moves(at("2026-11-01", "23:00"), "hand_over", "queue")
        await thread.moves(at(MONDAY, "01:00"), "claim", "operator", member)
        still_waits = await Thread.begin(database)
        await still_waits.moves(at(MONDAY), "hand_over", "queue")
        assert (await report()).waits.queue_wait_seconds.model_dump() == {"p50": 7200, "p90": 7200}


class TestTickets:
    async def test_opened_resolved_and_reopened_each_on_their_day(self, database, report):
        case = await Case.open(database, at(MONDAY, "08:00"))
        await case.comes_to(at(MONDAY, "09:00"), "resolved")
        await case.comes_to(at(MONDAY, "12:00"), "reopened")
        await case.comes_to(at(TUESDAY, "08:00"), "resolved")
        old = await Case.open(database, at("2026-10-30"))
        await old.comes_to(at(TUESDAY), "resolved")
        later = await Case.open(database, at("2026-11-04"))
        await later.comes_to(at("2026-11-04"), "resolved")
        counted = await report()
        assert (counted.totals.tickets, counted.totals.resolved, counted.totals.reopened) == (1, 2, 1)
        assert [(row.tickets, row.resolved) for row in counted.by_day] == [(1, 0), (0, 2)]

    async def test_resolution_takes_from_opening_to_the_last_resolution(self, database, report):
        case = await Case.open(database, at(MONDAY, "08:00"))
        await case.comes_to(at(MONDAY, "09:00"), "resolved")
        await case.comes_to(at(MONDAY, "12:00"), "reopened")
        await case.comes_to(at(MONDAY, "13:00"), "resolved")
        assert (await report()).waits.resolution_seconds.p50 == 5 * 3600

    async def test_first_response_counts_where_it_ends(self, database, report):
        for seconds in (100, 300):
            await Case.open(database, at(MONDAY), first_response_at=at(MONDAY) + timedelta(seconds=seconds))
        await Case.open(database, at("2026-11-01"), first_response_at=at("2026-11-01", "12:00"))
        await Case.open(database, at(MONDAY))
        assert (await report()).waits.first_response_seconds.model_dump() == {"p50": 200, "p90": 280}

    async def test_reasons_of_hand_overs_the_commonest_first(self, database, report):
        for reason in ("unsure", "asked", "asked", ""):
            await Case.open(database, at(MONDAY), handover_reason=reason)
        assert (await report()).by_reason == [ReasonRow(reason="asked", count=2), ReasonRow(reason="unsure", count=1)]

    async def test_sectors_and_units(self, database, report):
        land = await add_unit(database, "Phòng Đất đai")
        first = await Case.open(database, at(MONDAY, "08:00"), at(MONDAY, "17:00"), sector="Đất đai", unit_id=land)
        await first.comes_to(at(TUESDAY, "08:00"), "resolved")
        second = await Case.open(database, at(MONDAY, "08:00"), sector="Đất đai", unit_id=land)
        await second.comes_to(at(MONDAY, "10:00"), "resolved")
        await Case.open(database, at(MONDAY))
        counted = await report()
        assert counted.by_sector == [SectorRow(sector="Đất đai", tickets=2, breached=1), SectorRow(sector="", tickets=1, breached=0)]
        assert counted.by_unit == [
            UnitRow(unit="Phòng Đất đai", tickets=2, breached=1, resolution_p50_seconds=13 * 3600),
            UnitRow(unit="", tickets=1, breached=0, resolution_p50_seconds=None),
        ]


class TestBreached:
    async def test_open_at_the_deadline(self, database, report):
        case = await Case.open(database, at("2026-10-30"), at(MONDAY, "17:00"))
        await case.comes_to(at(MONDAY, "17:01"), "resolved")
        assert (await report()).totals.breached == 1

    @pytest.mark.parametrize("state", ["resolved", "closed", "rejected", "awaiting_citizen"])
    async def test_not_what_was_done_in_time(self, database, report, state):
        case = await Case.open(database, at("2026-10-30"), at(MONDAY, "17:00"))
        await case.comes_to(at(MONDAY, "17:00"), state)
        await case.comes_to(at(TUESDAY, "08:00"), "reopened")
        assert (await report()).totals.breached == 0

    async def test_reopened_at_the_deadline_is_open(self, database, report):
        case = await Case.open(database, at("2026-10-30"), at(MONDAY, "17:00"))
        await case.comes_to(at(MONDAY, "10:00"), "resolved")
        await case.comes_to(at(MONDAY, "11:00"), "reopened")
        assert (await report()).totals.breached == 1

    async def test_not_before_the_deadline_has_passed(self, database):
        await Case.open(database, at("2026-10-30"), at(TUESDAY, "17:00"))
        before = ReportService(database, clock=lambda: at(TUESDAY, "16:59"))
        assert (await before.report(BOTH_DAYS)).totals.breached == 0

    async def test_not_a_deadline_of_other_days(self, database, report):
        await Case.open(database, at("2026-10-30"), at("2026-11-04", "00:00"))
        await Case.open(database, at("2026-10-30"), at("2026-11-01", "23:59:59"))
        assert (await report()).totals.breached == 0


class TestRatings:
    async def test_counts_tickets_rated_in_the_period(self, database, report):
        for rating, day in ((5, MONDAY), (5, TUESDAY), (2, TUESDAY), (1, "2026-11-05")):
            case = await Case.open(database, at("2026-10-30"), rating=rating)
            await case.happens(at(day), "rated")
        counted = await report()
        assert (counted.totals.rating_count, counted.totals.rating_average) == (3, 4.0)
        assert counted.ratings == [RatingRow(rating=stars, count={5: 2, 2: 1}.get(stars, 0)) for stars in range(1, 6)]


class TestOperators:
    async def test_conversations_messages_first_words_and_rating(self, database, report):
        lan = await add_member(database, display_name="Lan")
        for seconds in (30, 90):
            thread = await Thread.begin(database)
            await thread.moves(at(MONDAY), "hand_over", "queue")
            await thread.moves(at(MONDAY), "claim", "operator", lan)
            await thread.is_written_to(at(MONDAY) + timedelta(seconds=seconds), lan)
            await thread.is_written_to(at(MONDAY, "10:00"), lan)
        case = await Case.open(database, at(MONDAY), assignee_id=lan, rating=4)
        await case.happens(at(TUESDAY), "rated")
        assert (await report()).by_operator == [
            OperatorRow(display_name="Lan", conversations=2, replies=4, first_response_p50_seconds=60, rating_average=4.0)
        ]

    async def test_words_of_the_next_operator_are_not_the_first_ones(self, database, report):
        lan, minh = await add_member(database, display_name="Lan"), await add_member(database, display_name="Minh")
        thread = await Thread.begin(database)
        await thread.moves(at(MONDAY, "09:00"), "claim", "operator", lan)
        await thread.moves(at(MONDAY, "09:05"), "transfer", "operator", minh)
        await thread.is_written_to(at(MONDAY, "09:07"), minh)
        await thread.moves(at(MONDAY, "09:10"), "transfer", "operator", lan)
        await thread.is_written_to(at(MONDAY, "09:11"), lan)
        first_words = {row.display_name: row.first_response_p50_seconds for row in (await report()).by_operator}
        assert first_words == {"Lan": 60, "Minh": 120}

    async def test_somebody_elses_words_are_not_the_first_ones(self, database, report):
        lan, supervisor = await add_member(database, display_name="Lan"), await add_member(database)
        thread = await Thread.begin(database)
        await thread.moves(at(MONDAY, "09:00"), "claim", "operator", lan)
        await thread.is_written_to(at(MONDAY, "09:01"), supervisor)
        await thread.is_written_to(at(MONDAY, "09:03"), lan)
        assert [row.first_response_p50_seconds for row in (await report()).by_operator if row.display_name == "Lan"] == [180]

    async def test_whoever_did_nothing_is_not_listed(self, database, report):
        member = await add_member(database)
        await (await Thread.begin(database)).is_written_to(at("2026-11-05"), member)
        assert (await report()).by_operator == []


class TestNow:
    async def test_empty(self, service):
        now = await service.now()
        assert now.longest_wait_seconds is None
        assert now.present == []
        assert set(now.model_dump(exclude={"longest_wait_seconds", "present"}).values()) == {0}

    async def test_who_waits_and_who_is_helped(self, database, service):
        lan = await add_member(database)
        for minutes in (5, 12):
            await Thread.begin(database, owner="queue", queued_at=AFTERWARDS - timedelta(minutes=minutes))
        await Thread.begin(database, owner="operator", owner_id=lan, queued_at=AFTERWARDS - timedelta(hours=9))
        await Thread.begin(database)
        await Thread.begin(database, is_trial=True, owner="queue", queued_at=AFTERWARDS - timedelta(days=1))
        now = await service.now()
        assert (now.queue, now.longest_wait_seconds, now.with_operators) == (2, 720, 1)

    async def test_who_is_there_by_their_heartbeat(self, database, service):
        for state, silent, active in (("on_duty", 10, True), ("on_duty", 91, True), ("away", 80, True), ("on_duty", 5, False)):
            member = await add_member(database, is_active=active)
            await add_duty(database, member, state, AFTERWARDS - timedelta(seconds=silent))
        now = await service.now()
        assert (now.on_duty, now.away) == (1, 1)
        assert sorted(one.duty for one in now.present) == ["away", "on_duty"]

    async def test_tickets_due_today_and_overdue_do_not_overlap(self, database, service):
        for due in ("2026-11-10T08:59", "2026-11-10T09:00", "2026-11-10T23:59", "2026-11-11T00:00"):
            await Case.open(database, at(MONDAY), at(*due.split("T")))
        await Case.open(database, at(MONDAY), at(MONDAY), state="closed")
        now = await service.now()
        assert (now.tickets_open, now.tickets_due_today, now.tickets_overdue) == (4, 2, 1)

    async def test_a_stopped_clock_makes_nothing_overdue(self, database, service):
        for due in (at(MONDAY, "12:00"), at("2026-11-10", "17:00")):
            await Case.open(database, at(MONDAY), due, state="awaiting_citizen", stopped_at=at(MONDAY, "10:00"))
        await Case.open(database, at(MONDAY), at(MONDAY, "09:59"), state="awaiting_citizen", stopped_at=at(MONDAY, "10:00"))
        now = await service.now()
        assert (now.tickets_open, now.tickets_due_today, now.tickets_overdue) == (3, 0, 1)
